using System.Collections.Frozen;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Migrations;

/// <summary>
/// Knows statements that leave the session as it was: they set nothing, make nothing temporary, and evaluate no expression of the user's, which could call a
/// function that does. Only what is listed here counts; whatever is not known changes the session.
/// </summary>
internal static class PlainDdl
{
    // As the syntax tree spells them. A domain can have a default that calls a function, and a serial column counts.
    private static readonly FrozenSet<string> BuiltInTypes = new[]
    {
        "bigint", "integer", "smallint", "text", "character varying", "character", "boolean", "numeric", "real", "double precision", "date",
        "time without time zone",
        "time with time zone", "timestamp without time zone", "timestamp with time zone", "interval", "uuid", "json", "jsonb", "bytea", "inet", "cidr",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when all statements of a script are plain; false too when it cannot be read.</summary>
    internal static bool Is(SqlScript script)
    {
        try
        {
            return SqlSyntax.Parse(script).All(node => Is(node, script.Text));
        }
        catch (SqlSyntaxException)
        {
            return false;
        }
    }

    private static bool Is(StatementNode node, string text) => node switch
    {
        CreateTable { Persistence: not Persistence.Temporary, PartitionOf: null } table => IsPermanent(table.Name),
        AlterTable { Kind: ObjectKind.Table } table => IsPermanent(table.Name) && table.Actions.All(action => Is(action, text)),
        CreateIndex index => index.Keys.All(key => key.Expression is null) && index.Where is null,
        CreateSchema schema => schema.Elements.Count == 0,
        CreateSequence sequence => sequence.Persistence != Persistence.Temporary && IsPermanent(sequence.Name),
        CreateView view => view.Persistence != Persistence.Temporary && IsPermanent(view.Name),
        DropObjects or RenameObject or SetObjectOwner or Comment or CreateEnumType or CreateCompositeType or AddEnumValue or CreateTrigger or CreatePolicy
            or GrantPrivileges or AlterDefaultPrivileges => true,
        _ => false,
    };

    private static bool Is(TableAction action, string text) => action switch
    {
        TableAction.AddColumn { Column: { Type: { } type } column } => IsBuiltIn(type) && column.Constraints.All(c => Is(c, text)),
        TableAction.AddConstraint { Constraint: PrimaryKeyConstraint or UniqueConstraint or ForeignKeyConstraint or CheckConstraint { NotValid: true } } =>
            true,
        TableAction.DropColumn or TableAction.DropConstraint or TableAction.SetDefault or TableAction.DropDefault or TableAction.SetNotNull
            or TableAction.DropNotNull
            or TableAction.SetStatistics or TableAction.SetStorage or TableAction.ChangeOwner or TableAction.SetOptions or TableAction.ResetOptions
            or TableAction.SwitchRowSecurity => true,
        _ => false,
    };

    // A default without a parenthesis calls nothing.
    private static bool Is(ConstraintNode constraint, string text) => constraint switch
    {
        NotNullConstraint or NullConstraint or PrimaryKeyConstraint or UniqueConstraint or ForeignKeyConstraint => true,
        DefaultConstraint { Expression: var at } => !text.AsSpan(at.Start, at.Length).Contains('('),
        _ => false,
    };

    private static bool IsBuiltIn(TypeReference type) => type is { Name.Schema: null, IsColumnType: false } && BuiltInTypes.Contains(type.Name.Name);

    private static bool IsPermanent(SqlName name) => name.Schema?.StartsWith("pg_temp", StringComparison.Ordinal) != true;
}
