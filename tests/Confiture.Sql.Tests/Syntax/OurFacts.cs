using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

/// <summary>What our nodes say, in the oracle's words.</summary>
internal static class OurFacts
{
    private static readonly Dictionary<string, string> CatalogTypes = new()
    {
        ["integer"] = "int4", ["smallint"] = "int2", ["bigint"] = "int8", ["double precision"] = "float8", ["real"] = "float4", ["boolean"] = "bool",
        ["character varying"] = "varchar",
        ["character"] = "bpchar", ["bit varying"] = "varbit", ["time without time zone"] = "time", ["time with time zone"] = "timetz",
        ["timestamp without time zone"] = "timestamp", ["timestamp with time zone"] = "timestamptz",
    };

    public static OracleFacts Of(StatementNode node) => new(
        OracleKinds.Of(node),
        node switch { AlterTable t => [.. t.Actions.Select(OracleKinds.Of)], AlterCompositeType t => [.. t.Actions.Select(OracleKinds.Of)], _ => null },
        node is CreateTable table ? [.. table.Columns.Select(Column)] : null,
        node is CreateTable t2 ? [.. t2.Constraints.Select(Constraint)] : null,
        QueryOf(node) is { } query ? [.. query.Reads.Select(Name)] : null,
        Detail(node));

    private static QueryNode? QueryOf(StatementNode node) => node switch
    {
        QueryNode query => query,
        CreateView view => view.Query as QueryNode,
        CreateTableAs table => table.Query as QueryNode,
        CreateMaterializedView view => view.Query as QueryNode,
        _ => null,
    };

    private static string Name(SqlName name) => name.Schema is null ? name.Name : $"{name.Schema}.{name.Name}";

    private static string? Detail(StatementNode node) => node switch
    {
        DropObjects d when OracleKinds.Of(d) == "DropStmt" =>
            $"OBJECT_{ObjectName(d.Kind)}:{d.Objects.Count}:{(d.IfExists ? "true" : "false")}:DROP_{(d.Cascade ? "CASCADE" : "RESTRICT")}",
        TransactionControl t => $"TRANS_STMT_{ActionOf(t)}",
        CreateIndex i => $"{Lower(i.Unique)}:{Lower(i.Concurrently)}:{string.Join(',', i.Keys.Select(k => k.Column?.Text ?? ""))}:{Lower(i.Where is not null)}",
        CreateRoutine r => string.Join(',', r.Parameters.Select(p => $"{p.Name?.Text}:{Type(p.Type)}")),
        Comment c => $"OBJECT_{ObjectName(c.Object.Kind)}",
        SecurityLabel l => $"OBJECT_{ObjectName(l.Object.Kind)}",
        SetObjectOwner o => $"OBJECT_{ObjectName(o.Object.Kind)}",
        SetObjectSchema o => $"OBJECT_{ObjectName(o.Object.Kind)}",
        RenameObject r => $"OBJECT_{ObjectName(r.PartKind ?? r.Kind)}:{PartName(r)}:{r.NewName.Text}",
        GrantPrivileges g => Grant(g),
        CreateTrigger t =>
            $"{t.Name.Text}:{Name(t.Table)}:{Lower(t.ForEachRow)}:{t.Timing switch { TriggerTiming.Before => 2, TriggerTiming.After => 0, _ => 64 }}:"
                + $"{t.Columns.Count}:{Lower(t.When is not null)}:{Lower(t.IsConstraint)}",
        CreatePolicy p => $"{p.Name.Text}:{Name(p.Table)}:{p.Command.ToLowerInvariant()}:{Lower(p.Permissive)}:{Math.Max(1, p.Roles.Count)}:"
            + $"{Lower(p.Using is not null)}:{Lower(p.WithCheck is not null)}",
        SetVariable s => SettingOf(s),
        ChangeNode c => Name(c.Target),
        Select s => s.Into is null ? "" : Name(s.Into),
        _ => null,
    };

    private static string ActionOf(TransactionControl transaction) => transaction.Action switch
    {
        TransactionAction.RollbackTo => "ROLLBACK_TO",
        TransactionAction.CommitPrepared => "COMMIT_PREPARED",
        TransactionAction.RollbackPrepared => "ROLLBACK_PREPARED",
        var action => action.ToString().ToUpperInvariant(),
    };

