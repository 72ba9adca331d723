using System.Security.Cryptography;
using System.Text;
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>
/// Builds a project's schema from its DDL files: as one text, or as a database. The files are read when they are first needed, and once.
/// Safe for use by several threads.
/// </summary>
public sealed class SchemaBuilder
{
    private readonly Lazy<SchemaSource> source;
    private readonly Lazy<MigrationSet> migrations;
    private readonly Lazy<SeedSet> seeds;
    private readonly Lazy<string> text;

    /// <summary>A builder for an environment that is read already.</summary>
    /// <param name="environment">Where the files are, and how they build.</param>
    public SchemaBuilder(ConfitureEnvironment environment)
        : this(environment, environment.LoadMigrationsIfAny)
    {
    }

    private SchemaBuilder(ConfitureEnvironment environment, Func<MigrationSet> migrations)
    {
        Environment = environment;
        source = new(() => SchemaSource.Load(environment.SchemaFiles).InOrder(environment.BuildsStrictly));
        this.migrations = new(migrations);
        seeds = new(() => SeedSet.Load(environment.SeedFiles, environment.Root));
        text = new(() => Source.Text(environment.Root));
    }

    /// <summary>A builder for an environment of a project. The variables of its database need not be set.</summary>
    /// <param name="name">The environment: <c>db/environments/NAME.yaml</c>.</param>
    /// <param name="root">The project's root, absolute or relative to the current directory.</param>
    /// <exception cref="ToolException">There is no such directory (<c>BASE-CLI-001</c>) or environment (<c>BASE-CFG-002</c>), or its file has mistakes
    /// (<c>BASE-CFG-001</c>).</exception>
    public static SchemaBuilder ForEnvironment(string name, string root)
    {
        var project = ProjectDirectory.At(root, nameof(root));
        return new(project.Environments.Load(name, null, readDatabase: false, project.Variables));
    }

    /// <summary>A builder for directories of DDL files, without migrations and seeds.</summary>
    /// <param name="directories">The directories, in the order in which they run; everything below them counts.</param>
    public static SchemaBuilder ForDirectories(params IReadOnlyList<string> directories)
    {
        var root = Directory.GetCurrentDirectory();
        var files = new SchemaFiles(directories.Select(directory => Path.GetFullPath(directory, root)));
        var environment = ConfitureEnvironment.Default(EnvironmentFiles.DefaultName, root) with { SchemaFiles = files, SeedFiles = new() };
        return new(environment, () => MigrationSet.None(environment.MigrationsDirectory));
    }

    /// <summary>Where the files are, and how they build.</summary>
    public ConfitureEnvironment Environment { get; }

    /// <summary>The DDL files, in the order in which they run.</summary>
    /// <exception cref="ToolException">A directory is missing or holds no statement (<c>CONF-SCH-001</c>), or a file cannot be read as SQL
    /// (<c>CONF-SQL-001</c> to <c>CONF-SQL-004</c>).</exception>
    public SchemaSource Source => source.Value;

    /// <summary>The migrations, which a built database records as applied; none when the project has no directory of migrations.</summary>
    /// <exception cref="ToolException">A file has no partner or no proper name (<c>CONF-MIG-001</c>).</exception>
    public MigrationSet Migrations => migrations.Value;

    /// <summary>The seed files of the environment; none when it has no seeds.</summary>
    /// <exception cref="ToolException">A directory that the environment names is missing (<c>CONF-SED-003</c>), or a file cannot be read as SQL.</exception>
    public SeedSet Seeds => seeds.Value;

    /// <summary>All DDL files in one text, each below a line comment with its path: what <c>confiture build --output</c> writes.
    /// The same files give the same text, byte for byte.</summary>
    public string BuildText() => text.Value;

    /// <summary>SHA-256 of <see cref="BuildText"/>, 64 lower-case hexadecimal digits: what <c>confiture build --show-hash</c> prints.</summary>
    public string Hash => HashOf(BuildText());

    /// <summary>The hash of a text that was built with more in it, for example seeds.</summary>
    /// <param name="text">What was built.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Builds a database and records every migration as applied. A build that fails leaves what was there.</summary>
    /// <param name="url">The database: created when it does not exist, refused when it is not empty, unless <paramref name="options"/> say otherwise.</param>
    /// <param name="options">How to build, with seeds for example: <c>new() { Then = builder.SeedAsync }</c>; the defaults when null.</param>
    /// <param name="cancellation">Stops the build; nothing of it stays.</param>
    /// <exception cref="ToolException">A statement failed (<c>CONF-SCH-002</c>, with file, line and column), the database is not empty
    /// (<c>CONF-SCH-003</c>) or in use (<c>CONF-BLD-002</c>), or the server cannot be used (<c>CONF-PG-002</c> to <c>CONF-PG-008</c>).</exception>
    public Task<BuildResult> BuildAsync(DatabaseUrl url, BuildOptions? options = null, CancellationToken cancellation = default) =>
        new DatabaseBuild(url, Migrations, Migrating).RunAsync(Source, options, cancellation);

    /// <summary>Applies the seed files that the database does not remember, each in a transaction.</summary>
    /// <param name="url">The database, with the schema.</param>
    /// <param name="cancellation">Stops; the file at work is rolled back.</param>
    /// <exception cref="ToolException">A file failed (<c>CONF-SED-001</c>), or was changed after it was applied (<c>CONF-SED-002</c>).</exception>
    public Task SeedAsync(DatabaseUrl url, CancellationToken cancellation) =>
        new SeedRun(url, Seeds, Migrating).ApplyAsync(reapply: false, static _ => { }, cancellation);

    private MigratorOptions Migrating => new() { Ledger = Environment.Ledger, LockWait = Environment.LockWait };
}
