using System.Globalization;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Columns as SQL.</summary>
internal static class ColumnWords
{
    /// <summary>Stands for the name of a constraint that a column inherits: it is not part of the column.</summary>
    internal const string FromAbove = "<from above>";

    private const int IdentityOfPartitionsSince = 17_00_00;

    private static readonly string[] IdentityOptions = ["increment", "minimum", "maximum", "start", "cache", "cycle"];

    /// <summary>The column as it stands in CREATE TABLE and ADD COLUMN: what it must have from the start.</summary>
    internal static string Definition(SchemaObject item, Scope scope, bool withIdentity = true) =>
        $"{SqlIdentifier.Write(item.Name)} {item[Column.Type]}"
        + ForeignOptions.Words(item)
        + (item[Column.Collation] is { } collation ? $" COLLATE {collation}" : string.Empty)
        + (item[Column.Generated] is { } generated ? $" GENERATED ALWAYS AS ({item[Column.Expression]}) {generated.ToUpperInvariant()}" : string.Empty)
        + (withIdentity && item[Column.Identity] is not null ? " " + Identity(item) : string.Empty)
        + NotNull(item, scope);

    internal static IEnumerable<Change> Add(SchemaObject item, Scope scope)
    {
        if (ColumnKind.IsTyped(item, scope) || item.Parent!.Kind is ViewKind or MaterializedViewKind) return [];
        if (item[Part.Inherited] && !TableWords.IsLeft(item.Parent!, scope)) return BesideInherited(item);
        if (scope.Copies.FirstOrDefault(c => c.Column == item.Id && scope.From.Find(c.Source) is not null) is { } copy)
            return [.. AddCopy(item, copy), .. Settings(item)];
        var value = item.Children.FirstOrDefault(child => child.Kind is DefaultKind)?[Column.Expression];
        // A table hands a column down and not its identity, so there the two cannot come at once; partitions share the identity since 17.
        var shares = item.Parent[Table.PartitionKey] is not null && scope.To.ServerVersion >= IdentityOfPartitionsSince;
        var apart = item[Column.Identity] is not null && !shares && TableWords.HasTablesBelow(item.Parent, scope);
        var add = new Change($"{Alter(item)} ADD COLUMN {Definition(item, scope, withIdentity: !apart)}{(value is null ? string.Empty : $" DEFAULT {value}")}");
        return apart
            ? [add, new($"{Alter(item)} ALTER COLUMN {SqlIdentifier.Write(item.Name)} ADD {Identity(item)}"), .. Settings(item)]
            : [add, .. Settings(item)];
    }

    /// <summary>What a table itself declares of a column that it inherits.</summary>
    internal static IEnumerable<Change> BesideInherited(SchemaObject item) => IsNotNullItself(item) ? [SetNotNull(item), .. Settings(item)] : Settings(item);

    /// <summary>Says whether a column is NOT NULL without being so above.</summary>
    internal static bool IsNotNullItself(SchemaObject column) =>
        column[Column.NotNull] == "true" && !column.DependsOn.Any(above => above is { Kind: ColumnKind } && above.Name == column.Name
            && above[Column.NotNull] == "true" && !above[Column.NotNullNoInherit]);

    /// <summary>Says whether a table below keeps a column that goes here: then it must not go there with it.</summary>
    internal static bool IsKeptBelow(SchemaObject column, Scope scope) =>
        column.Parent![Table.PartitionKey] is null && Below(column, scope).Any(c => scope.Stays(c.Id) || IsKeptBelow(c, scope));

    /// <summary>Says whether a column that goes is the table's own by then, because it has gone from the tables above alone.</summary>
    internal static bool IsLetGo(SchemaObject column, Scope scope) =>
        column.DependsOn.Any(above => above.Kind is ColumnKind && above.Name == column.Name && above.Parent != column.Parent && !scope.Stays(above.Id)
            && scope.Stays(above.Parent!.Id) && IsKeptBelow(above, scope));

    // Those that only inherit it, from no other parent that keeps it, and are still child tables by then.
    private static IEnumerable<SchemaObject> Below(SchemaObject column, Scope scope) => scope.From.Objects.Where(t =>
            t.Kind is TableKind or ForeignTableKind && t.Has(Table.Inherits) && t[Table.Inherits].Contains(column.Parent!.Id.Address, StringComparer.Ordinal)
            && scope.To.Find(t.Id)?[Table.Inherits].Contains(column.Parent.Id.Address, StringComparer.Ordinal) == true)
        .SelectMany(t => t.Children.Where(c => c.Kind is ColumnKind && c.Name == column.Name && c[Part.Inherited] && !IsHandedDownByAnother(c, column, scope)));

