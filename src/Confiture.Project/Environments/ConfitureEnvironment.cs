using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Schema;
using Confiture.Sql;
using Foundation.Configuration;
using Foundation.Errors;
using Foundation.Processes;

namespace Confiture.Project;

/// <summary>One environment's file (<c>db/environments/NAME.yaml</c>, or a <c>confiture.yaml</c>): where the database is and where the files are.</summary>
public sealed record ConfitureEnvironment
{
    private const int DefaultPort = 5432;
    private const string UsualSchema = "db/schema", UsualMigrations = "db/migrations";
    private static readonly Dictionary<string, bool> Orders = new(StringComparer.Ordinal) { ["strict"] = true, ["defer"] = false };

    private static readonly Dictionary<string, LintProfile> Profiles = Enum.GetValues<LintProfile>().ToDictionary(RulePage.WordOf, StringComparer.Ordinal);

    /// <summary>The environment's name.</summary>
    public required string Name { get; init; }

    /// <summary>The project's root, which relative paths of the file count from.</summary>
    public required string Root { get; init; }

    /// <summary>The database; null when the file does not say (a deployment then says it).</summary>
    public DatabaseUrl? Url { get; init; }

    /// <summary>The URL of the server itself, for migrations, when <see cref="Url"/> leads through a pooler. Null when not configured.</summary>
    public DatabaseUrl? DirectUrl { get; init; }

    /// <summary>The DDL files.</summary>
    public required SchemaFiles SchemaFiles { get; init; }

    /// <summary>The seed files: by default those of <c>db/seeds/common</c>, then those of <c>db/seeds/NAME</c>.</summary>
    public required SchemaFiles SeedFiles { get; init; }

    /// <summary>What runs around each migration.</summary>
    public required ProjectHooks Hooks { get; init; }

    /// <summary>True when what would destroy its data asks for its name first.</summary>
    public bool IsProtected { get; init; }

    /// <summary>What its file says and has no meaning here, each with what to use instead.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The directory with migrations.</summary>
    public required string MigrationsDirectory { get; init; }

    /// <summary>The ledger.</summary>
    public required LedgerTable Ledger { get; init; }

    /// <summary>The longest wait for another run.</summary>
    public required TimeSpan LockWait { get; init; }

    /// <summary>The PostgreSQL of the temporary servers in which schemas are built to be compared: a major version or a directory of programs;
    /// null leaves the choice to <c>CONFITURE_POSTGRES</c>.</summary>
    public string? ShadowPostgres { get; init; }

    /// <summary>True when DDL files build in their declared order or fail; false when a statement may be deferred until a later one has run.</summary>
    public bool BuildsStrictly { get; init; }

    /// <summary>True when built schemas are kept as templates and cloned.</summary>
    public bool BuildsFromTemplate { get; init; }

    /// <summary>What comparisons of schemas exclude.</summary>
    public ComparisonScope Comparison { get; init; } = new([], true, true);

    /// <summary>The configuration of the linter.</summary>
    public LintConfiguration Lint { get; init; } = LintConfiguration.Default;

    /// <summary>What <c>confiture check</c> compares with and lets pass.</summary>
    public CheckConfiguration Check { get; init; } = CheckConfiguration.Default;

    /// <summary>The defaults without a file.</summary>
    /// <param name="name">The environment's name.</param>
    /// <param name="root">The project's root.</param>
    public static ConfitureEnvironment Default(string name, string root) => new()
    {
        Name = name,
        Root = root,
        SchemaFiles = new(Path.GetFullPath(UsualSchema, root)),
        SeedFiles = IncludedFiles.UsualSeeds(name, root),
        Hooks = ProjectHooks.Usual(root),
        MigrationsDirectory = Path.GetFullPath(UsualMigrations, root),
        Ledger = LedgerTable.Default,
        LockWait = TimeSpan.FromSeconds(30),
    };

    /// <summary>Reads an environment's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">The directory that relative paths in the file count from: the project's root.</param>
    /// <param name="variables">Looks environment variables up; the process's own by default.</param>
    /// <param name="readDatabase">False when the database comes from elsewhere: its variables are then not needed.</param>
    /// <exception cref="ToolException">The file is missing or has mistakes; all of them are listed.</exception>
    public static ConfitureEnvironment Load(string path, string root, Func<string, string?>? variables = null, bool readDatabase = true)
    {
        var file = ConfigurationFile.Load(path, variables);
        var map = file.Root;
        var migration = map.OptionalMap("migration");
        var locking = migration?.OptionalMap("locking");
        var environment = new ConfitureEnvironment
        {
            Name = map.Text("name", Path.GetFileNameWithoutExtension(path)),
            Root = root,
            SchemaFiles = IncludedFiles.Of(map, root, UsualSchema),
            SeedFiles = IncludedFiles.SeedsOf(map, map.Text("name", Path.GetFileNameWithoutExtension(path)), root),
            Hooks = ProjectHooks.Of(map, root),
            IsProtected = map.Flag("protected", false),
            Notes = OlderKeys.Retire(map),
            MigrationsDirectory = Path.GetFullPath(map.Text("migrations_dir", UsualMigrations), root),
            Ledger = LedgerOf(migration),
            ShadowPostgres = ShadowOf(map.OptionalMap("shadow")?.OptionalText("postgres"), root),
            BuildsStrictly = map.OptionalMap("build")?.Choice("order", Orders, false) ?? false,
            BuildsFromTemplate = map.OptionalMap("build")?.Flag("template", false) ?? false,
            Comparison = ComparisonOf(map.OptionalMap("comparison")),
            Lint = LintConfiguration.Of(map.OptionalMap("lint"), root).With(map.Has("profile") ? map.Choice("profile", Profiles, LintProfile.Fraiseql) : null),
            Check = CheckConfiguration.Of(map.OptionalMap("check")),
            LockWait = TimeSpan.FromMilliseconds(locking?.Integer("timeout_ms", 30_000, 0, 3_600_000) ?? 30_000),
        };
        if (!readDatabase) map.Ignore("database_url", "database");
        if (!readDatabase) migration?.Ignore("direct_url");
        var url = readDatabase ? UrlOf(map, path, root, variables) : null;
        var direct = readDatabase && migration?.OptionalText("direct_url") is { Length: > 0 } text ? text : null;
        file.ThrowIfMistaken();
        return environment
            with { Url = url?.Invoke(), DirectUrl = direct is null ? null : DatabaseUrl.Parse(direct, $"{path}: migration.direct_url", variables, root) };
    }

