using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Project;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>A PostgreSQL database whose schema Confiture moves, in this process.</summary>
/// <param name="target">The target that it belongs to.</param>
/// <param name="settings">Where it is.</param>
/// <param name="observer">Notified of each migration.</param>
/// <param name="time">The clock.</param>
public sealed class ConfitureMigrator(Target target, DatabaseSettings settings, IMigratorObserver observer, TimeProvider time) : IMigrator
{
    // The identifier of the cluster may be kept from ordinary users.
    private const string IdentityQuery = """
        select case when has_function_privilege('pg_control_system()', 'execute') then (select system_identifier::text from pg_control_system())
            else '' end, datname::text, oid
        from pg_database where datname = current_database()
        """;

    /// <summary>The possible paths of a release's Confiture configuration, relative to its root; the first that exists is used.</summary>
    /// <param name="settings">The database's settings.</param>
    public static IReadOnlyList<string> ConfigurationPaths(Target target, DatabaseSettings settings) =>
        settings.ConfitureConfig is { } configured ? [configured] : ["confiture.yaml", $"db/environments/{target.Environment}.yaml"];

    /// <inheritdoc/>
    public string Describe(string directory) => UrlOf(EnvironmentOf(directory)).ToString();

    /// <inheritdoc/>
    public async Task<SchemaState> LookAsync(string directory, CancellationToken cancellation)
    {
        var migrator = MigratorFor(directory, null);
        var status = await migrator.StatusAsync(cancellation);
        var users = await migrator.UsersAsync(cancellation);
        var rows = status.Entries.Where(e => e.Row is not null).ToList();
        return new(
            new(await IdentityAsync(directory, cancellation), [.. rows.Select(e => e.Version)], await migrator.FenceEpochAsync(target.Name, cancellation)),
            [.. status.Pending.Select(NameOf)],
            [.. rows.Where(e => e.State == MigrationState.Missing).Select(NameOf)],
            [.. rows.Select(NameOf)],
            DisagreementOf(() =>
            {
                migrator.RequireOwn(target.Name, users);
                status.ThrowIfDrifted();
            }));
    }

