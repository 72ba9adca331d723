namespace Fraisier.Deployment;

/// <summary>Moves the schema of a fraise's database with the files of a release. The words are those of deployments; each tool says in its own how.</summary>
public interface IMigrator
{
    /// <summary>The database, for plans; never with a password.</summary>
    /// <param name="directory">A release's files: its configuration may say it.</param>
    string Describe(string directory);

    /// <summary>Compares a release's migrations with the database. Changes nothing.</summary>
    /// <param name="directory">The release's files.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<SchemaState> LookAsync(string directory, CancellationToken cancellation);

    /// <summary>Makes a table under a scratch name in the database and takes it back, in one transaction that is rolled back.</summary>
    /// <param name="directory">The live release's files: its configuration may say where the database is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was seen, in words.</returns>
    Task<string> TryAsync(string directory, CancellationToken cancellation);

    /// <summary>Refuses every older controller from now on, ends what they still run, and reads behind that fence which migrations have run.</summary>
    /// <param name="directory">The release's files.</param>
    /// <param name="right">The controller's right to change the database.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Their versions, oldest first.</returns>
    Task<IReadOnlyList<string>> FenceAsync(string directory, WorkRight right, CancellationToken cancellation);

    /// <summary>Applies every pending migration of a release.</summary>
    /// <param name="directory">The release's files.</param>
    /// <param name="right">The controller's right to change the database.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>What was applied, by name.</returns>
    Task<IReadOnlyList<string>> ApplyAsync(string directory, WorkRight right, CancellationToken cancellation);

    /// <summary>Rolls back exactly these migrations.</summary>
    /// <param name="directory">The release's files.</param>
    /// <param name="versions">Their versions; null for what the deployment of <paramref name="right"/> has applied.</param>
    /// <param name="right">The controller's right to change the database.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>What was rolled back, by name.</returns>
    Task<IReadOnlyList<string>> RollBackAsync(string directory, IReadOnlyList<string>? versions, WorkRight right, CancellationToken cancellation);

    /// <summary>Records that the release needs what has run of its migrations: no other target of the database takes that back.</summary>
    /// <param name="directory">The release's files.</param>
    /// <param name="right">The controller's right to change the database.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What stays although the release does not have it, because another target needs it; a sentence for each.</returns>
    Task<IReadOnlyList<string>> NeedAsync(string directory, WorkRight right, CancellationToken cancellation);

    /// <summary>Runs statements in one transaction, with the connection of the migrations.</summary>
    /// <param name="directory">A release's files: its configuration may say where the database is.</param>
    /// <param name="sql">The statements.</param>
    /// <param name="limit">The longest that they may take.</param>
    /// <param name="cancellation">Stops them; nothing of them stays.</param>
    Task ExecuteAsync(string directory, string sql, TimeSpan limit, CancellationToken cancellation);

    /// <summary>Gives the target what the database knows of it under another name.</summary>
    /// <param name="directory">The live release's files.</param>
    /// <param name="from">The target's name until now.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task HandOverAsync(string directory, string from, CancellationToken cancellation);
}

/// <summary>A release's migrations compared with its database.</summary>
/// <param name="Database">Which database it is, what has run there, and the highest epoch that it has seen.</param>
/// <param name="Pending">What has not run, oldest first.</param>
/// <param name="Unknown">What has run and is not among the release's files, oldest first.</param>
/// <param name="Applied">What has run, by name, oldest first; what of it cannot be rolled back is marked.</param>
/// <param name="Disagreement">Where files and database disagree, or why the database is not the target's to change; null when all is well.</param>
public sealed record SchemaState(
    DatabaseState Database, IReadOnlyList<MigrationName> Pending, IReadOnlyList<MigrationName> Unknown, IReadOnlyList<MigrationName> Applied,
    FailureReport? Disagreement);

/// <summary>A migration, by name.</summary>
/// <param name="IsReversible">True when it can be rolled back with the release's files.</param>
public sealed record MigrationName(string Version, string Name, bool IsReversible)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Version}_{Name}";
}
