namespace Confiture.Sql.Syntax;

/// <summary>A role as it is written.</summary>
/// <param name="Name">The role; or <c>public</c>, <c>current_user</c>, <c>current_role</c>, <c>session_user</c> when <paramref name="IsKeyword"/>.</param>
/// <param name="IsKeyword">Whether it is one of those words and not a quoted name.</param>
/// <param name="Span">The place.</param>
public sealed record RoleName(string Name, bool IsKeyword, SqlSpan Span)
{
    /// <summary>Whether this is PUBLIC, every role.</summary>
    public bool IsPublic => IsKeyword && Name == "public";
}

/// <summary>A privilege with its columns.</summary>
/// <param name="Name">In upper case: SELECT, ALL, ALTER SYSTEM, and so on.</param>
/// <param name="Columns">The columns; none when it is for the whole object.</param>
public sealed record Privilege(string Name, IReadOnlyList<Identifier> Columns);

/// <summary>GRANT or REVOKE of privileges on objects.</summary>
/// <param name="IsGrant">True for GRANT.</param>
/// <param name="Kind">What the objects are.</param>
/// <param name="Objects">The objects; or the schemas when <see cref="AllInSchema"/>.</param>
/// <param name="Roles">Whom it concerns.</param>
public sealed record GrantPrivileges(
    bool IsGrant, IReadOnlyList<Privilege> Privileges, ObjectKind Kind, IReadOnlyList<ObjectReference> Objects, IReadOnlyList<RoleName> Roles) : StatementNode
{
    /// <summary>Whether it is ON ALL ... IN SCHEMA.</summary>
    public bool AllInSchema { get; init; }

    /// <summary>WITH GRANT OPTION, or of a REVOKE: GRANT OPTION FOR.</summary>
    public bool GrantOption { get; init; }

    /// <summary>The role after GRANTED BY, or null.</summary>
    public RoleName? GrantedBy { get; init; }

    /// <summary>Whether CASCADE is written.</summary>
    public bool Cascade { get; init; }
}

/// <summary>GRANT or REVOKE of membership in roles.</summary>
/// <param name="IsGrant">True for GRANT.</param>
/// <param name="Roles">The roles that are given.</param>
/// <param name="Members">Who gets them.</param>
public sealed record GrantRoles(bool IsGrant, IReadOnlyList<RoleName> Roles, IReadOnlyList<RoleName> Members) : StatementNode
{
    /// <summary>The options: <c>admin</c>, <c>inherit</c>, <c>set</c> with <c>true</c>, <c>false</c> or <c>option</c>.</summary>
    public IReadOnlyList<SqlOption> Options { get; init; } = [];

    /// <summary>The role after GRANTED BY, or null.</summary>
    public RoleName? GrantedBy { get; init; }

    /// <summary>Whether CASCADE is written.</summary>
    public bool Cascade { get; init; }
}

/// <summary>ALTER DEFAULT PRIVILEGES.</summary>
/// <param name="ForRoles">The roles after FOR; none for the current one.</param>
/// <param name="InSchemas">The schemas.</param>
/// <param name="Action">What is granted or revoked; it has no objects.</param>
public sealed record AlterDefaultPrivileges(IReadOnlyList<RoleName> ForRoles, IReadOnlyList<Identifier> InSchemas, GrantPrivileges Action) : StatementNode;

/// <summary>CREATE ROLE, USER or GROUP.</summary>
/// <param name="Name">The role.</param>
/// <param name="Kind">The word after CREATE in upper case.</param>
/// <param name="Options">The options with their words in lower case; of a password the value is never kept.</param>
public sealed record CreateRole(RoleName Name, string Kind, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER ROLE, USER or GROUP with options, or with members added or dropped.</summary>
public sealed record AlterRole(RoleName Name, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER ROLE SET or RESET.</summary>
/// <param name="Name">The role; null for ALL.</param>
/// <param name="Database">The database after IN DATABASE, or null.</param>
/// <param name="Change">The setting.</param>
public sealed record AlterRoleSetting(RoleName? Name, Identifier? Database, ConfigurationChange Change) : StatementNode;

/// <summary>REASSIGN OWNED.</summary>
public sealed record ReassignOwned(IReadOnlyList<RoleName> From, RoleName To) : StatementNode;

/// <summary>DROP OWNED.</summary>
public sealed record DropOwned(IReadOnlyList<RoleName> By, bool Cascade) : StatementNode;

/// <summary>CREATE POLICY.</summary>
public sealed record CreatePolicy(Identifier Name, SqlName Table) : StatementNode
{
    /// <summary>False for AS RESTRICTIVE.</summary>
    public bool Permissive { get; init; } = true;

    /// <summary>The command in upper case; ALL when none is written.</summary>
    public string Command { get; init; } = "ALL";

    /// <summary>The roles; none means public.</summary>
    public IReadOnlyList<RoleName> Roles { get; init; } = [];

    /// <summary>The expression of USING, or null.</summary>
    public SqlSpan? Using { get; init; }

    /// <summary>The expression of WITH CHECK, or null.</summary>
    public SqlSpan? WithCheck { get; init; }
}

/// <summary>ALTER POLICY.</summary>
public sealed record AlterPolicy(Identifier Name, SqlName Table, IReadOnlyList<RoleName> Roles, SqlSpan? Using, SqlSpan? WithCheck) : StatementNode;
