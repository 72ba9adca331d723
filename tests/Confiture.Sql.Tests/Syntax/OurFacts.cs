using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

/// <summary>What our nodes say, in the oracle's words.</summary>
internal static class OurFacts
{
    private static readonly Dictionary<string, string> CatalogTypes = new()
    {
        ["integer"] = "int4", ["smallint"] = "int2", ["bigint"] = "int8", ["double precision"] = "float8", ["real"] = "float4", ["boolean"] = "bool", ["character varying"] = "varchar",
        ["character"] = "bpchar", ["bit varying"] = "varbit", ["time without time zone"] = "time", ["time with time zone"] = "timetz",
        ["timestamp without time zone"] = "timestamp", ["timestamp with time zone"] = "timestamptz",
    };

    public static OracleFacts Of(StatementNode node) => new(
        OracleKinds.Of(node),
        node switch { AlterTable t => [.. t.Actions.Select(OracleKinds.Of)], AlterCompositeType t => [.. t.Actions.Select(OracleKinds.Of)], _ => null },
        node is CreateTable table ? [.. table.Columns.Select(Column)] : null,
        node is CreateTable t2 ? [.. t2.Constraints.Select(Constraint)] : null,
        node is QueryNode query ? [.. query.Reads.Select(Name)] : null,
        Detail(node));

    private static string Name(SqlName name) => name.Schema is null ? name.Name : $"{name.Schema}.{name.Name}";

    private static string? Detail(StatementNode node) => node switch
    {
        DropObjects d when OracleKinds.Of(d) == "DropStmt" => $"OBJECT_{DropKind(d.Kind)}:{d.Objects.Count}:{(d.IfExists ? "true" : "false")}:DROP_{(d.Cascade ? "CASCADE" : "RESTRICT")}",
        TransactionControl t => $"TRANS_STMT_{t.Action switch { TransactionAction.RollbackTo => "ROLLBACK_TO", TransactionAction.CommitPrepared => "COMMIT_PREPARED", TransactionAction.RollbackPrepared => "ROLLBACK_PREPARED", var a => a.ToString().ToUpperInvariant() }}",
        CreateIndex i => $"{Lower(i.Unique)}:{Lower(i.Concurrently)}:{string.Join(',', i.Keys.Select(k => k.Column?.Text ?? ""))}:{Lower(i.Where is not null)}",
        CreateRoutine r => string.Join(',', r.Parameters.Select(p => $"{p.Name?.Text}:{Type(p.Type)}")),
        ChangeNode c => Name(c.Target),
        Select s => s.Into is null ? "" : Name(s.Into),
        _ => null,
    };

    private static string Lower(bool value) => value ? "true" : "false";

    private static string DropKind(ObjectKind kind) => kind switch
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
