using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Project;
using Foundation.Errors;

namespace Confiture.Testing;

/// <summary>
/// Gives each test a database of its own, with the project's schema. The schema is built once, as a template; a database is a clone of it,
/// and some are made in advance. One object serves all tests of a process, in parallel; several processes may use one server.
/// </summary>
public sealed class TestDatabases : IAsyncDisposable
{
    private const int LabelDigits = 16;
    private readonly TestServer server;
    private readonly TestRun run;
    private readonly Lazy<Stock> stock;
    private readonly ConcurrentDictionary<string, StartingState> versions = new(StringComparer.Ordinal);
    private bool isDisposed;

    private TestDatabases(SchemaBuilder project, TestDatabaseOptions options, TestServer server, TestRun run)
    {
        (Project, this.server, this.run) = (project, server, run);
        stock = new(() => new(server, Built(options.WithSeeds), options.InStock));
    }

    /// <summary>The files that the databases are built from.</summary>
    public SchemaBuilder Project { get; }

    /// <summary>Starts the server, or connects to the one that the options name, and removes the databases of test runs that were killed.</summary>
    /// <param name="project">The project's directory, or one below it; when null, the one that contains the tests' assembly.</param>
    /// <param name="options">How to make databases; the defaults when null.</param>
    /// <param name="cancellation">Gives up; nothing stays.</param>
    /// <exception cref="ToolException">There is no project (<c>BASE-CFG-002</c>), the server cannot be reached (<c>CONF-PG-002</c> to <c>CONF-PG-008</c>)
    /// or started (<c>CONF-PG-020</c> to <c>CONF-PG-024</c>).</exception>
    public static async Task<TestDatabases> StartAsync(
        string? project = null, TestDatabaseOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.InStock, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.InStock, TestDatabaseOptions.MostInStock, nameof(options));
        var builder = new SchemaBuilder(EnvironmentOf(project, options.Environment));
        var given = options.Server is null ? null : DatabaseUrl.Parse(options.Server, $"{nameof(TestDatabaseOptions)}.{nameof(options.Server)}");
        var server = await TestServer.StartAsync(given, options.Postgres ?? builder.Environment.ShadowPostgres, cancellation);
        try
        {
            return new(builder, options, server, await TestRun.OpenAsync(server.Url, cancellation));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives a database with the project's schema, and with its seeds if the options say so. The first call builds them.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ToolException">A file failed (<c>CONF-SCH-002</c>, <c>CONF-SED-001</c>; with file, line and column), there are no files
    /// (<c>CONF-SCH-001</c>), or the user may not create databases (<c>CONF-PG-004</c>).</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public async Task<TestDatabase> CreateAsync(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return Given(await stock.Value.TakeAsync(cancellation));
    }

    /// <summary>Drops all databases, and stops a temporary server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        if (stock.IsValueCreated) await stock.Value.DisposeAsync();
        // Those of a temporary server go with it.
        if (!server.IsTemporary) await run.EndAsync();
        await run.DisposeAsync();
        await server.DisposeAsync();
    }

    /// <summary>Gives a database as the migrations up to a version leave it.</summary>
    /// <param name="version">The last one; null for none.</param>
    /// <param name="cancellation">Cancels.</param>
    internal async Task<TestDatabase> CreateAtAsync(string? version, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (version is not null && Project.Migrations.Find(version) is null) throw MigrationErrors.NoSuchVersion(version, Project.Migrations);
        await using var session = await ServerDatabases.OpenAsync(server.Url, cancellation);
        return Given(await versions.GetOrAdd(version ?? string.Empty, Migrated).MakeAsync(session, cancellation));
    }

    private TestDatabase Given(string name) => new(server.Url.WithDatabase(name), run.Drop);

    private StartingState Built(bool withSeeds)
    {
        var shape = TemplateCache.KeyOf(Project.Source, Project.Migrations, Project.Environment.Ledger, DatabaseShape.Usual, run.ServerVersion);
        var seeds = withSeeds ? Project.Seeds.Files : [];
        return StateOf($"tests {Place}", [shape, .. seeds.Select(seed => $"{seed} {seed.File.Checksum}")], async (url, cancellation) =>
        {
            await server.ProvidingAsync(() => Project.BuildAsync(url, null, cancellation), cancellation);
            if (withSeeds) await server.ProvidingAsync(async () => await SeededAsync(url, cancellation), cancellation);
        });
    }

    private async Task<bool> SeededAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        await Project.SeedAsync(url, cancellation);
        return true;
    }

    private StartingState Migrated(string version)
    {
        var ledger = Project.Environment.Ledger;
        var applied = Project.Migrations.Migrations.Where(m => string.CompareOrdinal(m.Version, version) <= 0);
        string[] parts = [$"{run.ServerVersion / 10_000}", $"{ledger.Name}", .. applied.Select(m => $"{m} {m.Up.Checksum} {m.Down?.Checksum}")];
        var migrating = new MigratorOptions { Ledger = ledger, Attempts = 1, AllowEmpty = true };
        return StateOf($"sandbox {Place} {version}", parts, async (url, cancellation) =>
        {
            if (version.Length == 0) return;
            var migrator = new Migrator(url, Project.Migrations, migrating);
            await server.ProvidingAsync(() => migrator.UpAsync(new UpSelection { Target = version }, cancellation), cancellation);
        });
    }

    // A template belongs to the user who made it, and to one project: who shares neither shares no template.
    private StartingState StateOf(string label, string[] parts, Func<DatabaseUrl, CancellationToken, Task> fill) =>
        new(server, run, Digest([label, server.Url.User, .. parts]), label, fill);

    // Two projects on one server keep their templates apart, whatever they are called.
    private string Place => Digest([Path.GetFullPath(Project.Environment.Root), Project.Environment.Name])[..LabelDigits];

    private static string Digest(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    private static ConfitureEnvironment EnvironmentOf(string? directory, string? name)
    {
        var project = ProjectDirectory.Find(directory is null ? AppContext.BaseDirectory : ProjectDirectory.Required(directory, "project"));
        if (!project.IsFound) throw project.Missing();
        return name is null && !project.Environments.Names.Contains(EnvironmentFiles.DefaultName, StringComparer.Ordinal)
            ? ConfitureEnvironment.Default(EnvironmentFiles.DefaultName, project.Root)
            : project.Environments.Load(name, null, readDatabase: false, project.Variables);
    }
}
