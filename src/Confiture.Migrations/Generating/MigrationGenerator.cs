using Confiture.Postgres;
using Confiture.Schema;
using Foundation.Errors;
using Npgsql;

namespace Confiture.Migrations;

/// <summary>Writes the migrations that lead from one schema to another, and only such as were proved to lead there and back.</summary>
/// <param name="loader">Reads schemas.</param>
/// <param name="ledger">The ledger that the migrations will run with.</param>
/// <param name="style">How to treat others at work.</param>
public sealed class MigrationGenerator(SchemaLoader loader, LedgerTable ledger, PlanStyle style)
{
    /// <summary>Plans and proves; writes nothing.</summary>
    /// <param name="names">The versions and names, one after the other as they are needed.</param>
    /// <param name="from">The schema as it is.</param>
    /// <param name="to">The schema as it is to be.</param>
    /// <param name="judge">Says what happens when something goes and something like it comes.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The migrations in order; empty when the schemas are alike.</returns>
    /// <exception cref="ToolException">There is no plan, or it does not lead where it should.</exception>
    public async Task<IReadOnlyList<GeneratedMigration>> GenerateAsync(
        IEnumerator<(string Version, string Name)> names, LoadedSchema from, LoadedSchema to, Func<IReadOnlyList<LookAlike>, IReadOnlyList<Rename>> judge, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (from.Schema.Fingerprint == to.Schema.Fingerprint) return [];
        var start = await loader.StandInAsync(from, cancellation);
        try
        {
            var work = new Workplace(start.Server!, loader.Options, style);
            var migrations = await work.PlanAsync(names, start, to, judge, cancellation);
            await work.ProveAsync(migrations, start, to.Schema, ledger, cancellation);
            return migrations;
        }
        finally
        {
            if (start != from) await start.DisposeAsync();
        }
    }

    private sealed class Workplace(ShadowServer server, CatalogOptions options, PlanStyle style)
    {
        public async Task<IReadOnlyList<GeneratedMigration>> PlanAsync(
            IEnumerator<(string Version, string Name)> names, LoadedSchema start, LoadedSchema to, Func<IReadOnlyList<LookAlike>, IReadOnlyList<Rename>> judge, CancellationToken cancellation)
        {
            var draft = await server.CloneAsync(start.Shadow!, cancellation);
            var wish = TransitionWish.Of(to.Source, judge, style);
            var transition = await TriedAsync("the plan", () => SchemaTransition.PlanAsync(server, draft, options, start.Schema, to.Schema, wish, cancellation));
            List<GeneratedMigration> migrations = [];
            var (walk, before) = (await server.CloneAsync(start.Shadow!, cancellation), start.Schema);
            foreach (var up in transition.Groups)
            {
                await TriedAsync("the plan", async () =>
                {
                    await server.ExecuteAsync(walk, up.Changes, cancellation);
                    return true;
                });
                var after = await ShadowServer.ReadAsync(walk, options, cancellation);
                var down = await BackAsync(walk, after, before, migrations.Count == 0 ? transition.Back : [], cancellation);
                names.MoveNext();
                migrations.Add(new(names.Current.Version, names.Current.Name, up, down, migrations.Count == 0 ? [.. transition.Plan.Reports.Select(r => $"Not reached: {r}.")] : []));
                before = after;
            }

            return migrations;
        }

        /// <summary>Runs the files as they will be, through the runner, there and back.</summary>
        public async Task ProveAsync(IReadOnlyList<GeneratedMigration> migrations, LoadedSchema start, DatabaseSchema wanted, LedgerTable ledger, CancellationToken cancellation)
        {
            var directory = Directory.CreateTempSubdirectory("confiture-proof-").FullName;
            try
            {
                foreach (var migration in migrations) MigrationFiles.Write(directory, migration, style);
                var url = await server.CloneAsync(start.Shadow!, cancellation);
                await server.ExecuteAsync(url, ledger.Removal, cancellation);
                var migrator = new Migrator(url, MigrationSet.Load(directory), new MigratorOptions { Ledger = ledger, Attempts = 1 });
                await TriedAsync("the migration", () => server.ProvidingAsync(() => migrator.UpAsync(null, cancellation), cancellation));
                await RequireAsync("the migrated copy", url, wanted, cancellation);
                await TriedAsync("the way back", () => server.ProvidingAsync(() => migrator.DownAsync(new DownSelection.Steps(migrations.Count), cancellation), cancellation));
                await RequireAsync("the copy that was taken back", url, start.Schema, cancellation);
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        // A way back in several transactions would be several files; then it is the short way in one.
        private async Task<ChangeGroup> BackAsync(DatabaseUrl at, DatabaseSchema after, DatabaseSchema before, IReadOnlyList<Rename> renames, CancellationToken cancellation)
        {
            foreach (var way in style == PlanStyle.Online ? new[] { PlanStyle.Online, PlanStyle.Offline } : [PlanStyle.Offline])
            {
                var copy = await server.CloneAsync(at, cancellation);
                var back = await TriedAsync("the way back", () => SchemaTransition.PlanAsync(server, copy, options, after, before, new(renames, [], null, way), cancellation));
                if (back.Groups is [var only]) return only;
                if (way == PlanStyle.Offline) return new(true, [.. back.Groups.SelectMany(g => g.Changes)]);
            }

            throw new System.Diagnostics.UnreachableException();
        }

        private async Task RequireAsync(string what, DatabaseUrl url, DatabaseSchema wanted, CancellationToken cancellation)
        {
            if (SchemaProof.Differences(await ShadowServer.ReadAsync(url, options, cancellation), wanted) is [_, ..] left) throw SchemaErrors.NotReached(what, left);
        }

        private static async Task<T> TriedAsync<T>(string what, Func<Task<T>> work)
        {
            try
            {
                return await work();
            }
            catch (PostgresException e)
            {
                throw SchemaErrors.NotAccepted(what, e);
            }
            catch (ToolException e) when (e.Code == MigrationErrors.StatementFailed || e.Code == MigrationErrors.HalfWay)
            {
                throw SchemaErrors.NotAccepted(what, e);
            }
        }
    }
}