    private static bool IsHandedDownByAnother(SchemaObject inherited, SchemaObject column, Scope scope) =>
        inherited.DependsOn.Any(above => above.Kind is ColumnKind && above.Name == column.Name && above.Id != column.Id && above.Parent != inherited.Parent
            && scope.Stays(above.Id)
            && scope.To.Find(inherited.Parent!.Id)?[Table.Inherits].Contains(above.Parent!.Id.Address, StringComparer.Ordinal) == true);

    /// <summary>What has no place in the column's definition.</summary>
    internal static IEnumerable<Change> Settings(SchemaObject item)
    {
        foreach (var change in Storage(item)) yield return change;
        var alter = $"{Alter(item, only: true)} ALTER COLUMN {SqlIdentifier.Write(item.Name)}";
        if (item[Column.Statistics] is { } statistics) yield return new($"{alter} SET STATISTICS {statistics}");
        if (item[Column.Options] is [_, ..] options) yield return new($"{alter} SET ({RelationOptions.Words(options)})");
        if (item.Parent!.Kind is TableKind && item[Column.NotNull] == "not valid" && item[Column.NotNullName] != FromAbove)
        {
            yield return new(
                $"{Alter(item)} ADD CONSTRAINT {item[Column.NotNullName] ?? UsualNotNullName(item)} NOT NULL {SqlIdentifier.Write(item.Name)} NOT VALID");
        }
    }

    /// <summary>How values are stored, where that is not as usual for the type.</summary>
    internal static IEnumerable<Change> Storage(SchemaObject item)
    {
        var alter = $"{Alter(item, only: true)} ALTER COLUMN {SqlIdentifier.Write(item.Name)}";
        if (item[Column.Storage] is { } storage) yield return new($"{alter} SET STORAGE {storage}");
        if (item[Column.Compression] is { } compression) yield return new($"{alter} SET COMPRESSION {compression}");
    }

    internal static IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        if (to.Parent!.Kind is ViewKind) return [];
        // What is inherited changes in the parent, unless it is inherited only afterwards.
        if ((to[Part.Above] && from[Part.Above] && !TableWords.IsLeft(to.Parent, scope)) || ColumnKind.IsTyped(to, scope))
            attributes = attributes.Except([Column.Type, Column.Collation, Column.Generated, Column.Expression]).ToHashSet(StringComparer.Ordinal);
        if (attributes.Contains(Column.Generated) && to[Column.Generated] is not null) return null;
        // Where no cast leads from one type to the other it is another column of the same name.
        var value = attributes.Overlaps([Column.Type, Column.Collation]) && to.Parent.Kind is not ForeignTableKind
            ? Casting.Of(from, to, scope)
            : SqlIdentifier.Write(to.Name);
        if (value is null) return null;
        List<Change> changes = [];
        var alter = $"{Alter(to)} ALTER COLUMN {SqlIdentifier.Write(to.Name)}";
        if (attributes.Contains(Column.Generated)) changes.Add(new($"{alter} DROP EXPRESSION"));
        else if (attributes.Contains(Column.Expression) && to[Column.Generated] is "virtual")
            changes.Add(new($"{alter} SET EXPRESSION AS ({to[Column.Expression]})"));
        else if (attributes.Contains(Column.Expression)) return null;
        if (attributes.Contains(Column.Identity) && to[Column.Identity] is null) changes.Add(new($"{alter} DROP IDENTITY"));
        changes.AddRange(MakeFit(from, to));
        if (attributes.Overlaps([Column.Type, Column.Collation]))
        {
            changes.Add(new($"{alter} TYPE {to[Column.Type]}{(to[Column.Collation] is { } collation ? $" COLLATE {collation}" : string.Empty)}"
                + $"{(value == SqlIdentifier.Write(to.Name) ? string.Empty : $" USING {value}")}"));
        }

