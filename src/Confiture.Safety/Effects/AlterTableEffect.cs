using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>ALTER TABLE and its relatives: the strongest mode of all actions counts for all of them.</summary>
internal static class AlterTableEffect
{
    internal static void Apply(AlterTable statement, Effect e)
    {
        if (statement.Kind == ObjectKind.Index)
        {
            IndexEffects.Alter(statement, e);
            return;
        }

        var relation = e.Relation(statement.Name, statement.Kind);
        // ALTER TABLE takes every kind of relation.
        if (relation.Kind == ObjectKind.Index)
        {
            IndexEffects.Alter(statement, e);
            return;
        }

        var rows = statement.Actions.Select(a => (Action: a, Row: TableActions.Of(a, relation, e.Version))).ToList();
        if (rows.Exists(r => r.Row is null)) return;
        var mode = rows.Max(r => r.Row!.Mode);
        e.Lock(relation, mode);
        foreach (var (action, row) in rows)
        {
            if (row!.Recurses && !statement.Only) e.LockTree(relation, mode);
            e.Risk(row.Tier, string.Format(System.Globalization.CultureInfo.InvariantCulture, row.Reason, relation));
            Work(action, relation, mode, statement.Only, e);
        }
    }

    /// <summary>Actions with more to them than a lock on their table.</summary>
    private static void Work(TableAction action, Relation relation, LockMode mode, bool only, Effect e)
    {
        e.Action = action;
        switch (action)
        {
            case TableAction.AddColumn a: AddColumnEffect.Apply(a, relation, mode, e); break;
            case TableAction.DropColumn a: ColumnEffects.Drop(a, relation, e); break;
            case TableAction.AlterColumnType a: ColumnTypeEffect.Apply(a, relation, e); break;
            case TableAction.SetNotNull a: ColumnEffects.SetNotNull(a, relation, e); break;
            case TableAction.DropNotNull a: ColumnEffects.DropNotNull(a, relation); break;
            case TableAction.SetExpression a: ColumnEffects.SetExpression(a, relation, e); break;
            case TableAction.AddIdentity a: ColumnEffects.AddIdentity(a, relation); break;
            case TableAction.SetIdentity: ColumnEffects.ChangeIdentity(relation, LockMode.ShareRowExclusive, e); break;
            case TableAction.DropIdentity: ColumnEffects.ChangeIdentity(relation, LockMode.AccessExclusive, e); break;
            case TableAction.AddConstraint a: AddConstraintEffect.Apply(a.Constraint, relation, only, e); break;
            case TableAction.ValidateConstraint a: ConstraintEffects.Validate(a, relation, e); break;
            case TableAction.DropConstraint a: ConstraintEffects.Drop(a, relation, e); break;
            case TableAction.AlterConstraint a: ConstraintEffects.Alter(a, relation, e); break;
            case TableAction.SetLogged a: StorageEffects.SetLogged(a, relation, e); break;
            case TableAction.SetAccessMethod method: StorageEffects.SetAccessMethod(method, relation, e); break;
            case TableAction.SetTablespace: StorageEffects.Move(relation, e); break;
            case TableAction.ChangeOwner: StorageEffects.ChangeOwner(relation, e); break;
            case TableAction.Inherit a: PartitionEffects.Inherit(a, relation, e); break;
            case TableAction.NoInherit a: PartitionEffects.NoInherit(a, relation, e); break;
            case TableAction.AttachPartition a: PartitionEffects.Attach(a, relation, e); break;
            case TableAction.DetachPartition a: PartitionEffects.Detach(a, relation, e); break;
            case TableAction.MergePartitions a: PartitionEffects.Merge(a, relation, e); break;
            case TableAction.SplitPartition a: PartitionEffects.Split(a, relation, e); break;
            case TableAction.FinalizeDetach a: e.Lock(e.Relation(a.Partition), LockMode.AccessExclusive); break;
        }
    }
}