    // Objects on a relation are named by a part of their own in PostgreSQL's tree.
    private static string PartName(RenameObject rename) => rename.Kind switch
    {
        ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy or ObjectKind.Schema or ObjectKind.Role or ObjectKind.Database or ObjectKind.Tablespace =>
            rename.Object.Name.Name,
        _ => rename.Part?.Text ?? "",
    };

    private static string Grant(GrantPrivileges grant) => string.Join(
        ':',
        grant.AllInSchema ? "ACL_TARGET_ALL_IN_SCHEMA" : "ACL_TARGET_OBJECT",
        $"OBJECT_{(grant.Kind == ObjectKind.Parameter ? "PARAMETER_ACL" : ObjectName(grant.Kind))}",
        Lower(grant.IsGrant),
        Lower(grant.GrantOption),
        grant.Objects.Count,
        grant.Roles.Count,
        grant.Cascade ? "DROP_CASCADE" : "DROP_RESTRICT",
        grant.Privileges is [{ Name: "ALL", Columns.Count: 0 }]
            ? ""
            : string.Join(',', grant.Privileges.Select(p => $"{p.Name.ToLowerInvariant()}/{p.Columns.Count}")));

    private static string SettingOf(SetVariable set)
    {
        var name = set.Change.Name switch
        {
            "all" => "",
            "transaction" => "TRANSACTION",
            "session_characteristics" => "SESSION CHARACTERISTICS",
            "transaction_snapshot" => "TRANSACTION SNAPSHOT",
            var other => other,
        };
        return $"{name}:{Lower(set.Scope == SettingScope.Local)}";
    }

    private static string Lower(bool value) => value ? "true" : "false";

    private static string ObjectName(ObjectKind kind) => kind switch
    {
        ObjectKind.ForeignTable => "FOREIGN_TABLE",
        ObjectKind.MaterializedView => "MATVIEW",
        ObjectKind.TextSearchParser => "TSPARSER",
        ObjectKind.TextSearchDictionary => "TSDICTIONARY",
        ObjectKind.TextSearchTemplate => "TSTEMPLATE",
        ObjectKind.TextSearchConfiguration => "TSCONFIGURATION",
        ObjectKind.Statistics => "STATISTIC_EXT",
        ObjectKind.ForeignDataWrapper => "FDW",
        ObjectKind.Server => "FOREIGN_SERVER",
        ObjectKind.EventTrigger => "EVENT_TRIGGER",
        ObjectKind.AccessMethod => "ACCESS_METHOD",
        ObjectKind.OperatorClass => "OPCLASS",
        ObjectKind.OperatorFamily => "OPFAMILY",
        ObjectKind.Constraint => "TABCONSTRAINT",
        ObjectKind.DomainConstraint => "DOMCONSTRAINT",
        ObjectKind.LargeObject => "LARGEOBJECT",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private static string Column(ColumnDefinition column) =>
        $"{column.Name.Text}:{(column.Type is null ? "" : Type(column.Type))}:{string.Join(',', column.Constraints.Select(Constraint))}";

    public static string Type(TypeReference type)
    {
        if (type.Column is not null)
            return $"{type.Name.Schema}{(type.Name.Schema is null ? "" : ".")}{type.Name.Name}.{type.Column}";
        var name = type.Name.Schema is null ? CatalogTypes.GetValueOrDefault(type.Name.Name, type.Name.Name) : $"{type.Name.Schema}.{type.Name.Name}";
        return name + string.Concat(Enumerable.Repeat("[]", type.ArrayDimensions));
    }

    private static string Constraint(ConstraintNode constraint) => constraint switch
    {
        NotNullConstraint => "CONSTR_NOTNULL",
        NullConstraint => "CONSTR_NULL",
        DefaultConstraint => "CONSTR_DEFAULT",
        CheckConstraint => "CONSTR_CHECK",
        IdentityConstraint => "CONSTR_IDENTITY",
        GeneratedConstraint => "CONSTR_GENERATED",
        PrimaryKeyConstraint => "CONSTR_PRIMARY",
        UniqueConstraint => "CONSTR_UNIQUE",
        ExcludeConstraint => "CONSTR_EXCLUSION",
        ForeignKeyConstraint => "CONSTR_FOREIGN",
        _ => constraint.GetType().Name,
    };
}
