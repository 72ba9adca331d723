using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>
/// Which migrations of a run would survive a crash of the server. Commits but the last do not wait for the disk: the log is written in order, so whatever a
/// crash leaves is what the first few migrations made, with their ledger rows, and the next run goes on from there. Nothing is reported as applied before a
/// commit that waits, be it the last one's or a flush.
/// </summary>
internal sealed class DurableCommits(Database database, MigratorOptions options)
{
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(10);
    private readonly List<(Migration Migration, MigrationVerb Verb)> unflushed = [];
    private bool flushed = true;

    /// <summary>Notes how the last commit ended.</summary>
    public void Committed(bool isDurable) => flushed = isDurable;

    /// <summary>Notes what was committed last.</summary>
    public void Finished(IEnumerable<Migration> migrations, MigrationVerb verb)
    {
        unflushed.AddRange(migrations.Select(m => (m, verb)));
        if (flushed) Report();
    }

    /// <summary>Makes durable what this run has committed so far.</summary>
    public async Task FlushAsync()
    {
        try
        {
            // A broken connection says nothing of the server, which may go on and crash later.
            if (!flushed) await (database.IsOpen ? FlushAsync(database) : FlushAnewAsync());
        }
        catch (Exception e) when (e is DatabaseException or ToolException)
        {
            options.Observer.Warned(
                $"{string.Join(", ", unflushed.Select(u => u.Migration))} may be pending again if the server crashes now: "
                + "it could not be asked to wait for the disk");
            return;
        }

        flushed = true;
        Report();
    }

    private void Report()
    {
        foreach (var (migration, verb) in unflushed) options.Observer.Durable(migration, verb);
        unflushed.Clear();
    }

    private async Task FlushAnewAsync()
    {
        await using var another = await Database.OpenAsync(database.Url, database.Name, CancellationToken.None);
        await FlushAsync(another);
    }

    private static async Task FlushAsync(Database database)
    {
        await using var batch = new ScriptBatch(database, FlushLimit);
        batch.Add("begin");
        // A commit that has written nothing waits for nothing.
        batch.Add("select pg_logical_emit_message(true, 'confiture', '')");
        batch.Add("commit");
        await batch.ExecuteAsync(CancellationToken.None);
    }
}
