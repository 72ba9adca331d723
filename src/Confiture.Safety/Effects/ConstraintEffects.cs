using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Effects of constraint changes other than the lock on their table.</summary>
internal static class ConstraintEffects
{
    /// <summary>The other end of a foreign key gets triggers, and both ends are read when old rows are checked.</summary>
    internal static void LockReferenced(ForeignKeyConstraint key, Relation table, IEnumerable<Relation> read, Effect e)
    {
        var referenced = e.Relation(key.References);
        e.LockTree(referenced, LockMode.ShareRowExclusive);
        e.LockTree(table, LockMode.ShareRowExclusive);
        foreach (var member in read)
        {
            e.Work(member, TableWork.Scan);
            e.Work(referenced, TableWork.Scan);
        }
    }

    /// <summary>The tables referenced by the foreign keys that are dropped or recreated.</summary>
    internal static void LockOtherEnds(Relation table, Func<RelationConstraint, bool> which, Effect e)
    {
        foreach (var key in table.ForeignKeys.Where(which)) e.LockTree(key.References!, LockMode.AccessExclusive);
    }

    internal static void Validate(TableAction.ValidateConstraint action, Relation table, Effect e)
    {
        var name = action.Constraint.Text;
        foreach (var member in table.Tree)
        {
            if (member.Columns.Values.FirstOrDefault(c => c.UnprovenNotNull == name || (member != table && c.UnprovenNotNull is not null)) is { } column)
            {
                if (!NotNullProof.Holds(member, column.Name)) e.WorkAlone(member, TableWork.Scan);
                (column.NotNull, column.UnprovenNotNull) = (true, null);
                continue;
            }

            var constraint = member.Constraints.Find(c => c.Name == name);
            if (constraint is null && member == table)
            {
                e.Assume($"{name} is assumed to be a constraint that is not validated yet");
                e.Work(table, TableWork.Scan);
            }
            else if (constraint is { Validated: false })
            {
                ValidateOne(constraint, member, e);
            }
        }
    }

    internal static void Drop(TableAction.DropConstraint action, Relation table, Effect e)
    {
        var name = action.Constraint.Text;
        var constraint = table.Constraints.Find(c => c.Name == name);
        if (constraint is null)
        {
            foreach (var column in table.Tree.SelectMany(t => t.Columns.Values).Where(c => c.UnprovenNotNull == name)) column.UnprovenNotNull = null;
            if (!table.IsKnown) e.Assume($"{name} is assumed to be a constraint that refers to no other table");
            return;
        }

        LockOtherEnds(table, c => c == constraint, e);
        if (constraint.Sort is ConstraintSort.PrimaryKey or ConstraintSort.Unique && action.Cascade)
            foreach (var (other, _) in table.ReferencedBy.ToList()) e.LockTree(other, LockMode.AccessExclusive);
        if (table.Indexes.Find(i => i.Name.Name == name) is { } index)
        {
            e.Lock(index, LockMode.AccessExclusive);
            e.Relations.Remove(index);
        }

        foreach (var member in table.Tree) member.Constraints.RemoveAll(c => c == constraint || (c.Sort == ConstraintSort.Check && c.Name == name));
    }

    internal static void Alter(TableAction.AlterConstraint action, Relation table, Effect e)
    {
        var constraint = table.Constraints.Find(c => c.Name == action.Constraint.Text);
        if (constraint is null) e.Assume($"{action.Constraint.Text} is assumed to be a foreign key whose rows are checked");
        if (action.Enforced is not { } enforced) return;
        if (enforced && constraint is null or { Enforced: false })
        {
            e.Work(table, TableWork.Scan);
            if (constraint?.References is { } referenced) e.Work(referenced, TableWork.Scan);
        }

        if (constraint?.References is { } other) e.LockTree(other, enforced ? LockMode.ShareRowExclusive : LockMode.AccessExclusive);
        if (constraint is not null) (constraint.Enforced, constraint.Validated) = (enforced, enforced);
    }

    private static void ValidateOne(RelationConstraint constraint, Relation table, Effect e)
    {
        e.WorkAlone(table, TableWork.Scan);
        if (constraint.References is { } referenced)
        {
            e.Work(table, TableWork.Scan);
            e.Work(referenced, TableWork.Scan);
            e.Lock(referenced, LockMode.RowShare);
        }

        constraint.Validated = true;
    }
}
