using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>ADD CONSTRAINT: old rows are checked unless NOT VALID or NOT ENFORCED says that they are not.</summary>
internal static class AddConstraintEffect
{
    /// <param name="only">Whether partitions and child tables do not get it.</param>
    /// <param name="e">What has been found out.</param>
    internal static void Apply(ConstraintNode constraint, Relation table, bool only, Effect e)
    {
        switch (constraint)
        {
            case CheckConstraint check: Check(check, table, e); break;
            case NotNullConstraint rule: NotNull(rule, table, e); break;
            case ForeignKeyConstraint key: ForeignKey(key, table, e); break;
            case KeyConstraint key: Key(key, table, only, e); break;
        }
    }

    /// <summary>The name that PostgreSQL gives to a constraint without one.</summary>
    internal static string NameOf(ConstraintNode constraint, Relation table, IEnumerable<string> columns)
    {
        if (constraint.Name is { } given) return given.Text;
        var suffix = constraint switch { PrimaryKeyConstraint => "pkey", UniqueConstraint => "key", ExcludeConstraint => "excl", ForeignKeyConstraint =>
            "fkey", NotNullConstraint => "not_null", _ => "check" };
        return string.Join('_', constraint is PrimaryKeyConstraint ? [table.Name.Name, suffix] : [table.Name.Name, .. columns, suffix]);
    }

    /// <summary>The index of a key that is new, on a table and, but for ONLY, on all partitions of it.</summary>
    internal static void BuildIndex(KeyConstraint key, IReadOnlyList<string> columns, Relation table, bool only, Effect e)
    {
        var name = NameOf(key, table, columns);
        var sort = key switch { PrimaryKeyConstraint => ConstraintSort.PrimaryKey, UniqueConstraint => ConstraintSort.Unique, _ => ConstraintSort.Exclusion };
        table.Add(new(name, sort) { Columns = [.. columns] });
        var index = e.Relations.Add(
            new(table.Name with { Name = name }, ObjectKind.Index) { IsKnown = true, IsNew = true, IsUnique = true, Owner = table, Keys = [.. columns] });
        table.Indexes.Add(index);
        foreach (var member in Members(table, only)) e.WorkAlone(member, TableWork.IndexBuild);
    }

    private static void Check(CheckConstraint check, Relation table, Effect e)
    {
        var holds = !check.NotValid && check.Enforced is not false;
        var condition = e.Text(check.Expression);
        var members = check.NoInherit ? [table] : table.Tree;
        foreach (var member in members)
        {
            if (holds) e.WorkAlone(member, TableWork.Scan);
            member.Add(new(NameOf(check, table, ExpressionFacts.Of(condition).Columns.Select(c => c.Name).Distinct()),
                ConstraintSort.Check) { Condition = condition, Validated = holds, Enforced = check.Enforced is not false });
        }
    }

    private static void NotNull(NotNullConstraint rule, Relation table, Effect e)
    {
        if (rule.Column is not { } name) return;
        foreach (var member in table.Tree)
        {
            var column = ColumnEffects.Column(member, name.Text);
            if (rule.NotValid)
            {
                column.UnprovenNotNull ??= column.NotNull ? null : NameOf(rule, member, [name.Text]);
                continue;
            }

            if (!column.NotNull && !NotNullProof.Holds(member, name.Text)) e.WorkAlone(member, TableWork.Scan);
            column.NotNull = true;
        }
    }

    private static void ForeignKey(ForeignKeyConstraint key, Relation table, Effect e)
    {
        var holds = !key.NotValid && key.Enforced is not false;
        var added = new RelationConstraint(NameOf(key, table, key.Columns.Select(c => c.Text)), ConstraintSort.ForeignKey)
        {
            Columns = [.. key.Columns.Select(c => c.Text)], References = e.Relation(key.References), Terms = RelationConstraint.TermsOf(key), Validated = holds,
            Enforced = key.Enforced is not false, ChangesOnDelete = CatalogState.ChangesOnDelete(key),
        };
        // A partitioned table takes over what its partitions have checked already.
        List<Relation> partitions = table.IsPartitioned ? [.. table.Tree.Where(member => member != table)] : [];
        ConstraintEffects.LockReferenced(key, table,
            !holds ? [] : table.IsPartitioned ? partitions.Where(p => !p.IsPartitioned && !p.Constraints.Exists(own => IsTakenOver(own, added))) : [table], e);
        // The triggers of what it takes over go from the table at the other end.
        if (partitions.Sum(p => p.Constraints.RemoveAll(own => IsTakenOver(own, added))) > 0) e.LockTree(added.References!, LockMode.AccessExclusive);
        table.Add(added);
    }

    private static bool IsTakenOver(RelationConstraint own, RelationConstraint key) =>
        own.References == key.References && own.Validated && own.Enforced && own.Terms == key.Terms
            && own.Columns.SequenceEqual(key.Columns, StringComparer.Ordinal);

    private static void Key(KeyConstraint key, Relation table, bool only, Effect e)
    {
        var index = key.UsingIndex is { } name ? e.Relations.Find(new Sql.QualifiedName(table.Name.Schema, name.Text)) : null;
        IReadOnlyList<string> columns = index is null ? [.. key.Columns.Select(c => c.Text)] : [.. index.Keys.OfType<string>()];
        if (key.UsingIndex is not null)
        {
            if (index is null) e.Assume("the columns of the index are not known");
            if (index is not null) e.Lock(index, LockMode.AccessExclusive);
            if (index is not null && key.Name is { } renamed) e.Relations.Rename(index, index.Name with { Name = renamed.Text });
            table.Add(new(key.Name?.Text
                ?? key.UsingIndex.Text, key is PrimaryKeyConstraint ? ConstraintSort.PrimaryKey : ConstraintSort.Unique) { Columns = [.. columns] });
        }
        else
        {
            BuildIndex(key, columns, table, only, e);
        }

        if (key is PrimaryKeyConstraint) Fill(key, columns, index, table, only, e);
    }

    // A primary key makes its columns NOT NULL, which takes a separate scan.
    private static void Fill(KeyConstraint key, IReadOnlyList<string> columns, Relation? index, Relation table, bool only, Effect e)
    {
        if (key.UsingIndex is not null && index is null)
        {
            e.Work(table, TableWork.Scan);
            return;
        }

        foreach (var member in Members(table, only))
        {
            foreach (var name in columns)
            {
                var column = ColumnEffects.Column(member, name);
                if (!column.NotNull && !NotNullProof.Holds(member, name)) e.WorkAlone(member, TableWork.Scan);
                column.NotNull = true;
            }
        }
    }

    private static IEnumerable<Relation> Members(Relation table, bool only) => only ? [table] : table.Tree;
}
