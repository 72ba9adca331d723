using System.Collections.Immutable;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>
/// Finds out what each statement of the session's transaction did: from pg_locks, from the files in pg_class and from the counters of the transaction.
/// Whatever a transaction changes it has locked before, so relations without a lock are read once, when it begins.
/// </summary>
internal sealed class TransactionWatch
{
    // Catalogs of the server are locked by every statement, in modes that stand in nobody's way.
    private const string OwnSchemas = "n.nspname !~ '^pg_(catalog|toast)' and n.nspname <> 'information_schema'";

    private const string Schemas = $"select n.oid, n.nspname::text from pg_catalog.pg_namespace n where {OwnSchemas}";

    private const string Columns = "c.relname::text, c.relnamespace, c.relkind::text, c.relfilenode, i.indrelid";

    private const string All = $"""
        select c.oid, {Columns}
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace left join pg_catalog.pg_index i on i.indexrelid = c.oid
        where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'i', 'I') and {OwnSchemas}
        """;

    // The locks on what was dropped are still there.
    private const string Locked = $"""
        with held as (
            select l.relation as oid, pg_catalog.bit_or(1 << (pg_catalog.array_position(array['AccessShareLock', 'RowShareLock', 'RowExclusiveLock',
                'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'], l.mode) - 1)) as modes
            from pg_catalog.pg_locks l
            where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted and l.database <> 0
            group by l.relation)
        select held.oid, {Columns}, held.modes,
               pg_catalog.pg_stat_get_xact_tuples_inserted(held.oid), pg_catalog.pg_stat_get_xact_tuples_updated(held.oid),
               pg_catalog.pg_stat_get_xact_tuples_deleted(held.oid), pg_catalog.pg_stat_get_xact_tuples_returned(held.oid)
        from held left join pg_catalog.pg_class c on c.oid = held.oid left join pg_catalog.pg_index i on i.indexrelid = held.oid
        """;

    // A file may limit the time of its statements, which are not these.
    private const string Pause = "select pg_catalog.set_config('confiture.limit', pg_catalog.current_setting('statement_timeout'), true),"
        + " pg_catalog.set_config('statement_timeout', '0', true)";

    private const string Resume = "select pg_catalog.set_config('statement_timeout', pg_catalog.current_setting('confiture.limit'), true)";

    private readonly Database database;
    private readonly LedgerTable ledger;
    private readonly Dictionary<uint, Seen> relations = [];

    // A changed column gives its indexes other numbers and lets them keep their files.
    private readonly HashSet<uint> files = [];
    private Dictionary<uint, string> schemas = [];
    private ImmutableDictionary<string, HeldLocks> held = ImmutableDictionary<string, HeldLocks>.Empty.WithComparers(StringComparer.Ordinal);

    private TransactionWatch(Database database, LedgerTable ledger)
    {
        this.database = database;
        this.ledger = ledger;
    }

    /// <summary>The relations of a kind that the transaction holds in a mode and did not make.</summary>
    internal IEnumerable<string> HeldOf(string kind, LockMode mode) =>
        from relation in relations.Values
        where relation.Kind == kind && !relation.IsNew && new HeldLocks(relation.Modes, false, null).Has(mode)
        select NameOf(relation).ToString();

    /// <summary>The rows that the transaction has written into tables that it did not make, by table.</summary>
    internal IEnumerable<(string Table, long Rows)> Written =>
        from relation in relations.Values
        where !relation.IsNew && relation.Counts.Inserted + relation.Counts.Updated > 0 && !IsLedger(relation)
        select (NameOf(relation).ToString(), relation.Counts.Inserted + relation.Counts.Updated);

    /// <summary>Begins: the transaction is open, and its first statement has not run.</summary>
    internal static async Task<TransactionWatch> StartAsync(Database database, LedgerTable ledger, CancellationToken cancellation)
    {
        var watch = new TransactionWatch(database, ledger);
        await using var results = await database.ReadAsync([Schemas, All, Locked], cancellation);
        await results.EachAsync(r => watch.schemas[r.Get<uint>(0)] = r.Text(1), cancellation);
        await results.EachAsync(r => watch.relations[r.Get<uint>(0)] = Seen.Of(r, isNew: false), cancellation);
        await results.EachAsync(r => watch.TakeOver(r.Get<uint>(0), Seen.OfLocked(r)), cancellation);
        watch.files.UnionWith(watch.relations.Values.Select(r => r.File));
        return watch;
    }

