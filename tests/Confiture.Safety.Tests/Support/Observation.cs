using Confiture.Postgres;

namespace Confiture.Safety.Tests;

/// <summary>What a statement did, as the server's own tables tell: the strongest lock on each relation,
/// and the tables whose rows were read or written again.</summary>
/// <param name="Known">The relations that were there before.</param>
/// <param name="Locks">The modes by relation; indexes only where they are locked harder than their tables.</param>
/// <param name="Rewritten">Tables with another file than before.</param>
/// <param name="Worked">Tables of which rows were read, or that were rewritten.</param>
internal sealed record Observation(
    IReadOnlySet<string> Known, IReadOnlyDictionary<string, LockMode> Locks, IReadOnlySet<string> Rewritten, IReadOnlySet<string> Worked)
{
    private const string Relations = """
        select c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relkind::text, c.relfilenode, pg_stat_get_xact_tuples_returned(c.oid),
               (select i.indrelid from pg_index i where i.indexrelid = c.oid)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'i', 'I') and n.nspname !~ '^pg_(catalog|toast)' and n.nspname <> 'information_schema'
        """;

    // The locks of what is gone are there still, and their oids are known from before.
    private const string LocksHeld = """
        select l.relation,
               max(array_position(array['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
            'ExclusiveLock', 'AccessExclusiveLock'], l.mode))
        from pg_locks l where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.granted group by 1
        """;

    /// <summary>Runs statements in one transaction, looks at what the last one did, and takes all of it back.</summary>
    internal static async Task<Observation> OfAsync(Database database, IReadOnlyList<string> statements, CancellationToken cancellation)
    {
        await database.ExecuteAsync("begin", cancellation);
        try
        {
            foreach (var statement in statements.SkipLast(1)) await database.ExecuteAsync(statement, cancellation);
            var before = await ReadAsync(database, cancellation);
            await database.ExecuteAsync(statements[^1], cancellation);
            var locks = (await database.RowsAsync(LocksHeld, r => (Oid: r.Get<uint>(0), Mode: r.Get<int>(1)), cancellation))
                .ToDictionary(l => l.Oid, l => l.Mode);
            var after = (await ReadAsync(database, cancellation)).ToDictionary(r => r.Oid);
            return Of(before, after, locks);
        }
        finally
        {
            await database.ExecuteAsync("rollback", cancellation);
        }
    }

    private static Observation Of(List<Row> before, Dictionary<uint, Row> after, Dictionary<uint, int> locks)
    {
        var modes = before.Where(r => locks.ContainsKey(r.Oid) && !(r.IsIndex && r.Table is { } t && locks.GetValueOrDefault(t) >= locks[r.Oid]))
            .ToDictionary(r => r.Name, r => (LockMode)locks[r.Oid], StringComparer.Ordinal);
        var tables = before.Where(r => r.Kind is "r" or "m" && after.ContainsKey(r.Oid)).ToList();
        var rewritten = tables.Where(r => after[r.Oid].File != r.File).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        return new(before.Select(r => r.Name).ToHashSet(StringComparer.Ordinal), modes, rewritten,
            tables.Where(r => after[r.Oid].Tuples > r.Tuples).Select(r => r.Name).Concat(rewritten).ToHashSet(StringComparer.Ordinal));
    }

    private static Task<List<Row>> ReadAsync(Database database, CancellationToken cancellation) => database.RowsAsync(Relations, Row.Read, cancellation);

    private sealed record Row(uint Oid, string Name, string Kind, uint File, long Tuples, uint? Table)
    {
        internal bool IsIndex => Kind is "i" or "I";

        internal static Row Read(ResultRow r) => new(r.Get<uint>(0), r.Text(1), r.Text(2), r.Get<uint>(3), r.Get<long>(4), r.IsNull(5) ? null : r.Get<uint>(5));
    }
}
