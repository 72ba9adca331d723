using Confiture.Migrations;
using Confiture.Postgres;
using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>A PostgreSQL database whose schema Confiture moves, in this process.</summary>
/// <param name="target">The target that it belongs to.</param>
/// <param name="settings">Where it is.</param>
/// <param name="observer">Told of each migration.</param>
/// <param name="time">The clock.</param>
public sealed class ConfitureDatabase(Target target, DatabaseSettings settings, IMigrationObserver observer, TimeProvider time) : IReleaseDatabase
{
    /// <summary>Where a release may keep its Confiture configuration, relative to its root, the first that exists counts.</summary>
    /// <param name="target">The target.</param>
    /// <param name="settings">The database's settings.</param>
    public static IReadOnlyList<string> ConfigurationPaths(Target target, DatabaseSettings settings) =>
        settings.ConfitureConfig is { } configured ? [configured] : ["confiture.yaml", $"db/environments/{target.Environment}.yaml"];

    /// <inheritdoc/>
    public string Describe(Release files) => UrlOf(EnvironmentOf(files.Files)).ToString();

    /// <inheritdoc/>
    public Task<MigrationStatus> LookAsync(Release files, CancellationToken cancellation) => MigratorFor(files, null).StatusAsync(cancellation);

    /// <inheritdoc/>
    public Task<long> EpochAsync(Release files, CancellationToken cancellation) => MigratorFor(files, null).FenceEpochAsync(target.Name, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerRow>> FenceAsync(Release files, DatabaseRight right, CancellationToken cancellation) => MigratorFor(files, right).RaiseFenceAsync(cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Migration>> UpAsync(Release files, DatabaseRight right, CancellationToken cancellation) => MigratorFor(files, right).UpAsync(null, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Migration>> DownAsync(Release files, DownSelection selection, DatabaseRight right, CancellationToken cancellation) =>
        MigratorFor(files, right).DownAsync(selection, cancellation);

    /// <summary>What a release's configuration says. Without a file the defaults count.</summary>
    /// <param name="root">The directory with the release's files.</param>
    /// <exception cref="ToolException">The configured file is missing, or has mistakes.</exception>
    public ConfitureEnvironment EnvironmentOf(string root)
    {
        var paths = ConfigurationPaths(target, settings);
        if (paths.Select(p => Path.Combine(root, p)).FirstOrDefault(File.Exists) is { } path)
        {
            return ConfitureEnvironment.Load(path, root, readDatabase: settings.Url is null);
        }

        if (settings.ConfitureConfig is null) return ConfitureEnvironment.Default(target.Environment, root);
        throw DeploymentErrors.NoConfitureConfiguration.Error(
            $"The release has no {settings.ConfitureConfig}.", $"`confiture_config` of {target} names it.", "Commit the file, or correct `confiture_config` in fraises.yaml.");
    }

    private DatabaseUrl UrlOf(ConfitureEnvironment environment) =>
        settings.Url ?? environment.DirectUrl ?? environment.Url
        ?? (settings.Name is { } name ? DatabaseUrl.Parse($"postgresql:///{Uri.EscapeDataString(name)}", "fraises.yaml: database.name") : environment.RequiredUrl);

    private Migrator MigratorFor(Release files, DatabaseRight? right)
    {
        var environment = EnvironmentOf(files.Files);
        return new(UrlOf(environment), environment.LoadMigrationsIfAny(), new()
        {
            Ledger = environment.Ledger,
            LockWait = environment.LockWait,
            Deployment = right?.Deployment,
            Fence = right is null ? null : new Fence(target.Name, right.Epoch, $"{Environment.UserName}@{Environment.MachineName}"),
            Observer = right is null ? observer : new Guarded(observer, right),
            Time = time,
        });
    }

    private sealed class Guarded(IMigrationObserver inner, DatabaseRight right) : IMigrationObserver
    {
        public void Starting(Migration migration, MigrationVerb verb)
        {
            inner.Starting(migration, verb);
            right.RequireHeld();
        }

        public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed) => inner.Finished(migration, verb, elapsed);

        public void Waiting(string holder, TimeSpan limit) => inner.Waiting(holder, limit);

        public void Retrying(Migration migration, string reason) => inner.Retrying(migration, reason);

        public void Warned(string warning) => inner.Warned(warning);
    }
}
