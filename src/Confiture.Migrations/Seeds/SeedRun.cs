using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>Applies seed files: each in a transaction of its own, together with its row in the table of seeds.</summary>
/// <param name="url">The database.</param>
/// <param name="seeds">The files.</param>
/// <param name="options">How to work.</param>
public sealed class SeedRun(DatabaseUrl url, SeedSet seeds, MigratorOptions options)
{
    /// <summary>What the seeds are applied for.</summary>
    public SeedOccasion Occasion { get; init; }

    /// <summary>Applies what was not applied yet.</summary>
    /// <param name="reapply">True to apply files again that were changed since.</param>
    /// <param name="applied">Hears of each file when it is committed.</param>
    /// <param name="cancellation">Stops; the file at work is rolled back.</param>
    /// <returns>The files that were applied.</returns>
    /// <exception cref="ToolException">A file failed (<c>CONF-SED-001</c>), or was changed after it was applied (<c>CONF-SED-002</c>).</exception>
    public async Task<IReadOnlyList<SeedFile>> ApplyAsync(bool reapply, Action<SeedFile> applied, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(applied);
        await using var database = await Database.OpenAsync(url, SessionName.Of("seed"), cancellation);
        try
        {
            await using var held = await MigrationLock.TakeAsync(
                database, options.Ledger, options.LockWait, null, options.Time, cancellation, holder => options.Observer.Waiting(holder, options.LockWait));
            var known = await SeedTable.ReadAsync(options.Ledger, database, cancellation);
            List<SeedFile> due = [.. seeds.Files.Where(file => known.GetValueOrDefault(file.Name) != file.File.Checksum)];
            List<SeedFile> changed = [.. due.Where(file => known.ContainsKey(file.Name))];
            if (changed.Count > 0 && !reapply) throw SeedErrors.ChangedAfterwards(changed);
            var reset = await SessionReset.OfAsync(database, options.Ledger, cancellation);
            for (var i = 0; i < due.Count; i++)
            {
                await ApplyAsync(database, reset, due[i], i, cancellation);
                applied(due[i]);
            }

            return due;
        }
        catch (DatabaseException e)
        {
            throw MigrationErrors.OfLedger(url, options.Ledger, e);
        }
    }

    private async Task ApplyAsync(Database database, SessionReset reset, SeedFile file, int before, CancellationToken cancellation)
    {
        try
        {
            await using (var batch = new ScriptBatch(database, options.Deadline))
            {
                batch.Add("begin");
                batch.Add($"select {MigrationLock.InTransaction(options.Ledger)}");
                if (before == 0) SeedTable.AddCreation(options.Ledger, batch);
                batch.Add(file.File.Script);
                SessionReset.AddIdentity(batch);
                SeedTable.AddApplied(options.Ledger, batch, file, options.AppliedBy);
                batch.Add("commit");
                await batch.ExecuteAsync(cancellation);
            }

            await using var after = new ScriptBatch(database, options.Deadline);
            reset.AddAll(after);
            await after.ExecuteAsync(cancellation);
        }
        catch (ScriptException e)
        {
            throw SeedErrors.Of(file, e, before, Occasion);
        }
        catch (ServerException e) when (!e.Server.EndsSession)
        {
            throw SeedErrors.AtEnd(file, e, before, Occasion);
        }
    }
}