    /// <summary>The database, which this command needs.</summary>
    /// <exception cref="ToolException">The file names none.</exception>
    public DatabaseUrl RequiredUrl => Url ?? throw FoundationErrors.Configuration.Error(
        $"Environment {Name} has no database.",
        "Neither `database_url` nor `database` is set in its file.",
        "Add `database_url: ${DATABASE_URL}` to the environment file.");

    /// <summary>The URL for migrations: <see cref="DirectUrl"/>, otherwise the database itself.</summary>
    /// <exception cref="ToolException">The file names neither.</exception>
    public DatabaseUrl MigrationUrl => DirectUrl ?? RequiredUrl;

    /// <summary>The migrations, of a directory that has to exist.</summary>
    /// <exception cref="ToolException">The directory is missing (<c>CONF-MIG-020</c>), or its files form no pairs.</exception>
    public MigrationSet LoadMigrations() => MigrationSet.Load(MigrationsDirectory);

    /// <summary>The migrations, for work that is possible without any: none when the default directory does not exist yet.
    /// A configured one must exist.</summary>
    /// <exception cref="ToolException">A directory that is not the usual one is missing (<c>CONF-MIG-020</c>), or its files form no pairs.</exception>
    public MigrationSet LoadMigrationsIfAny() => HasNoMigrationsYet ? MigrationSet.None(MigrationsDirectory) : LoadMigrations();

    /// <summary>True when the migrations directory is the default one and does not exist yet.</summary>
    public bool HasNoMigrationsYet => !Directory.Exists(MigrationsDirectory) && MigrationsDirectory == Path.GetFullPath(UsualMigrations, Root);

    /// <summary>Every <c>.sql</c> file of the schema and of the migrations; the default directories may not exist yet.</summary>
    /// <exception cref="ToolException">A directory that the file names is missing.</exception>
    public IReadOnlyList<string> FilesToCheck
    {
        get
        {
            var usual = Path.GetFullPath(UsualSchema, Root);
            var schema = SchemaFiles with { Directories = [.. SchemaFiles.Directories.Select(d => d.Path == usual ? d with { IsOptional = true } : d)] };
            if (HasNoMigrationsYet) return schema.Find();
            if (!Directory.Exists(MigrationsDirectory)) throw MigrationErrors.NoDirectory(MigrationsDirectory);
            return [.. schema.Find().Union(new SchemaFiles(MigrationsDirectory).Find(), StringComparer.Ordinal)];
        }
    }

    // A major version is no path.
    private static string? ShadowOf(string? wish, string root) => wish?.Contains('/', StringComparison.Ordinal) == true ? Path.GetFullPath(wish, root) : wish;

    private static ComparisonScope ComparisonOf(ConfigurationMap? map) =>
        new(map?.TextList("ignore") ?? [], map?.Flag("owners", true) ?? true, map?.Flag("grants", true) ?? true);

    private static LedgerTable LedgerOf(ConfigurationMap? migration)
    {
        if (migration?.OptionalText("tracking_table") is not { } text) return LedgerTable.Default;
        try
        {
            return new(QualifiedName.Parse(text));
        }
        catch (FormatException e)
        {
            migration.Mistake("tracking_table", e.Message);
            return LedgerTable.Default;
        }
    }

    // Parsed only after the whole file was checked, so that a bad URL does not hide the other mistakes.
    private static Func<DatabaseUrl>? UrlOf(ConfigurationMap map, string path, string root, Func<string, string?>? variables)
    {
        if (map.Has("database_url") && map.Has("database")) map.Mistake("database", "`database_url` and `database` are both set; keep one");
        if (map.OptionalFilledText("database_url") is { } url) return () => DatabaseUrl.Parse(url, $"{path}: database_url", variables, root);
        if (map.OptionalMap("database") is not { } parts) return null;
        var (host, port) = (parts.Text("host", "localhost"), parts.Integer("port", DefaultPort, 1, 65535));
        var (database, user, password) = (parts.Text("database"), parts.Text("user", SystemUser.Name), parts.OptionalText("password"));
        return () => DatabaseUrl.Of(host, port, database, user, password);
    }
}

/// <summary>What comparisons of schemas exclude.</summary>
/// <param name="Ignore">Patterns of <c>schema.name</c> with <c>*</c> and <c>?</c>.</param>
/// <param name="Owners">False to exclude owners.</param>
/// <param name="Grants">False to exclude grants and default privileges.</param>
public sealed record ComparisonScope(IReadOnlyList<string> Ignore, bool Owners, bool Grants);
