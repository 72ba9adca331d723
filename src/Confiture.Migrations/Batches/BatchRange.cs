using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>How to go through a table, a part at a time.</summary>
internal abstract class BatchRange
{
    /// <summary>How many units there are, as the server estimates; 0 when unknown.</summary>
    public long Total { get; protected init; }

    /// <summary>The end of the next part; null when there is nothing behind <paramref name="after"/>.</summary>
    public abstract Task<IReadOnlyList<string>?> NextAsync(Database database, IReadOnlyList<string>? after, CancellationToken cancellation);

    /// <summary>The units between two places.</summary>
    public abstract long Between(IReadOnlyList<string>? after, IReadOnlyList<string> upTo);

    /// <summary>The condition of the rows between two places, given what the table is called.</summary>
    public abstract string Condition(string table, IReadOnlyList<string>? after, IReadOnlyList<string> upTo);

    /// <summary>The range of a statement: by its table's primary key or, where the file says so, by the places of rows.</summary>
    internal static async Task<BatchRange> OfAsync(BatchStatement statement, Database database, CancellationToken cancellation)
    {
        var (rows, pages) = (await database.RowsAsync(
            """
            select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint, coalesce(sum(pg_relation_size(c.oid) / current_setting('block_size')::int), 0)::bigint
            from pg_class c where c.relkind = 'r' and (c.oid = to_regclass($1) or c.oid in (select relid from pg_partition_tree(to_regclass($1))))
            """,
            r => (r.Get<long>(0), r.Get<long>(1)), cancellation, statement.Table)).Single();
        return statement.Directive.ByBlocks
            ? new ByBlocks(pages, Math.Max(1, rows > 0 ? statement.Directive.Size * pages / rows : statement.Directive.Size / 100))
            : new ByKey(statement.Table, await statement.KeyAsync(database, cancellation), statement.Directive.Size, rows);
    }

    private sealed class ByKey : BatchRange
    {
        private readonly string table;
        private readonly IReadOnlyList<(string Column, string Type)> key;
        private readonly int size;

        public ByKey(string table, IReadOnlyList<(string Column, string Type)> key, int size, long rows) =>
            (this.table, this.key, this.size, Total) = (table, key, size, rows);

        public override async Task<IReadOnlyList<string>?> NextAsync(Database database, IReadOnlyList<string>? after, CancellationToken cancellation)
        {
            var columns = string.Join(", ", key.Select(k => SqlIdentifier.Quote(k.Column)));
            var behind = after is null ? string.Empty : $"where {Row(string.Empty)} > {Place(after)}";
            var descending = string.Join(", ", key.Select(k => $"{SqlIdentifier.Quote(k.Column)} desc"));
            // Texts as the server prints them are read back as the same values: the settings that matter are pinned.
            return (await database.RowsAsync(
                $"""
                select array[{string.Join(", ", key.Select(k => $"{SqlIdentifier.Quote(k.Column)}::text"))}]
                from (select {columns} from {table} {behind} order by {columns} limit {size}) part order by {descending} limit 1
                """,
                r => r.Get<string[]>(0), cancellation)).FirstOrDefault();
        }

        public override long Between(IReadOnlyList<string>? after, IReadOnlyList<string> upTo) => size;

        public override string Condition(string name, IReadOnlyList<string>? after, IReadOnlyList<string> upTo) =>
            $"{(after is null ? string.Empty : $"{Row(name)} > {Place(after)} and ")}{Row(name)} <= {Place(upTo)}";

        private string Row(string name)
        {
            var columns = key.Select(k => name.Length == 0 ? SqlIdentifier.Quote(k.Column) : $"{name}.{SqlIdentifier.Quote(k.Column)}");
            return key.Count == 1 ? columns.Single() : $"({string.Join(", ", columns)})";
        }

        private string Place(IReadOnlyList<string> values)
        {
            var quoted = key.Zip(values, (k, value) => $"{SqlLiteral.Quote(value)}::{k.Type}");
            return key.Count == 1 ? quoted.Single() : $"({string.Join(", ", quoted)})";
        }
    }

    // What is there at the start; rows that later ones push behind it are not visited again.
    private sealed class ByBlocks : BatchRange
    {
        private readonly long step;

        public ByBlocks(long pages, long step) => (Total, this.step) = (pages, step);

        public override Task<IReadOnlyList<string>?> NextAsync(Database database, IReadOnlyList<string>? after, CancellationToken cancellation)
        {
            // The second number is the end that was measured at the start, also in a run that goes on.
            var (from, end) = after is [var at, var last] ? (Number(at), Number(last)) : (0, Total);
            IReadOnlyList<string>? next = from >= end ? null : [Text(Math.Min(from + step, end)), Text(end)];
            return Task.FromResult(next);
        }

        public override long Between(IReadOnlyList<string>? after, IReadOnlyList<string> upTo) => Number(upTo[0]) - (after is null ? 0 : Number(after[0]));

        public override string Condition(string name, IReadOnlyList<string>? after, IReadOnlyList<string> upTo) =>
            $"{name}.ctid >= '({(after is null ? "0" : after[0])},0)'::tid and {name}.ctid < '({upTo[0]},0)'::tid";

        private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