    /// <summary>Looks at what happened since the last look.</summary>
    /// <param name="elapsed">How long the statement took.</param>
    /// <param name="isTruncation">True for TRUNCATE, which gives tables empty files: nothing is rewritten.</param>
    /// <param name="cancellation">Ends the queries.</param>
    internal async Task<ObservedEffect> LookAsync(TimeSpan elapsed, bool isTruncation, CancellationToken cancellation)
    {
        List<(uint Oid, Seen? Now)> rows = [];
        Dictionary<uint, string> present = [];
        await using (var results = await database.ReadAsync([Pause, Schemas, Locked, Resume], cancellation))
        {
            await results.EachAsync(_ => { }, cancellation);
            await results.EachAsync(r => present[r.Get<uint>(0)] = r.Text(1), cancellation);
            await results.EachAsync(r => rows.Add((r.Get<uint>(0), Seen.OfLocked(r))), cancellation);
            await results.EachAsync(_ => { }, cancellation);
        }

        var changes = rows.Select(row => Compare(row.Oid, row.Now, present)).OfType<Change>().ToList();
        schemas = present;
        // Names are those before the statement: predictions have them, too.
        foreach (var change in changes) held = held.SetItem(change.Name, LocksOf(change));
        var heldNow = held;
        foreach (var change in changes) Remember(change);
        var rewritten = changes.Where(c => !isTruncation && c.HasNewFile && c.Now!.Kind is "r" or "m").ToList();
        var tables = rewritten.Select(c => c.Oid).ToHashSet();
        return new(
            elapsed,
            [.. changes.Where(c => !c.IsNew && c.NewModes != 0).OrderByDescending(c => c.NewModes).ThenBy(c => c.Name, StringComparer.Ordinal)
                .Select(c => new ObservedLock(c.Name, new HeldLocks(c.NewModes, false, null).Strongest!.Value, TableOf(c.Now ?? c.Before)))],
            heldNow,
            [.. rewritten.Select(c => c.Name).Order(StringComparer.Ordinal)],
            [.. changes.Where(c => !isTruncation && c.Now is { Kind: "i", Table: { } table } && (c.IsMade || c.HasNewFile) && files.Add(c.Now.File)
                    && !tables.Contains(table) && relations.GetValueOrDefault(table) is { IsNew: false })
                .Select(c => new ObservedIndex(NameOf(c.Now!).ToString(), TableOf(c.Now)!)).OrderBy(i => i.Index, StringComparer.Ordinal)],
            [.. changes.Where(c => c.Rows is not null).Select(c => c.Rows!).OrderBy(r => r.Table, StringComparer.Ordinal)]);
    }

    private void TakeOver(uint oid, Seen? locked)
    {
        if (locked is null || !schemas.ContainsKey(locked.Schema)) return;
        relations[oid] = locked with { IsNew = !relations.ContainsKey(oid) };
    }

    private Change? Compare(uint oid, Seen? now, Dictionary<uint, string> present)
    {
        var before = relations.GetValueOrDefault(oid);
        if (now is { Kind: null })
        {
            // It is gone. What has no name was never one of ours.
            if (before is null) return null;
            now = before with { Modes = now.Modes };
        }

        if (now is null || !(present.ContainsKey(now.Schema) || schemas.ContainsKey(now.Schema)) || IsLedger(before ?? now)) return null;
        now = now with { IsNew = before?.IsNew ?? true };
        var name = before is not null && schemas.TryGetValue(before.Schema, out var schema)
            ? new QualifiedName(schema, before.Name!) : new(present[now.Schema], now.Name!);
        var (was, counts) = (before?.Counts ?? default, now.Counts);
        TouchedRows rows = new(
            name.ToString(), Math.Max(0, counts.Inserted - was.Inserted), Math.Max(0, counts.Updated - was.Updated),
            Math.Max(0, counts.Deleted - was.Deleted), Math.Max(0, counts.Read - was.Read));
        // What is read of an index is read of its table.
        var touches = now.Kind is not ("i" or "I") && rows is not { Inserted: 0, Updated: 0, Deleted: 0, Read: 0 };
        return new(oid, name.ToString(), before, now, touches ? rows : null);
    }

    private void Remember(Change change)
    {
        relations[change.Oid] = change.Now!;
        var name = NameOf(change.Now!).ToString();
        if (name != change.Name) held = held.Remove(change.Name);
        if (name != change.Name) held = held.SetItem(name, LocksOf(change));
    }

    private HeldLocks LocksOf(Change change) => new(change.Now!.Modes, change.IsNew, TableOf(change.Now));

    private string? TableOf(Seen? index) => index?.Table is { } table && relations.TryGetValue(table, out var found) ? NameOf(found).ToString() : null;

    private QualifiedName NameOf(Seen relation) => new(schemas.GetValueOrDefault(relation.Schema), relation.Name!);

    private bool IsLedger(Seen relation)
    {
        var table = relation.Table is { } oid ? relations.GetValueOrDefault(oid) ?? relation : relation;
        return schemas.TryGetValue(table.Schema, out var schema) && (ledger.Owns(schema, table.Name!) || ledger.Owns(schema, relation.Name!));
    }

    private readonly record struct Counts(long Inserted, long Updated, long Deleted, long Read);

    // A relation as it was last seen; without a kind it is gone.
    private sealed record Seen(string? Name, uint Schema, string? Kind, uint File, uint? Table, int Modes, Counts Counts, bool IsNew)
    {
        internal static Seen Of(ResultRow r, bool isNew) =>
            new(r.TextOrNull(1), r.IsNull(2) ? 0 : r.Get<uint>(2), r.TextOrNull(3), r.IsNull(4) ? 0 : r.Get<uint>(4), r.IsNull(5) ? null : r.Get<uint>(5),
                0, default, isNew);

        internal static Seen OfLocked(ResultRow r) => Of(r, isNew: true) with
        {
            Modes = r.Get<int>(6), Counts = new(r.Get<long>(7), r.Get<long>(8), r.Get<long>(9), r.Get<long>(10)),
        };
    }

    private sealed record Change(uint Oid, string Name, Seen? Before, Seen? Now, TouchedRows? Rows)
    {
        internal bool IsNew => Now!.IsNew;

        internal bool IsMade => Before is null;

        internal bool HasNewFile => Before is { IsNew: false } && Now!.File != Before.File;

        internal int NewModes => Now!.Modes & ~(Before?.Modes ?? 0);
    }
}
