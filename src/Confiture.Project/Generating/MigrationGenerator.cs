using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>Writes the migrations that lead from one schema to another, and only such as were proved to lead there and back.</summary>
/// <param name="loader">Reads schemas.</param>
/// <param name="ledger">The ledger that the migrations will run with.</param>
/// <param name="style">Online or offline.</param>
public sealed class MigrationGenerator(SchemaLoader loader, LedgerTable ledger, PlanStyle style)
{
    /// <summary>Plans and proves; writes nothing.</summary>
    /// <param name="names">The versions and names, one after the other as they are needed.</param>
    /// <param name="from">The schema as it is.</param>
    /// <param name="to">The schema as it is to be.</param>
    /// <param name="wish">Which renames, and what happens when something goes and something like it comes.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The migrations in order; empty when there is nothing that a statement could change.</returns>
    /// <exception cref="ToolException">There is no plan, or it does not lead where it should.</exception>
    public async Task<GeneratedMigrations> GenerateAsync(
        Func<IEnumerator<(string Version, string Name)>> names, LoadedSchema from, LoadedSchema to, TransitionWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (from.Schema.Fingerprint == to.Schema.Fingerprint) return new([], [], style);
        var start = await loader.StandInAsync(from, cancellation);
        try
        {
            return await GenerateAsync(style);
        }
        catch (ToolException e) when (style == PlanStyle.Online && (e.Code == SchemaErrors.PlanUnproven || e.Code == SchemaErrors.PlanCircle))
        {
            // Some changes have no online order, for example functions that are ambiguous until one of them is dropped.
            var generated = await GenerateAsync(PlanStyle.Offline);
            return generated with { Reports = [.. generated.Reports,
                $"This change is generated in the offline form, which holds its locks until the end: {e.Message}"] };
        }
        finally
        {
            if (start != from) await start.DisposeAsync();
        }

        async Task<GeneratedMigrations> GenerateAsync(PlanStyle way)
        {
            var work = new Workplace(start.Server!, loader.Options, way, new(loader.Lint, way), isInUse: style == PlanStyle.Online);
            var generated = await work.PlanAsync(names, start, to, wish with { Style = way, Rewrites = Rewrites.In }, cancellation);
            await work.ProveAsync(generated.Migrations, start, to.Schema, ledger, cancellation);
            return generated;
        }
    }

    // The server reverts what it did itself: for example, a partitioned index is valid when its last part exists.
    // Without a statement, the migration would be irreversible.
    private static readonly ChangeGroup Nothing = new(true, [new("SELECT 'nothing to roll back'")]);

    private sealed class Workplace(ShadowServer server, CatalogOptions options, PlanStyle style, ReasonedIgnores ignores, bool isInUse)
    {
        public async Task<GeneratedMigrations> PlanAsync(
            Func<IEnumerator<(string Version, string Name)>> names, LoadedSchema start, LoadedSchema to, TransitionWish forward, CancellationToken cancellation)
        {
            using var numbered = names();
            var draft = await server.CloneAsync(start.Shadow!, cancellation);
            var transition = await TriedAsync("the plan",
                () => SchemaTransition.PlanAsync(server, draft, options, start.Schema, to.Schema, forward, cancellation));
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
                // Dropping concurrently what went with something else already, for example.
                if (after.Fingerprint == before.Fingerprint && !up.Changes.Any(c => c.MovesRows)) continue;
                var wish = new TransitionWish(migrations.Count == 0 ? transition.Back : [], [], null, style) { Copies = transition.Copies, IsBack = true };
                var down = await BackAsync(walk, after, before, wish, cancellation);
                numbered.MoveNext();
                var migration = new GeneratedMigration(numbered.Current.Version, numbered.Current.Name, up, down);
                if (isInUse) migration = migration with { IsInUse = true, Waits = Waiting.For(up, before), WaitsBack = Waiting.For(down, after) };
                migrations.Add(ignores.Give(migration, before, after));
                before = after;
            }

            return new(migrations, transition.Plan.Reports, style);
        }

        /// <summary>Runs the files as they will be, through the runner, there and back.</summary>
        public async Task ProveAsync(
            IReadOnlyList<GeneratedMigration> migrations, LoadedSchema start, DatabaseSchema wanted, LedgerTable ledger, CancellationToken cancellation)
        {
            var directory = Directory.CreateTempSubdirectory("confiture-proof-").FullName;
            try
            {
                foreach (var migration in migrations) MigrationFiles.Write(directory, migration, style);
                var url = await server.CloneAsync(start.Shadow!, cancellation);
                await server.ExecuteAsync(url, ledger.Removal, cancellation);
                var migrator = new Migrator(url, MigrationSet.Load(directory), new MigratorOptions { Ledger = ledger, Attempts = 1, AllowEmpty = true });
                await TriedAsync("the migration", () => server.ProvidingAsync(() => migrator.UpAsync(UpSelection.All, cancellation), cancellation));
                await RequireAsync("the scratch database after migrating up", url, wanted, isBack: false, cancellation);
                await TriedAsync("the down migration", () => server.ProvidingAsync(() =>
                    migrator.DownAsync(new DownSelection.Steps(migrations.Count), cancellation), cancellation));
                await RequireAsync("the scratch database after migrating down", url, start.Schema, isBack: true, cancellation);
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        // A down migration in several transactions would need several files, so it uses the offline form in one.
        private async Task<ChangeGroup> BackAsync(
            DatabaseUrl at, DatabaseSchema after, DatabaseSchema before, TransitionWish wish, CancellationToken cancellation)
        {
            var brief = wish with { Style = PlanStyle.Offline };
            List<TransitionWish> ways = [wish, brief, brief with { InOneTransaction = true }];
            foreach (var way in ways.Distinct())
            {
                var copy = await server.CloneAsync(at, cancellation);
                try
                {
                    var back = await TriedAsync("the down migration", () =>
                        SchemaTransition.PlanAsync(server, copy, options, after, before, way, cancellation));
                    if (back.Groups.Count == 0) return Nothing;
                    if (back.Groups is [var only]) return only;
                    if (way == ways[^1]) return new(true, [.. back.Groups.SelectMany(g => g.Changes)]);
                }
                catch (ToolException e) when (way != ways[^1] && e.Code == SchemaErrors.PlanCircle)
                {
                    // There is no online order; there may be an offline one.
                }
            }

            throw new System.Diagnostics.UnreachableException();
        }

        private async Task RequireAsync(string what, DatabaseUrl url, DatabaseSchema wanted, bool isBack, CancellationToken cancellation)
        {
            if (SchemaProof.Differences(await ShadowServer.ReadAsync(url, options, cancellation), wanted, isBack) is [_, ..] left)
                throw SchemaErrors.NotReached(what, left);
        }

        private static async Task<T> TriedAsync<T>(string what, Func<Task<T>> work)
        {
            try
            {
                return await work();
            }
            catch (ServerException e)
            {
                throw SchemaErrors.NotAccepted(what, e);
            }
            catch (ToolException e) when (e.Code == MigrationErrors.StatementFailed || e.Code == MigrationErrors.Interrupted)
            {
                throw SchemaErrors.NotAccepted(what, e);
            }
        }
    }
}
