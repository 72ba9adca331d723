namespace Confiture.Sql.Syntax;

/// <summary>CREATE FOREIGN DATA WRAPPER.</summary>
public sealed record CreateForeignDataWrapper(Identifier Name, IReadOnlyList<SqlOption> Functions, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER FOREIGN DATA WRAPPER.</summary>
public sealed record AlterForeignDataWrapper(Identifier Name, IReadOnlyList<SqlOption> Functions, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE SERVER.</summary>
public sealed record CreateServer(
    Identifier Name, bool IfNotExists, string? Type, string? Version, Identifier Wrapper, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER SERVER.</summary>
public sealed record AlterServer(Identifier Name, string? Version, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE USER MAPPING.</summary>
public sealed record CreateUserMapping(RoleName Role, Identifier Server, bool IfNotExists, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER USER MAPPING.</summary>
public sealed record AlterUserMapping(RoleName Role, Identifier Server, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>IMPORT FOREIGN SCHEMA.</summary>
/// <param name="RemoteSchema">The schema on the server.</param>
/// <param name="Tables">The tables after LIMIT TO or EXCEPT.</param>
/// <param name="Except">True for EXCEPT.</param>
/// <param name="LocalSchema">The schema that gets the tables.</param>
public sealed record ImportForeignSchema(Identifier RemoteSchema, IReadOnlyList<SqlName> Tables, bool Except, Identifier Server, Identifier LocalSchema,
    IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>A table or the tables of a schema in a publication.</summary>
/// <param name="Table">The table, or null for a schema.</param>
/// <param name="Schema">The schema; <c>CURRENT_SCHEMA</c> is written as that word. Null for a table.</param>
/// <param name="Columns">The columns of the table that are published; none for all.</param>
/// <param name="Where">The row filter, or null.</param>
public sealed record PublicationObject(RelationReference? Table, Identifier? Schema, IReadOnlyList<Identifier> Columns, SqlSpan? Where);

/// <summary>CREATE PUBLICATION.</summary>
public sealed record CreatePublication(
    Identifier Name, bool ForAllTables, IReadOnlyList<PublicationObject> Objects, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER PUBLICATION.</summary>
/// <param name="Name">The publication.</param>
/// <param name="Change"><c>add</c>, <c>set</c>, <c>drop</c>, or <c>options</c> for SET (options).</param>
/// <param name="Objects">The tables and schemas.</param>
public sealed record AlterPublication(
    Identifier Name, string Change, IReadOnlyList<PublicationObject> Objects, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE SUBSCRIPTION. The connection string can hold a password, so only its place is kept.</summary>
public sealed record CreateSubscription(
    Identifier Name, SqlSpan Connection, IReadOnlyList<Identifier> Publications, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER SUBSCRIPTION.</summary>
/// <param name="Name">The subscription.</param>
/// <param name="Change"><c>connection</c>, <c>refresh</c>, <c>set publication</c>, <c>add publication</c>, <c>drop publication</c>, <c>enable</c>,
/// <c>disable</c>, <c>options</c> or <c>skip</c>.</param>
public sealed record AlterSubscription(
    Identifier Name, string Change, IReadOnlyList<Identifier> Publications, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE ACCESS METHOD.</summary>
/// <param name="Type"><c>table</c> or <c>index</c>.</param>
public sealed record CreateAccessMethod(Identifier Name, string Type, SqlName Handler) : StatementNode;

/// <summary>CREATE TABLESPACE.</summary>
public sealed record CreateTablespace(Identifier Name, RoleName? Owner, string Location, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER TABLESPACE SET or RESET.</summary>
public sealed record AlterTablespace(Identifier Name, bool Reset, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>CREATE DATABASE.</summary>
public sealed record CreateDatabase(Identifier Name, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER DATABASE with options or SET TABLESPACE.</summary>
public sealed record AlterDatabase(Identifier Name, IReadOnlyList<SqlOption> Options) : StatementNode;

/// <summary>ALTER DATABASE SET or RESET of a setting.</summary>
public sealed record AlterDatabaseSetting(Identifier Name, ConfigurationChange Change) : StatementNode;

/// <summary>ALTER DATABASE REFRESH COLLATION VERSION.</summary>
public sealed record RefreshDatabaseCollation(Identifier Name) : StatementNode;
