using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Tables and sequences that are made, emptied or locked.</summary>
internal static class TableEffects
{
    internal static void Create(CreateTable statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "a table is added");
        if (statement.IfNotExists && e.Relations.Find(statement.Name) is not null) return;
        var parent = statement.PartitionOf is { } part ? e.Relation(part.Parent) : null;
        var table = e.Relations.Made(statement.Name.Value, ObjectKind.Table, statement.Persistence == Persistence.Temporary, name => new(name, ObjectKind.Table)
        {
            IsKnown = true,
            IsPartitioned = statement.PartitionBy is not null,
            IsPartition = parent is not null,
            IsDefaultPartition = statement.PartitionOf?.Bound is PartitionBound.Default,
            IsUnlogged = statement.Persistence == Persistence.Unlogged,
        });
        if (parent is not null) BecomePartition(table, parent, e);
        foreach (var above in statement.Inherits) Inherit(table, e.Relation(above), e);
        foreach (var like in statement.Elements.OfType<LikeTable>()) CopyColumns(table, e.Relation(like.Table), e);
        foreach (var column in statement.Columns) AddColumn(column, table, e);
        foreach (var constraint in statement.Constraints) AddConstraint(constraint, table, [], e);
    }

    internal static void CreateAs(CreateTableAs statement, Effect e)
    {
        StatementEffects.Apply(statement.Query, e);
        e.Risk(RiskTier.Additive, "a table is added");
        if (statement.IfNotExists && e.Relations.Find(statement.Name) is not null) return;
        e.Relations.Made(statement.Name.Value, ObjectKind.Table, statement.Persistence == Persistence.Temporary);
    }

    internal static void CreateForeign(CreateForeignTable statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "a foreign table is added");
        var table = e.Relations.Made(statement.Table.Name.Value, ObjectKind.ForeignTable, temporary: false);
        if (statement.Table.PartitionOf is { } part) BecomePartition(table, e.Relation(part.Parent), e);
        foreach (var column in statement.Table.Columns) table.Columns[column.Name.Text] = new(column.Name.Text) { Type = column.Type };
    }

    internal static void Truncate(Truncate statement, Effect e)
    {
        e.Risk(RiskTier.Destructive, "all rows are lost");
        HashSet<Relation> emptied = [];
        Queue<Relation> open = new(statement.Tables.SelectMany(t => t.Only ? [e.Relation(t.Name)] : e.Relation(t.Name).Tree));
        while (open.TryDequeue(out var next))
        {
            if (!emptied.Add(next) || !statement.Cascade) continue;
            foreach (var member in next.ReferencedBy.SelectMany(r => r.Table.Tree)) open.Enqueue(member);
        }

        if (statement.Cascade && !e.Relations.IsComplete) e.Assume("CASCADE empties every table whose foreign keys point here");
        foreach (var table in emptied)
        {
            e.Lock(table, LockMode.AccessExclusive);
            if (!statement.RestartIdentity) continue;
            foreach (var sequence in table.Sequences) e.Lock(sequence, LockMode.AccessExclusive);
        }
    }

    internal static void Lock(LockTable statement, Effect e)
    {
        var mode = LockModes.Parse(statement.Mode);
        e.Risk(mode.BlocksWrites ? RiskTier.LockRisky : RiskTier.Additive,
            $"LOCK TABLE holds {mode.Sql}, which blocks {mode.Blocked}, until the end of the transaction");
        foreach (var reference in statement.Tables)
        {
            var relation = e.Relation(reference.Name);
            foreach (var member in reference.Only ? [relation] : relation.Tree) e.Lock(member, mode);
            foreach (var read in ViewEffects.Below(relation)) e.Lock(read, mode);
        }
    }

    internal static void CreateSequence(CreateSequence statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "a sequence is added");
        if (statement.IfNotExists && e.Relations.Find(statement.Name) is not null) return;
        var sequence = e.Relations.Made(statement.Name.Value, ObjectKind.Sequence, statement.Persistence == Persistence.Temporary);
        Own(sequence, statement.Options, e);
    }

    internal static void AlterSequence(AlterSequence statement, Effect e)
    {
        var sequence = e.Relation(statement.Name, ObjectKind.Sequence);
        e.Risk(RiskTier.Reversible, $"sequence {sequence} generates other numbers");
        // SET LOGGED writes the sequence again, and goes the way of ALTER TABLE.
        e.Lock(sequence, statement.Options.Any(o => o.Name is "logged" or "unlogged") ? LockMode.AccessExclusive : LockMode.ShareRowExclusive);
        Own(sequence, statement.Options, e);
    }

    private static void Own(Relation sequence, IReadOnlyList<SequenceOption> options, Effect e)
    {
        if (options.FirstOrDefault(o => o is { Name: "owned by", Target: not null })?.Target is not { } target) return;
        var table = e.Relation(target);
        e.Lock(table, LockMode.AccessShare);
        sequence.Owner = table;
        table.Sequences.Add(sequence);
    }

    private static void BecomePartition(Relation table, Relation parent, Effect e)
    {
        e.Lock(parent, LockMode.AccessExclusive);
        PartitionEffects.LockDefault(parent, e, scan: !table.IsDefaultPartition);
        foreach (var key in parent.ForeignKeys) e.LockTree(key.References!, LockMode.ShareRowExclusive);
        foreach (var (other, _) in parent.ReferencedBy) e.LockTree(other, LockMode.ShareRowExclusive);
        CopyColumns(table, parent);
        parent.AddChild(table);
    }

    private static void Inherit(Relation table, Relation parent, Effect e)
    {
        e.Lock(parent, LockMode.ShareUpdateExclusive);
        CopyColumns(table, parent);
        parent.AddChild(table);
    }

    private static void CopyColumns(Relation table, Relation other, Effect e)
    {
        e.Lock(other, LockMode.AccessShare);
        CopyColumns(table, other);
    }

    private static void CopyColumns(Relation table, Relation other)
    {
        foreach (var column in other.Columns.Values)
        {
            table.Columns[column.Name] =
                new(column.Name) { Type = column.Type, NotNull = column.NotNull, IsIdentity = column.IsIdentity, Stored = column.Stored };
        }
    }

    private static void AddColumn(ColumnDefinition column, Relation table, Effect e)
    {
        var made = new RelationColumn(column.Name.Text) { Type = column.Type, NotNull = column.Find<NotNullConstraint>() is not null
            || column.Find<IdentityConstraint>() is not null };
        if (table.Columns.TryGetValue(made.Name, out var above) && made.Type is null) made.Type = above.Type;
        table.Columns[made.Name] = made;
        foreach (var constraint in column.Constraints) AddConstraint(constraint, table, [column.Name.Text], e);
    }

    private static void AddConstraint(ConstraintNode constraint, Relation table, IReadOnlyList<string> columns, Effect e)
    {
        switch (constraint)
        {
            case ForeignKeyConstraint key:
                var referenced = e.Relation(key.References);
                e.LockTree(referenced, LockMode.ShareRowExclusive);
                columns = key.Columns.Count > 0 ? [.. key.Columns.Select(c => c.Text)] : columns;
                table.Add(new(AddConstraintEffect.NameOf(key, table, columns), ConstraintSort.ForeignKey) { Columns = [.. columns], References = referenced });
                break;
            case KeyConstraint key:
                columns = key.Columns.Count > 0 ? [.. key.Columns.Select(c => c.Text)] : columns;
                AddConstraintEffect.BuildIndex(key, columns, table, only: false, e);
                if (key is PrimaryKeyConstraint) foreach (var column in columns) ColumnEffects.Column(table, column).NotNull = true;
                break;
            case NotNullConstraint { Column: { } column }:
                ColumnEffects.Column(table, column.Text).NotNull = true;
                break;
            case CheckConstraint check:
                table.Add(new(AddConstraintEffect.NameOf(check, table, columns), ConstraintSort.Check) { Condition = e.Text(check.Expression) });
                break;
        }
    }
}
