using System.Text.RegularExpressions;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// How to change a table that others use: what has to look at all rows does so without a lock that readers or writers wait for, and what needs
/// such a lock is over in milliseconds.
/// </summary>
internal static partial class OnlineWords
{
    private const int NotNullConstraintsSince = 18_00_00;

    /// <summary>An index that neither has parts nor is one.</summary>
    internal static bool IsPlain(SchemaObject index) => index[Part.PartOf] is null && index.Parent![Table.PartitionKey] is null;

    /// <summary>An index of a partition is built like any other; that of the whole, with nothing in it, is a matter of the catalog.</summary>
    internal static IEnumerable<Change> CreateIndex(SchemaObject item, string create, Scope scope)
    {
        if (!scope.IsInUse(item.Parent!) || item.Parent![Table.PartitionKey] is not null) return [new(create)];
        var at = create.IndexOf("INDEX ", StringComparison.Ordinal) + "INDEX ".Length;
        return [.. BuildConcurrently(item.Id.Address, create.Insert(at, "CONCURRENTLY "))];
    }

    internal static IEnumerable<Change> DropIndex(SchemaObject item, string address, Scope scope) =>
        scope.IsInUse(item.Parent!) && scope.To.Find(item.Parent!.Id) is not null && IsPlain(item)
            ? [new($"DROP INDEX CONCURRENTLY IF EXISTS {address}") { OutsideTransaction = true, Pace = Pace.Long }]
            : [new($"DROP INDEX {address}")];

    /// <summary>Builds an index again that a failed build has left.</summary>
    internal static Change Repair(SchemaObject item, Scope scope) => scope.IsInUse(item.Parent!)
        ? new($"REINDEX INDEX CONCURRENTLY {item.Id.Address}") { OutsideTransaction = true, Pace = Pace.Long }
        : new($"REINDEX INDEX {item.Id.Address}");

    /// <summary>The statements that add a constraint to a table in use; null when there is no better way than the short one.</summary>
    internal static IReadOnlyList<Change>? AddConstraint(SchemaObject item, Scope scope)
    {
        if (!scope.IsInUse(item.Parent!)) return null;
        var definition = item[Part.Definition]!;
        return item[Constraint.Type] switch
        {
            "c" when IsChecked(definition) => AddUnchecked(item, [item.Parent!]),
            "f" when IsChecked(definition) && (item.Parent![Table.PartitionKey] is null || scope.From.ServerVersion >= NotNullConstraintsSince) =>
                AddUnchecked(item, [item.Parent!]),
            "f" when IsChecked(definition) => AddByPartitions(item, scope),
            "p" or "u" when item.Parent![Table.PartitionKey] is null && Key().Match(definition) is { Success: true } key => AddKey(item, key),
            _ => null,
        };
    }

    /// <summary>SET NOT NULL by way of a check that is validated first, which the server then believes; null when something else is to be done.</summary>
    internal static IReadOnlyList<Change>? SetNotNull(SchemaObject from, SchemaObject to, Scope scope)
    {
        if (!scope.IsInUse(to.Parent!) || from[Column.NotNull] is not null || to[Column.NotNull] != "true" || to[Column.NotNullNoInherit]
            || to.Parent!.Kind is not TableKind)
        {
            return null;
        }

        var (table, column) = ($"ALTER TABLE {to.Parent.Id.Address}", SqlIdentifier.Write(to.Name));
        if (scope.From.ServerVersion >= NotNullConstraintsSince)
        {
            var name = to[Column.NotNullName] ?? ColumnWords.UsualNotNullName(to);
            return [new($"{table} ADD CONSTRAINT {name} NOT NULL {column}{ConstraintKind.Unchecked}"), Validate(table, name)];
        }

        var check = SqlIdentifier.Write(scope.Names.With($"{to.Parent.Name}_{to.Name}", "__not_null"));
        return
        [
            new($"{table} ADD CONSTRAINT {check} CHECK ({column} IS NOT NULL){ConstraintKind.Unchecked}"),
            Validate(table, check),
            new($"{table} ALTER COLUMN {column} SET NOT NULL") { InNewTransaction = true },
            new($"{table} DROP CONSTRAINT {check}"),
        ];
    }