    /// <inheritdoc/>
    public async Task<string> TryAsync(string directory, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(UrlOf(EnvironmentOf(directory)), SessionName.Of("trial"), cancellation);
        foreach (var statement in (string[])["begin", "create table fraisier_trial (id int)", "rollback"])
            await database.ExecuteAsync(statement, cancellation);
        return $"{database.Url.Database} lets tables be made; the one that was made is rolled back";
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FenceAsync(string directory, WorkRight right, CancellationToken cancellation) =>
        [.. (await MigratorFor(directory, right).RaiseFenceAsync(cancellation)).Select(r => r.Version)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ApplyAsync(string directory, WorkRight right, CancellationToken cancellation) =>
        [.. (await MigratorFor(directory, right).UpAsync(UpSelection.All, cancellation)).Select(m => m.ToString())];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> RollBackAsync(string directory, IReadOnlyList<string>? versions, WorkRight right, CancellationToken cancellation)
    {
        DownSelection selection = versions is null ? new DownSelection.AppliedBy(right.Deployment) : new DownSelection.Exactly(versions);
        return [.. (await MigratorFor(directory, right).DownAsync(selection, cancellation)).Select(m => m.ToString())];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> NeedAsync(string directory, WorkRight right, CancellationToken cancellation) =>
        MigratorFor(directory, right).RecordNeedsAsync(cancellation);

    /// <inheritdoc/>
    public async Task ExecuteAsync(string directory, string sql, TimeSpan limit, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(UrlOf(EnvironmentOf(directory)), SessionName.Of("hook"), cancellation);
        try
        {
            // The token ends it in time; a second limit at the same moment would break the connection. Without a commit nothing of it stays.
            await using var batch = new ScriptBatch(database, limit + TimeSpan.FromSeconds(30));
            batch.Add("begin");
            batch.Add(SqlScript.Parse("hook", sql));
            batch.Add("commit");
            await batch.ExecuteAsync(cancellation);
        }
        catch (ScriptException e)
        {
            throw DeploymentErrors.Hook.Error(
                $"{e.Server.Text} (SQLSTATE {e.Server.SqlState}, at {e.Place})", "A statement failed; none of them has an effect.",
                "Correct the statement.", e);
        }
        catch (DatabaseException e)
        {
            throw DeploymentErrors.Hook.Error(e.Message, "The transaction failed; no statement has an effect.", "Correct the statements.", e);
        }
    }

    /// <inheritdoc/>
    public Task HandOverAsync(string directory, string from, CancellationToken cancellation) =>
        MigratorFor(directory, null).RenameUserAsync(from, target.Name, cancellation);

    /// <summary>A release's configuration, or the defaults without a file.</summary>
    /// <param name="root">The directory with the release's files.</param>
    /// <exception cref="ToolException">The configured file is missing, or has mistakes.</exception>
    public ConfitureEnvironment EnvironmentOf(string root)
    {
        var environment = FoundIn(root);
        return settings.MigrationsDirectory is { } directory ? environment with { MigrationsDirectory = Path.GetFullPath(directory, root) } : environment;
    }

    private ConfitureEnvironment FoundIn(string root)
    {
        var paths = ConfigurationPaths(target, settings);
        if (paths.Select(p => Path.Combine(root, p)).FirstOrDefault(File.Exists) is { } path)
        {
            return ConfitureEnvironment.Load(path, root, readDatabase: settings.Url is null);
        }

        if (settings.ConfitureConfig is null) return ConfitureEnvironment.Default(target.Environment, root);
        throw DeploymentErrors.NoConfitureConfiguration.Error(
            $"The release has no {settings.ConfitureConfig}.", $"`confiture_config` of {target} names it.",
            "Commit the file, or correct `confiture_config` in fraises.yaml.");
    }

    private static MigrationName NameOf(Migration migration) => new(migration.Version, migration.Name, migration.IsReversible);

    private static MigrationName NameOf(MigrationEntry entry) => new(entry.Version, entry.Name, entry.Migration?.IsReversible == true);

    private static FailureReport? DisagreementOf(Action checks)
    {
        try
        {
            checks();
            return null;
        }
        catch (ToolException e)
        {
            return FailureReports.Of(e, interrupted: false);
        }
    }

    private async Task<DatabaseIdentity> IdentityAsync(string directory, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(UrlOf(EnvironmentOf(directory)), SessionName.Of("identity"), cancellation);
        return (await database.RowsAsync(IdentityQuery, row => new DatabaseIdentity(row.Text(0), row.Text(1), row.Get<uint>(2)), cancellation)).Single();
    }

    private DatabaseUrl UrlOf(ConfitureEnvironment environment) =>
        settings.Url ?? environment.DirectUrl ?? environment.Url
        ?? (settings.Name is { } name
            ? DatabaseUrl.Parse($"postgresql:///{Uri.EscapeDataString(name)}", "fraises.yaml: database.name")
            : environment.RequiredUrl);

    private Migrator MigratorFor(string directory, WorkRight? right)
    {
        var environment = EnvironmentOf(directory);
        return new(UrlOf(environment), environment.LoadMigrationsIfAny(), new()
        {
            Ledger = environment.Ledger,
            LockWait = environment.LockWait,
            Hooks = environment.Hooks.Load(),
            Deployment = right?.Deployment,
            Fence = right is null ? null : new Fence(target.Name, right.Epoch, SystemUser.AtHost),
            SharedWith = settings.SharedWith,
            Observer = new News(observer, right),
            Time = time,
        });
    }

    private sealed class News(IMigratorObserver observer, WorkRight? right) : IMigrationObserver
    {
        public void Starting(Migration migration, MigrationVerb verb)
        {
            Say(verb == MigrationVerb.Up ? MigratorEvent.Applying : MigratorEvent.RollingBack, migration.ToString());
            right?.RequireHeld();
        }

        public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed) =>
            Say(verb == MigrationVerb.Up ? MigratorEvent.Applied : MigratorEvent.RolledBack, migration.ToString());

        public void Waiting(string holder, TimeSpan limit) => Say(MigratorEvent.Waiting, $"waiting up to {limit.TotalSeconds:0.#} s for {holder}");

        public void Retrying(Migration migration, string reason) => Say(MigratorEvent.Retrying, $"{migration}: {reason}");

        public void Warned(string warning) => Say(MigratorEvent.Warned, warning);

        private void Say(MigratorEvent kind, string text) => observer.Heard(new(kind, text));
    }
}