        if (attributes.Overlaps([Column.NotNull, Column.NotNullName, Column.NotNullNoInherit]))
            changes.AddRange((to[Column.NotNullName] == FromAbove ? null : OnlineWords.SetNotNull(from, to, scope)) ?? NotNull(from, to, alter));
        if (attributes.Overlaps([Column.Identity, Column.IdentityOptions]) && to[Column.Identity] is not null)
            changes.AddRange(Identity(from, to, alter, scope));
        changes.AddRange(Own(from, to, attributes));
        if (attributes.Contains(ForeignOptions.All)) changes.Add(new($"{alter} {ForeignOptions.Changed(from, to)}"));
        return changes;
    }

    // What each table says of its column itself: what stands above does not hand it down.
    private static IEnumerable<Change> Own(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes)
    {
        var own = $"{Alter(to, only: true)} ALTER COLUMN {SqlIdentifier.Write(to.Name)}";
        // A column of a new type is stored as is usual for the type until it is said again.
        var stored = attributes.Contains(Column.Type);
        if (attributes.Contains(Column.Storage) || (stored && to[Column.Storage] is not null))
            yield return new($"{own} SET STORAGE {to[Column.Storage] ?? to[Column.UsualStorage]}");
        if (attributes.Contains(Column.Compression) || (stored && to[Column.Compression] is not null))
            yield return new($"{own} SET COMPRESSION {to[Column.Compression] ?? "DEFAULT"}");
        if (attributes.Contains(Column.Statistics)) yield return new($"{own} SET STATISTICS {to[Column.Statistics] ?? "-1"}");
        if (attributes.Contains(Column.Options))
        {
            foreach (var change in RelationOptions.Changed(own, from[Column.Options], to[Column.Options])) yield return change;
        }
    }

    /// <summary>The name that PostgreSQL 18 gives to the constraint of a column that is NOT NULL.</summary>
    internal static string UsualNotNullName(SchemaObject item) => SqlIdentifier.Write($"{item.Parent!.Name}_{item.Name}_not_null");

    private static string Alter(SchemaObject item, bool only = false) =>
        $"ALTER {Word(item.Parent!)} {(only && item.Parent!.Kind is TableKind ? "ONLY " : string.Empty)}{item.Parent!.Id.Address}";

    private static string Word(SchemaObject table) =>
        table.Kind switch { ForeignTableKind => "FOREIGN TABLE", MaterializedViewKind => "MATERIALIZED VIEW", _ => "TABLE" };

    private static string NotNull(SchemaObject item, Scope scope) => item[Column.NotNull] switch
    {
        null => string.Empty,
        // What does not hold for all rows cannot be said with the column.
        "not valid" => string.Empty,
        // The server would make up another name when the usual one is taken.
        _ => (item[Column.NotNullName] is { } name and not FromAbove ? $" CONSTRAINT {name}" : scope.IsTaken(item, UsualNotNullName(
            item)) ? $" CONSTRAINT {UsualNotNullName(item)}" : string.Empty) + " NOT NULL" + (!item[Column.NotNullNoInherit] ? string.Empty : " NO INHERIT"),
    };

    private static IEnumerable<Change> NotNull(SchemaObject from, SchemaObject to, string alter)
    {
        var name = to[Column.NotNullName] ?? UsualNotNullName(to);
        if (to[Column.NotNull] is not null && name == FromAbove)
        {
            // Who joins a parent has to have it before; who is below one already gets it from there, and would have it twice if it said so itself.
            if (from[Column.NotNull] is null && TableWords.HasOtherParents(from.Parent!, to.Parent!)) yield return new($"{alter} SET NOT NULL");
            yield break;
        }

        if (from[Column.NotNull] is not null && to[Column.NotNull] is not null && from[Column.NotNullNoInherit] == to[Column.NotNullNoInherit]
            && (from[Column.NotNull] == to[Column.NotNull] || to[Column.NotNull] == "true"))
        {
            if (from[Column.NotNullConstraint] != name) yield return new($"{Alter(to)} RENAME CONSTRAINT {from[Column.NotNullConstraint]} TO {name}");
            if (from[Column.NotNull] != to[Column.NotNull]) yield return new($"{Alter(to)} VALIDATE CONSTRAINT {name}");
            yield break;
        }

        // What was only inherited is dropped with it.
        if (from[Column.NotNull] is not null && (from[Column.NotNullName] != FromAbove || from[Column.NotNullToo]
            || TableWords.HasOtherParents(from.Parent!, to.Parent!)))
        {
            yield return new($"{alter} DROP NOT NULL");
        }

        if (to[Column.NotNull] is not null) yield return SetNotNull(to);
    }

    /// <summary>PostgreSQL 18 leaves what a column hands down to tables that keep theirs, and nothing removes it there any more:
    /// so it is rolled back before the column goes.</summary>
    internal static IEnumerable<Change> UndoNotNull(SchemaObject item, Scope scope) =>
        scope.From.Objects.Where(t => t.Kind is TableKind && t[Table.Inherits].Contains(item.Parent!.Id.Address, StringComparer.Ordinal))
            .SelectMany(t => t.Children).Any(c => c.Kind is ColumnKind && c.Name == item.Name && c[Column.NotNullName] == FromAbove && scope.Stays(c.Id)
                && scope.To.Find(c.Id)?[Column.NotNull] is null)
            ? [new($"{Alter(item)} ALTER COLUMN {SqlIdentifier.Write(item.Name)} DROP NOT NULL")] : [];

    /// <summary>Sets NOT NULL on a column that inherits it.</summary>
    internal static Change SayNotNull(SchemaObject item) => new($"{Alter(item)} ALTER COLUMN {SqlIdentifier.Write(item.Name)} SET NOT NULL");

    private static Change SetNotNull(SchemaObject item) =>
        item[Column.NotNullName] is null && !item[Column.NotNullNoInherit] && item[Column.NotNull] == "true"
            ? new($"{Alter(item)} ALTER COLUMN {SqlIdentifier.Write(item.Name)} SET NOT NULL")
            : new($"{Alter(item)} ADD CONSTRAINT {item[Column.NotNullName] ?? UsualNotNullName(item)} NOT NULL {SqlIdentifier.Write(item.Name)}"
                + $"{(!item[Column.NotNullNoInherit] ? string.Empty : " NO INHERIT")}{(item[Column.NotNull] == "true" ? string.Empty : " NOT VALID")}");

    // Back again with the values of another column, which it gets before it says anything of its rows. No trigger takes notice.
    private static IEnumerable<Change> AddCopy(SchemaObject item, ColumnCopy copy)
    {
        var type = item[Column.Type] + (item[Column.Collation] is { } collation ? $" COLLATE {collation}" : string.Empty);
        yield return new($"{Alter(item)} ADD COLUMN {SqlIdentifier.Write(item.Name)} {type}");
        yield return new($"{Alter(item)} ALTER COLUMN {SqlIdentifier.Write(item.Name)} TYPE {type} USING {copy.Value}");
        if (item[Column.NotNull] is not null) yield return SetNotNull(item);
    }

    // Before the column's type changes, which may take the limits of the sequence with it.
    private static IEnumerable<Change> MakeFit(SchemaObject from, SchemaObject to)
    {
        if (Counter.OfIdentity(from) is not { } counter || to[Column.Identity] is null) yield break;
        var wanted = SequenceBounds.OfIdentity(to);
        foreach (var change in counter.Bounds.MakeFit(counter.Address, wanted)) yield return change;
        if (wanted.Minimum > counter.Bounds.Minimum || wanted.Maximum < counter.Bounds.Maximum)
        {
            yield return new(string.Create(CultureInfo.InvariantCulture,
                $"ALTER SEQUENCE {counter.Address} MINVALUE {wanted.Minimum} MAXVALUE {wanted.Maximum} START WITH {wanted.Start}"));
        }
    }

    private static IEnumerable<Change> Identity(SchemaObject from, SchemaObject to, string alter, Scope scope)
    {
        if (from[Column.Identity] is null)
        {
            yield return new($"{alter} ADD {Identity(to)}");
            foreach (var change in scope.Counters.Begin(to)) yield return change;
        }
        else
        {
            if (from[Column.Identity] != to[Column.Identity]) yield return new($"{alter} SET GENERATED {to[Column.Identity]}");
            var (old, wanted) = (from[Column.IdentityOptions], to[Column.IdentityOptions]);
            // Where the sequence counts in another type, the limits come with that.
            var retyped = SequenceOf(from)?[Column.Type] != SequenceOf(to)?[Column.Type];
            var changed = IdentityOptions.Index().Where(option => old[option.Index] != wanted[option.Index]
                && !(retyped && option.Item is "minimum" or "maximum")).Select(option => $"SET {Sequence.Clause(option.Item, wanted[option.Index])}").ToList();
            if (changed.Count > 0) yield return new($"{alter} {string.Join(' ', changed)}");
            if (old[^1] != wanted[^1]) yield return new($"ALTER SEQUENCE {old[^1]} RENAME TO {wanted[^1].Split('.')[^1]}");
        }
    }

    private static SchemaObject? SequenceOf(SchemaObject column) => column.Children.FirstOrDefault(c => c.Kind is IdentitySequenceKind);

    /// <summary>An identity as it stands behind the column.</summary>
    /// <param name="item">The column.</param>
    /// <param name="sequence">The name of its sequence; null for the one that it has.</param>
    internal static string Identity(SchemaObject item, string? sequence = null)
    {
        var values = item[Column.IdentityOptions];
        return $"GENERATED {item[Column.Identity]} AS IDENTITY (SEQUENCE NAME {sequence ?? values[^1]} "
            + $"{string.Join(' ', IdentityOptions.Index().Select(option => Sequence.Clause(option.Item, values[option.Index])))})";
    }
}