    /// <summary>Says whether a key can be made of an index that was built before.</summary>
    internal static bool IsKeyOfIndex(SchemaObject item) => Key().IsMatch(item[Part.Definition]!);

    /// <summary>A key of an index that is there.</summary>
    internal static string UseIndex(SchemaObject item, string index)
    {
        var key = Key().Match(item[Part.Definition]!);
        return $"ALTER TABLE {item.Parent!.Id.Address} ADD CONSTRAINT {SqlIdentifier.Write(item.Name)} {key.Groups["sort"]} USING INDEX "
            + $"{index}{key.Groups["when"]}";
    }

    /// <summary>Says whether a constraint of this definition holds for all rows.</summary>
    internal static bool IsChecked(string definition) =>
        !definition.EndsWith(ConstraintKind.Unchecked, StringComparison.Ordinal) && !definition.Contains(" NOT ENFORCED", StringComparison.Ordinal);

    private static Change Validate(string table, string name, bool apart = true) =>
        new($"{table} VALIDATE CONSTRAINT {name}") { InNewTransaction = apart, Pace = Pace.Long };

    private static Change[] AddUnchecked(SchemaObject item, IReadOnlyList<SchemaObject> tables) =>
    [
        .. tables.Select(table => new Change($"ALTER TABLE {table.Id.Address} ADD {ConstraintKind.Words(item)}{ConstraintKind.Unchecked}")),
        .. tables.Select((table, index) => Validate($"ALTER TABLE {table.Id.Address}", SqlIdentifier.Write(item.Name), apart: index == 0)),
    ];

    // Until PostgreSQL 18 a partitioned table takes no foreign key that is not checked. It takes over those of its partitions that are.
    private static Change[]? AddByPartitions(SchemaObject item, Scope scope)
    {
        if (item.ReferredTable is not { } referred || referred == item.Parent || referred[Table.PartitionKey] is not null
            || scope.From.Find(item.Parent!.Id) is not { } table)
        {
            return null;
        }

        var family = TableWords.Family(table, scope.From);
        if (family.Skip(1).Any(t => t.Kind is not TableKind || !TableWords.StaysAttached(t, scope)
            || t.Children.Any(c => c.Kind is ConstraintKind && c.Name == item.Name && scope.Stays(c.Id))))
        {
            return null;
        }

        List<SchemaObject> leaves = [.. family.Where(t => t[Table.PartitionKey] is null)];
        return leaves.Count == 0
            ? null
            : [.. AddUnchecked(item, leaves), new($"ALTER TABLE {table.Id.Address} ADD {ConstraintKind.Words(item)}") { InNewTransaction = true }];
    }

    private static Change[] AddKey(SchemaObject item, Match key)
    {
        var (table, name) = (item.Parent!.Id.Address, SqlIdentifier.Write(item.Name));
        var storage = (item[Stored.Options] is [_, ..] options ? $" WITH ({RelationOptions.Words(options)})" : string.Empty)
            + (item[Stored.Tablespace] is { } tablespace ? $" TABLESPACE {tablespace}" : string.Empty);
        var build = $"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {table} ({key.Groups["columns"]}){key.Groups["include"]}{key.Groups["nulls"]}{storage}";
        return
        [
            .. BuildConcurrently(ConstraintKind.IndexOf(item), build),
            new(UseIndex(item, name)),
        ];
    }

    // A build that was interrupted leaves an index that nobody uses and that has the name.
    private static Change[] BuildConcurrently(string address, string create) =>
    [
        new($"DROP INDEX CONCURRENTLY IF EXISTS {address}") { OutsideTransaction = true, Pace = Pace.Long },
        new(create) { OutsideTransaction = true, Pace = Pace.Long },
    ];

    // Names with parentheses or keys over time take the short way.
    [GeneratedRegex(
        @"^(?<sort>PRIMARY KEY|UNIQUE)(?<nulls> NULLS NOT DISTINCT)? \((?<columns>((?! WITHOUT OVERLAPS)[^()])+)\)"
            + @"(?<include> INCLUDE \([^()]+\))?(?<when>( DEFERRABLE)?( INITIALLY DEFERRED)?)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
