using Confiture.Migrations;
using Confiture.Safety;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Project;

/// <summary>
/// Finds what pending statements ask of existing rows, where the syntax tree says it plainly. What comes after a statement that may change the rows in
/// question, a backfill for example, is not asked.
/// </summary>
internal sealed class RowDemands
{
    private readonly HashSet<QualifiedName> changed = [];
    private readonly Dictionary<(QualifiedName Table, string Name), Func<string, RowDemand?>> unvalidated = [];
    private readonly List<RowDemand> found = [];
    private bool mayHaveChangedAnything;

    /// <summary>The demands of statements, in their order.</summary>
    public static IReadOnlyList<RowDemand> Of(IEnumerable<(Migration Migration, StatementSafety Safety)> statements)
    {
        var demands = new RowDemands();
        foreach (var (migration, safety) in statements)
        {
            if (demands.mayHaveChangedAnything) break;
            demands.Read(migration, safety);
        }

        return demands.found;
    }

    private void Read(Migration migration, StatementSafety safety)
    {
        switch (safety.Node)
        {
            case AlterTable { Kind: ObjectKind.Table } alter when Existing(safety, alter.Name) is { } table:
                foreach (var action in alter.Actions) Read(migration, safety, alter, action, table);
                break;
            case CreateIndex { Unique: true, IfNotExists: false } index when Existing(safety, index.Table) is { } table:
                Add(RowQueries.Of(index, At(migration, safety, table)), migration, safety);
                break;
            case Insert or Copy:
                changed.UnionWith(safety.Locks.Select(l => l.Object));
                break;
            default:
                mayHaveChangedAnything = !KeepsRows(safety.Node);
                break;
        }
    }

    private void Read(Migration migration, StatementSafety safety, AlterTable alter, TableAction action, QualifiedName table)
    {
        var at = At(migration, safety, table);
        switch (action)
        {
            case TableAction.AddColumn { IfNotExists: false } add:
                Add(RowQueries.OfNew(add.Column, at), migration, safety);
                break;
            case TableAction.SetNotNull set:
                Add(RowQueries.OfNotNull(set.Column, at), migration, safety);
                break;
            case TableAction.AddConstraint { Constraint: { NotValid: true, Name: { } name } constraint }:
                unvalidated[(table, name.Text)] = place => RowQueries.Of(constraint, at with { Place = place }, Referred(safety, constraint));
                break;
            case TableAction.AddConstraint { Constraint: { NotValid: false, Enforced: not false } constraint }:
                Add(RowQueries.Of(constraint, at, Referred(safety, constraint)), migration, safety);
                break;
            case TableAction.ValidateConstraint validate when unvalidated.TryGetValue((table, validate.Constraint.Text), out var demand):
                Add(demand(at.Place), migration, safety);
                break;
            case TableAction.AddColumn or TableAction.AddConstraint or TableAction.ValidateConstraint or TableAction.DropConstraint
                or TableAction.SetDefault or TableAction.DropDefault or TableAction.DropNotNull or TableAction.SetStatistics or TableAction.SetOptions
                or TableAction.ChangeOwner:
                break;
            default:
                changed.Add(table);
                break;
        }
    }

    // A condition decides at run time whether the statement runs.
    private void Add(RowDemand? demand, Migration migration, StatementSafety safety)
    {
        if (demand is null || changed.Contains(demand.Table) || (demand.Referred is { } referred && changed.Contains(referred))) return;
        if (SqlDirective.ConditionOf(migration.Up.Script, safety.Node.Span.Start, safety.Node.Span.Length) is null) found.Add(demand);
    }

    private static DemandPlace At(Migration migration, StatementSafety safety, QualifiedName table) =>
        new(migration, $"{migration.Up.Path}:{migration.Up.Script.PositionOf(safety.Node.Span.Start)}", table);

    private static QualifiedName? Existing(StatementSafety safety, SqlName name) => safety.Locks
        .FirstOrDefault(l => !l.IsNew && l.Object.Name == name.Name && (name.Schema is null || l.Object.Schema == name.Schema))?.Object;

    private static QualifiedName? Referred(StatementSafety safety, ConstraintNode constraint) =>
        constraint is ForeignKeyConstraint key ? Existing(safety, key.References) : null;

    // Whatever is not listed may run code or change rows somewhere.
    private static bool KeepsRows(StatementNode node) => node switch
    {
        CreateTable or CreateIndex or CreateView or CreateSequence or CreateRoutine or CreateTrigger or CreateSchema or CreateExtension or CreateEnumType
            or CreateCompositeType or CreateDomain or AddEnumValue or CreateStatistics or CreatePolicy or AlterPolicy or Comment or SecurityLabel
            or GrantPrivileges or GrantRoles or AlterDefaultPrivileges or SetObjectOwner or SetVariable or LockTable or AlterSequence or Analyze => true,
        AlterTable alter => alter.Kind != ObjectKind.Table || alter.Actions.All(a => a is TableAction.AddColumn or TableAction.AddConstraint
            or TableAction.SetDefault or TableAction.SetNotNull or TableAction.ChangeOwner or TableAction.ValidateConstraint),
        DropObjects drop => drop.Kind is ObjectKind.Index or ObjectKind.View or ObjectKind.Function or ObjectKind.Trigger or ObjectKind.Policy,
        _ => false,
    };
}
