namespace Confiture.Sql.Syntax;

/// <summary>Privileges, memberships and policies.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>The word after GRANT: a privilege or a role, which is known only later.</summary>
    private sealed record Granted(Privilege Privilege, RoleName Role);

    private StatementNode GrantOrRevoke()
    {
        var isGrant = Demand("GRANT", "REVOKE") == "GRANT";
        var optionStart = Here;
        var option = isGrant || !Is("OPTION", 1) ? null : OneOf("GRANT", "ADMIN", "INHERIT", "SET");
        if (option is not null)
            Expect("OPTION", "FOR");
        var granted = List(GrantedItem);
        if (!Is("ON"))
            return Memberships(isGrant, granted, option is null ? [] : [new SqlOption(option.ToLowerInvariant(), null, From(optionStart))]);
        Skip(1);
        var (kind, all) = GrantTarget();
        var objects = all ? List(() => ObjectOf(ObjectKind.Schema)) : List(() => GrantObject(kind));
        return Recipients(
            new GrantPrivileges(isGrant, [.. granted.Select(g => g.Privilege)], kind, objects, []) { AllInSchema = all, GrantOption = option == "GRANT" });
    }

    private Granted GrantedItem()
    {
        var start = Here;
        if (Accept("ALTER", "SYSTEM"))
            return new Granted(new Privilege("ALTER SYSTEM", []), new RoleName("?", false, default));
        var word = Peek();
        var name = Label();
        if (word.Keyword?.Word == "ALL")
            Accept("PRIVILEGES");
        // A role may be a word such as CURRENT_USER.
        var isKeyword = word.Keyword?.Word is "CURRENT_USER" or "CURRENT_ROLE" or "SESSION_USER";
        return new Granted(new Privilege(name.Text.ToUpperInvariant(), EnclosedIfAny(Name)), new RoleName(name.Text, isKeyword, From(start)));
    }

    private (ObjectKind Kind, bool All) GrantTarget()
    {
        if (Accept("ALL"))
        {
            var kind = Demand("TABLES", "SEQUENCES", "FUNCTIONS", "PROCEDURES", "ROUTINES");
            Expect("IN", "SCHEMA");
            return (KindOfPlural(kind), true);
        }

        if (Accept("FOREIGN", "SERVER"))
            return (ObjectKind.Server, false);
        if (Is("PARAMETER") && IsName(1) && Skip(1))
            return (ObjectKind.Parameter, false);
        // A table may be called like a kind of object; then no name follows.
        return IsName(1) ? (KindOfObject() ?? Fail(ObjectKind.Table), false) : (ObjectKind.Table, false);
    }

    private static ObjectKind KindOfPlural(string word) => word switch
    {
        "TABLES" => ObjectKind.Table,
        "SEQUENCES" => ObjectKind.Sequence,
        "FUNCTIONS" => ObjectKind.Function,
        "PROCEDURES" => ObjectKind.Procedure,
        "ROUTINES" => ObjectKind.Routine,
        "TYPES" => ObjectKind.Type,
        "SCHEMAS" => ObjectKind.Schema,
        _ => ObjectKind.LargeObject,
    };

    private ObjectReference GrantObject(ObjectKind kind)
    {
        if (kind is ObjectKind.Type or ObjectKind.Domain)
        {
            var name = Qualified();
            return new ObjectReference(kind, name, name.Span);
        }

        if (kind != ObjectKind.Parameter)
            return ObjectOf(kind);
        var start = Here;
        var setting = SettingName();
        return new ObjectReference(kind, new SqlName(new QualifiedName(null, setting), From(start)), From(start));
    }

    private GrantPrivileges Recipients(GrantPrivileges grant)
    {
        Expect(grant.IsGrant ? "TO" : "FROM");
        grant = grant with { Roles = List(Grantee) };
        if (grant.IsGrant && Accept("WITH", "GRANT", "OPTION"))
            grant = grant with { GrantOption = true };
        grant = grant with { GrantedBy = GrantedBy() };
        return grant.IsGrant ? grant : grant with { Cascade = Cascade() };
    }

    private RoleName Grantee()
    {
        if (Is("GROUP") && IsName(1))
            Skip(1);
        return Role();
    }

    private RoleName? GrantedBy() => Accept("GRANTED", "BY") ? NamedRole() : null;

    private GrantRoles Memberships(bool isGrant, List<Granted> granted, List<SqlOption> options)
    {
        if (granted.Exists(g => g.Privilege.Columns.Count > 0 || g.Role.Name == "?"))
            Fail();
        Expect(isGrant ? "TO" : "FROM");
        var members = List(NamedRole);
        if (isGrant && Accept("WITH"))
            options = List(MembershipOption);
        var by = GrantedBy();
        return new GrantRoles(isGrant, [.. granted.Select(g => g.Role)], members) { Options = options, GrantedBy = by, Cascade = !isGrant && Cascade() };
    }

    private SqlOption MembershipOption()
    {
        var start = Here;
        var name = Label().Text;
        return new SqlOption(name, Demand("OPTION", "TRUE", "FALSE").ToLowerInvariant(), From(start));
    }

    private StatementNode DefaultPrivileges()
    {
        List<RoleName> roles = [];
        List<Identifier> schemas = [];
        while (!AtEnd && IsAny("FOR", "IN"))
        {
            if (Accept("IN", "SCHEMA"))
            {
                schemas.AddRange(List(Name));
                continue;
            }

            Expect("FOR");
            Demand("ROLE", "USER");
            roles.AddRange(List(NamedRole));
        }

        var start = Here;
        var isGrant = Demand("GRANT", "REVOKE") == "GRANT";
        var option = !isGrant && Accept("GRANT", "OPTION", "FOR");
        var privileges = List(GrantedItem).ConvertAll(g => g.Privilege);
        Expect("ON");
        var kind = Accept("LARGE", "OBJECTS")
            ? ObjectKind.LargeObject
            : KindOfPlural(Demand("TABLES", "FUNCTIONS", "ROUTINES", "SEQUENCES", "TYPES", "SCHEMAS"));
        var action = Recipients(new GrantPrivileges(isGrant, privileges, kind, [], []) { GrantOption = option });
        return new AlterDefaultPrivileges(roles, schemas, action with { Span = From(start) });
    }

    private ReassignOwned Reassign()
    {
        Expect("REASSIGN", "OWNED");
        Expect("BY");
        var from = List(NamedRole);
        Expect("TO");
        return new ReassignOwned(from, NamedRole());
    }

    private CreatePolicy CreatePolicy()
    {
        Skip(1);
        var name = Name();
        Expect("ON");
        var policy = new CreatePolicy(name, Qualified());
        if (Accept("AS"))
            policy = policy with { Permissive = Name().Text == "permissive" };
        if (Accept("FOR"))
            policy = policy with { Command = Demand("ALL", "SELECT", "INSERT", "UPDATE", "DELETE") };
        var (roles, @using, check) = PolicyTail();
        return policy with { Roles = roles, Using = @using, WithCheck = check };
    }

    private (IReadOnlyList<RoleName> Roles, SqlSpan? Using, SqlSpan? Check) PolicyTail()
    {
        IReadOnlyList<RoleName> roles = Accept("TO") ? List(Role) : [];
        SqlSpan? @using = Accept("USING") ? EnclosedExpression() : null;
        return (roles, @using, Accept("WITH", "CHECK") ? EnclosedExpression() : null);
    }

    private AlterPolicy AlterPolicy(ObjectReference policy)
    {
        var (roles, @using, check) = PolicyTail();
        return new AlterPolicy(NameOf(policy), policy.On ?? policy.Name, roles, @using, check);
    }
}
