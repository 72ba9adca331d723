using System.Globalization;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Sql;
using Confiture.Sql.Syntax;
using Foundation.Text;

namespace Confiture.Migrations;

/// <summary>Finds what a rollback does not revert, by comparing before and after.</summary>
internal sealed class Leftovers
{
    private const string Sequences = "select schemaname::text, sequencename::text, last_value from pg_catalog.pg_sequences";
    private const string LogPosition = "select pg_catalog.pg_current_wal_insert_lsn()::text";
    private const string LogWritten = "select pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), $1::pg_catalog.pg_lsn)::bigint::text";

    // One is the migration lock.
    private const string AdvisoryLocks = """
        select pg_catalog.count(distinct (classid, objid, objsubid)) - 1 from pg_catalog.pg_locks
        where pid = pg_catalog.pg_backend_pid() and locktype = 'advisory' and granted
        """;

    private readonly Database database;
    private readonly Dictionary<string, long?> sequences;
    private readonly string? position;
    private readonly List<Leftover> found = [];

    // Null when it is not known which ones: a failed statement draws values, too, and nothing can be asked after it.
    private HashSet<string>? drawn;

    private Leftovers(Database database, Dictionary<string, long?> sequences, string? position)
    {
        this.database = database;
        this.sequences = sequences;
        this.position = position;
    }

    /// <summary>Looks before the transaction begins.</summary>
    /// <param name="wait">The longest wait for a sequence that somebody changes; then no values are known.</param>
    internal static async Task<Leftovers> BeforeAsync(Database database, TimeSpan wait, CancellationToken cancellation)
    {
        await database.ExecuteAsync($"set lock_timeout = {(int)wait.TotalMilliseconds}", cancellation);
        return new(database, await SequencesAsync(database, cancellation) ?? [], await AskedAsync(database, LogPosition, cancellation));
    }

    /// <summary>Looks before the rollback.</summary>
    /// <param name="watch">What the transaction did.</param>
    /// <param name="failed">Whether a statement failed.</param>
    /// <param name="cancellation">Ends the query.</param>
    internal async Task LookAsync(TransactionWatch watch, bool failed, CancellationToken cancellation)
    {
        drawn = failed ? null : [.. watch.HeldOf("S", LockMode.RowExclusive)];
        if (!failed && await database.ScalarAsync<long>(AdvisoryLocks, cancellation) is > 0 and var count)
            found.Add(new(LeftoverKind.AdvisoryLock, null, $"{Counted.Of(count, "advisory lock")} taken, held until the dry run ended"));
        foreach (var table in watch.HeldOf("f", LockMode.RowExclusive))
            found.Add(new(LeftoverKind.ForeignTable, table, $"rows of {table} written on another server: whether that rolls back, too, is up to its wrapper"));
        foreach (var (table, rows) in watch.Written.OrderBy(w => w.Table, StringComparer.Ordinal))
            found.Add(new(LeftoverKind.DeadRows, table, $"{Counted.Of(rows, "dead row")} in {table} until VACUUM"));
    }

    /// <summary>Looks after the rollback.</summary>
    /// <param name="files">The files that ran.</param>
    internal async Task<IReadOnlyList<Leftover>> AfterAsync(IEnumerable<MigrationFile> files, CancellationToken cancellation)
    {
        found.AddRange(files.SelectMany(Notifications).Distinct());
        if (!database.IsOpen) return found;
        if (await SequencesAsync(database, cancellation) is { } now)
        {
            found.InsertRange(0, now.Where(s => (drawn?.Contains(s.Key) ?? true) && sequences.TryGetValue(s.Key, out var before) && before != s.Value)
                .OrderBy(s => s.Key, StringComparer.Ordinal)
                .Select(s => new Leftover(LeftoverKind.Sequence, s.Key, $"sequence {s.Key} went from {Text(sequences[s.Key])} to {Text(s.Value)}")));
        }

        var bytes = position is null ? null : await AskedAsync(database, LogWritten, cancellation, position);
        var log = bytes is null ? string.Empty : $", and at most {bytes} bytes of write-ahead log";
        found.Add(new(LeftoverKind.Log, null, $"one transaction number{log}"));
        return found;
    }

    private static IEnumerable<Leftover> Notifications(MigrationFile file) =>
        from statement in file.Script.Statements
        let node = SqlSyntax.Parse(file.Script, statement)
        where node is Notify || OutsideEffects.CallsOf(statement, node).Contains("pg_notify", StringComparer.Ordinal)
        select new Leftover(
            LeftoverKind.Notification, $"{file.Path}:{file.Script.PositionOf(statement.Start).Line}", "a notification was not sent: that happens at a commit");

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "no value";

    // Who may not read them, or has to wait too long, is told nothing of them.
    private static async Task<Dictionary<string, long?>?> SequencesAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            var rows = await database.RowsAsync(
                Sequences, r => (Name: new QualifiedName(r.Text(0), r.Text(1)), Value: r.IsNull(2) ? (long?)null : r.Get<long>(2)), cancellation);
            return rows.ToDictionary(s => s.Name.ToString(), s => s.Value, StringComparer.Ordinal);
        }
        catch (ServerException e) when (!e.Server.EndsSession)
        {
            return null;
        }
    }

    private static async Task<string?> AskedAsync(Database database, string question, CancellationToken cancellation, params object?[] parameters)
    {
        try
        {
            return await database.ScalarAsync<string>(question, cancellation, parameters);
        }
        catch (ServerException e) when (!e.Server.EndsSession)
        {
            return null;
        }
    }
}
