using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>
/// Reverts what a file did to its session, so that it does not affect the ledger or the next file. <c>DISCARD ALL</c> would release the lock.
/// With PL/pgSQL it is one command instead of eight, which would cost as much as the migrations themselves if these are many and small.
/// </summary>
internal sealed class SessionReset
{
    // Without the first, the server does not notice that a killed client is gone and holds its locks until the statement ends. The second
    // names the lock holder to others; behind a pooler, RESET ALL restores the pooler's name.
    private static readonly string[] Own = ["client_connection_check_interval", "application_name"];
    private readonly IReadOnlyList<(string Name, string Value)> own;
    private readonly bool inOne;
    private readonly Database database;
    private readonly LedgerTable ledger;
    private bool? hasEventTriggers;

    private SessionReset(Database database, LedgerTable ledger, IReadOnlyList<(string Name, string Value)> own, bool inOne)
    {
        this.ledger = ledger;
        this.database = database;
        this.own = own;
        this.inOne = inOne;
    }

    private IEnumerable<string> Statements =>
    [
        "reset session authorization",
        "reset role",
        "close all",
        "deallocate all",
        "unlisten *",
        "discard sequences",
        "discard temp",
        .. own.Select(setting => $"set {setting.Name} = {SqlLiteral.Quote(setting.Value)}"),
    ];

    /// <summary>Pins the settings that affect SQL, and remembers what this session set when it was opened and RESET ALL would reset.</summary>
    public static async Task<SessionReset> OfAsync(Database database, LedgerTable ledger, CancellationToken cancellation)
    {
        await database.ExecuteAsync(SessionSettings.Pin, cancellation);
        return await RememberedAsync(database, ledger, cancellation);
    }

    private static async Task<SessionReset> RememberedAsync(Database database, LedgerTable ledger, CancellationToken cancellation) => new(
        database, ledger,
        await database.RowsAsync(
            "select name, current_setting(name) from unnest($1::text[]) name where current_setting(name, true) is not null",
            row => (row.Text(0), row.Text(1)), cancellation, (object)Own),
        await database.ScalarAsync<bool>(
            "select exists (select from pg_language where lanname = 'plpgsql' and has_language_privilege(oid, 'usage'))", cancellation));

    /// <summary>True unless a script leaves the session as it was.
    /// Event triggers run whatever they like, so where there are any, every script counts.</summary>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<bool> IsNeededAfterAsync(SqlScript script, CancellationToken cancellation)
    {
        if (!PlainDdl.Is(script))
        {
            // It may make one.
            hasEventTriggers = null;
            return true;
        }

        hasEventTriggers ??= await database.ScalarAsync<bool>("select exists (select from pg_event_trigger where evtenabled <> 'D')", cancellation);
        return hasEventTriggers.Value;
    }

    /// <summary>Resets the current role: a file's SET ROLE must not decide whether the ledger can be written.</summary>
    public static void AddIdentity(ScriptBatch batch)
    {
        batch.Add("reset session authorization");
        batch.Add("reset role");
    }

    /// <summary>Settings, temporary tables, sequences' last values, prepared statements, cursors, listeners and advisory locks.</summary>
    public void AddAll(ScriptBatch batch)
    {
        AddSettings(batch);
        foreach (var statement in MigrationLock.Reset(ledger)) batch.Add(statement);
    }

    /// <summary>As <see cref="AddAll"/> without locks: within a transaction, which holds its own.</summary>
    public void AddSettings(ScriptBatch batch)
    {
        // First and separately: the file's statement_timeout must not affect what follows.
        batch.Add("reset all");
        batch.Add(SessionSettings.Pin);
        if (inOne) batch.Add($"do $reset$ begin {string.Concat(Statements.Select(s => $"execute {SqlLiteral.Quote(s)}; "))}end $reset$");
        else foreach (var statement in Statements) batch.Add(statement);
    }
}
