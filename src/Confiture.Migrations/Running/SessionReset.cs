using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>Takes back what a file did to its session, so that it does not reach the ledger or the next file. <c>DISCARD ALL</c> would give the lock away.</summary>
internal sealed class SessionReset
{
    private readonly string? checkInterval;

    private SessionReset(string? checkInterval) => this.checkInterval = checkInterval;

    /// <summary>Remembers what this session set for itself when it was opened and RESET ALL would forget.</summary>
    public static async Task<SessionReset> OfAsync(Database database, CancellationToken cancellation) =>
        new(await database.ScalarAsync<string>("select current_setting('client_connection_check_interval', true)", cancellation));

    /// <summary>Makes the session's own user the current one again: a file's SET ROLE must not decide whether the ledger can be written.</summary>
    public static void AddIdentity(ScriptBatch batch)
    {
        batch.Add("reset session authorization");
        batch.Add("reset role");
    }

    /// <summary>Settings, temporary tables, sequences' last values, prepared statements, cursors and listeners.</summary>
    public void AddAll(ScriptBatch batch)
    {
        AddIdentity(batch);
        batch.Add("reset all");
        batch.Add("close all");
        batch.Add("deallocate all");
        batch.Add("unlisten *");
        batch.Add("discard sequences");
        batch.Add("discard temp");
        // Without it the server does not notice that a killed client is gone, and holds its locks to the end of the statement.
        if (checkInterval is not null) batch.Add("select set_config('client_connection_check_interval', $1, false)", checkInterval);
    }
}
