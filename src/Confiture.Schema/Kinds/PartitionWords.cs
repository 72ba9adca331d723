using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// How partitions join and leave. In a database in use nobody waits while rows are looked at: a check that says what the bound says is validated first, and
/// the server then believes it.
/// </summary>
internal static class PartitionWords
{
    // A limit would leave it half detached.
    private static readonly string[] Unlimited = ["no-lock-timeout it waits for older transactions to end and blocks nothing meanwhile"];

    internal static IReadOnlyList<Change> Attach(SchemaObject item, Scope scope)
    {
        var parent = item[Table.Inherits][0];
        var attach = new Change($"ALTER TABLE ONLY {parent} ATTACH PARTITION {item.Id.Address} {item[Table.Bound]}");
        if (Condition(item) is not { } condition) return [attach];
        List<(SchemaObject Table, string Condition)> looked = [];
        if (scope.IsInUse(item)) looked.Add((item, condition));
        // Rows that nobody else takes may be the new partition's.
        if (Others(scope.From, parent).FirstOrDefault(IsForTheRest) is { } rest && TableWords.StaysAttached(rest, scope) && scope.IsInUse(rest))
            looked.Add((rest, $"NOT ({condition})"));
        return looked.Count == 0
            ? [attach]
            : [.. Checked(looked, scope), attach with { InNewTransaction = true }, .. looked.Select(l => Unchecked(l.Table, scope))];
    }

    internal static IEnumerable<Change> Detach(SchemaObject item, Scope scope)
    {
        var (parent, table) = (item[Table.Inherits][0], item.Id.Address);
        var detach = new Change($"ALTER TABLE {parent} DETACH PARTITION {table}");
        // The server refuses while there is a default partition.
        if (item is not { Kind: TableKind } || !scope.IsInUse(item) || scope.To.Find(Table.Kind, parent) is null || Condition(item) is not { } condition
            || Others(scope.From, parent).Any(IsForTheRest))
        {
            return [detach];
        }

        var link = $"from pg_inherits where inhparent = {SqlLiteral.QuoteOnOneLine(parent)}::regclass "
            + $"and inhrelid = {SqlLiteral.QuoteOnOneLine(table)}::regclass";
        IReadOnlyList<Change> concurrently =
        [
            new($"{detach.Sql} FINALIZE") { OutsideTransaction = true, Pace = Pace.Long, OnlyIf =
                $"exists (select {link} and inhdetachpending)", Ignores = Unlimited },
            new($"{detach.Sql} CONCURRENTLY") { OutsideTransaction = true, Pace = Pace.Long, OnlyIf = $"exists (select {link})", Ignores = Unlimited },
        ];
        // Without a check that says the same the server would leave one behind.
        return scope.To.Find(item.Id) is null ? concurrently : [.. Checked([(item, condition)], scope), .. concurrently, Unchecked(item, scope)];
    }

    private static IEnumerable<Change> Checked(IReadOnlyList<(SchemaObject Table, string Condition)> looked, Scope scope) =>
    [
        .. looked.Select(l =>
            new Change($"ALTER TABLE {l.Table.Id.Address} ADD CONSTRAINT {Name(l.Table, scope)} CHECK ({l.Condition}){ConstraintKind.Unchecked}")),
        .. looked.Select((l, index) =>
            new Change($"ALTER TABLE {l.Table.Id.Address} VALIDATE CONSTRAINT {Name(l.Table, scope)}") { InNewTransaction = index == 0, Pace = Pace.Long }),
    ];

    private static Change Unchecked(SchemaObject table, Scope scope) => new($"ALTER TABLE {table.Id.Address} DROP CONSTRAINT {Name(table, scope)}");

    private static string Name(SchemaObject table, Scope scope) => SqlIdentifier.Write(scope.Names.With(table.Name, "__bound"));

    // What the bound says of rows. That of a hash names its table by a number.
    internal static string? Condition(SchemaObject item) =>
        item[Table.PartitionConstraint] is { } text && !text.Contains("satisfies_hash_partition", StringComparison.Ordinal) ? text : null;

    private static IEnumerable<SchemaObject> Others(DatabaseSchema schema, string parent) =>
        schema.Objects.Where(o => o.Kind is TableKind && o[Table.Bound] is not null && o[Table.Inherits][0] == parent);

    private static bool IsForTheRest(SchemaObject partition) => partition[Table.Bound] == "DEFAULT";
}
