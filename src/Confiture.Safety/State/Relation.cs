using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>A relation as the analysis follows it through a script.</summary>
internal sealed class Relation(QualifiedName name, ObjectKind kind)
{
    internal QualifiedName Name { get; set; } = name;

    internal ObjectKind Kind { get; } = kind;

    /// <summary>Whether all its columns and constraints are known.</summary>
    internal bool IsKnown { get; init; }

    /// <summary>Whether the script made it.</summary>
    internal bool IsNew { get; set; }

    internal bool IsPartitioned { get; init; }

    internal bool IsDefaultPartition { get; set; }

    /// <summary>Whether it is a partition of its parent; without that a parent is one of INHERITS.</summary>
    internal bool IsPartition { get; set; }

    internal bool IsUnlogged { get; set; }

    internal bool IsUnique { get; init; }

    internal Dictionary<string, RelationColumn> Columns { get; } = new(StringComparer.Ordinal);

    internal List<RelationConstraint> Constraints { get; } = [];

    internal List<Relation> Parents { get; } = [];

    internal List<Relation> Children { get; } = [];

    /// <summary>The table of an index, or of a sequence that a column owns.</summary>
    internal Relation? Owner { get; set; }

    /// <summary>The column whose default a sequence is, by SERIAL or IDENTITY; null when there is none or it is not known.</summary>
    internal string? OwnedColumn { get; init; }

    /// <summary>How a table's rows are stored; null when it is not known.</summary>
    internal string? AccessMethod { get; set; }

    /// <summary>The columns of an index; an expression is null.</summary>
    internal List<string?> Keys { get; init; } = [];

    internal List<Relation> Indexes { get; } = [];

    internal List<Relation> Sequences { get; } = [];

    /// <summary>The relations that a view reads.</summary>
    internal List<Relation> Reads { get; } = [];

    internal List<Relation> ReadBy { get; } = [];

    // Of a view, where they are known.
    private readonly Dictionary<Relation, HashSet<string>> columnsRead = [];

    /// <summary>A view that reads certain columns of a table and no others.</summary>
    internal void ReadsOnly(Relation table, IEnumerable<string> columns) => columnsRead[table] = columns.ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a view reads a column; true when it is not known.</summary>
    internal bool ReadsColumn(Relation table, string column) => !columnsRead.TryGetValue(table, out var known) || known.Contains(column);

    /// <summary>A view gets another query.</summary>
    internal void ForgetColumns() => columnsRead.Clear();

    /// <summary>The tables whose foreign keys point here.</summary>
    internal IEnumerable<(Relation Table, RelationConstraint Key)> ReferencedBy => referencedBy.Where(r => r.Table.Constraints.Contains(r.Key));

    private readonly List<(Relation Table, RelationConstraint Key)> referencedBy = [];

    /// <summary>It and everything below it.</summary>
    internal IReadOnlyList<Relation> Tree => Walk.From(this, static r => r.Children);

    /// <summary>Its foreign keys, those that come down from a partitioned table too.</summary>
    internal IEnumerable<RelationConstraint> ForeignKeys =>
        Walk.From(this, static r => r.IsPartition ? r.Parents : []).SelectMany(r => r.Constraints.Where(c => c.References is not null));

    /// <summary>Whether reading it reads other relations in its place.</summary>
    internal bool IsView => Kind is ObjectKind.View or ObjectKind.PropertyGraph;

    internal Relation? DefaultPartition => Children.Find(c => c.IsDefaultPartition);

    internal void Add(RelationConstraint constraint)
    {
        Constraints.Add(constraint);
        constraint.References?.referencedBy.Add((this, constraint));
    }

    /// <summary>A column gets another name; indexes and constraints know it by that.</summary>
    internal void RenameColumn(string from, string to)
    {
        if (Columns.Remove(from, out var column))
        {
            column.Name = to;
            Columns[to] = column;
        }

        foreach (var view in ReadBy)
            if (view.columnsRead.TryGetValue(this, out var read) && read.Remove(from)) read.Add(to);
        foreach (var index in Indexes) index.Keys.Replace(from, to);
        foreach (var constraint in Constraints) constraint.RenameColumn(from, to);
    }

    internal void AddChild(Relation child)
    {
        Children.Add(child);
        child.Parents.Add(this);
    }

    internal void RemoveChild(Relation child)
    {
        Children.Remove(child);
        child.Parents.Remove(this);
    }

    public override string ToString() => $"{(Name.Schema is null ? string.Empty : SqlIdentifier.Write(Name.Schema) + ".")}{SqlIdentifier.Write(Name.Name)}";
}

internal sealed class RelationColumn(string name)
{
    internal string Name { get; set; } = name;

    internal TypeReference? Type { get; set; }

    internal bool NotNull { get; set; }

    /// <summary>The name of a NOT NULL that does not hold for old rows (PostgreSQL 18); null otherwise.</summary>
    internal string? UnprovenNotNull { get; set; }

    internal bool IsIdentity { get; set; }

    /// <summary>Null for an ordinary column, false for a virtual one, true for a stored one.</summary>
    internal bool? Stored { get; set; }

    /// <summary>Whether the script added it.</summary>
    internal bool IsNew { get; init; }
}

internal enum ConstraintSort
{
    PrimaryKey,
    Unique,
    Exclusion,
    Check,
    ForeignKey,
}

internal sealed class RelationConstraint(string name, ConstraintSort sort)
{
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);

    internal string Name { get; set; } = name;

    internal ConstraintSort Sort { get; } = sort;

    internal List<string> Columns { get; init; } = [];

    internal Relation? References { get; init; }

    /// <summary>The terms of a foreign key other than its columns and the referenced table.</summary>
    internal string? Terms { get; init; }

    /// <summary>Whether rows of the table change when a referenced row is deleted.</summary>
    internal bool ChangesOnDelete { get; init; }

    internal static string TermsOf(ForeignKeyConstraint key) => string.Join('/',
        [.. key.ReferencedColumns.Select(c => c.Text), key.HasPeriod, key.Match ?? "simple", key.OnDelete, .. key.OnDeleteColumns.Select(c => c.Text),
            key.OnUpdate, key.Deferrable ?? key.InitiallyDeferred ?? false, key.InitiallyDeferred ?? false]);

    /// <summary>The condition of a check, with the names that its columns had when it was made.</summary>
    internal string? Condition { get; init; }

    internal bool Validated { get; set; } = true;

    internal bool Enforced { get; set; } = true;

    /// <summary>The name that a column has in the condition; null when that name means another one there.</summary>
    internal string? NameInCondition(string column) => renamed.TryGetValue(column, out var first) ? first : renamed.ContainsValue(column) ? null : column;

    internal void RenameColumn(string from, string to)
    {
        Columns.Replace(from, to);
        if (!renamed.Remove(from, out var first)) first = from;
        renamed[to] = first;
    }
}

file static class Names
{
    internal static void Replace<T>(this List<T> names, T from, T to)
    {
        if (names.IndexOf(from) is >= 0 and var at) names[at] = to;
    }
}
