using System.CommandLine;
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Project;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>
/// Where the project's files and its database are: the options of every command that works on an environment. The project is found from any directory
/// in it, and relative paths in its files count from its root; paths on the command line count from the present directory.
/// </summary>
internal sealed class ProjectOptions
{
    private const string Variable = "DATABASE_URL";

    private readonly Option<string?> environment = new("--env", "-e")
    {
        Description = "Environment: db/environments/NAME.yaml (default: local)",
        HelpName = "NAME",
    };

    private readonly Option<string?> file = new("--config")
    {
        Description = "Path of the environment file",
        HelpName = "FILE",
    };

    private readonly Option<string?> url = new("--url")
    {
        Description = "Database URL (overrides the environment file; unlike DATABASE_URL, visible in process listings)",
        HelpName = "URL",
    };

    private readonly Option<string?> directory = new("--project-dir")
    {
        Description = "Project directory (default: the nearest one at or above the current directory)",
        HelpName = "DIR",
    };

    private readonly Option<string[]> schema = new("--schema-dir")
    {
        Description = "Directory with DDL files (overrides the configuration; repeatable)",
        HelpName = "DIR",
    };

    private readonly Option<string?> migrations = new("--migrations-dir")
    {
        Description = "Migrations directory (overrides the configuration)",
        HelpName = "DIR",
    };

    public ProjectOptions(Command command)
    {
        foreach (var option in (Option[])[environment, file, url, directory, schema, migrations]) command.Add(option);
        environment.CompletionSources.Add(context => Completion.Words(() => ProjectOf(context.ParseResult).Environments.Names));
    }

    /// <summary>The environment, with the database in it.</summary>
    public ConfitureEnvironment Environment(ParseResult arguments, Output output) => Told(Load(arguments, readDatabase: true), output);

    /// <summary>The environment for a command that works without its database; no variable of it needs to be set.</summary>
    public ConfitureEnvironment EnvironmentWithoutDatabase(ParseResult arguments, Output output) => Told(Load(arguments, readDatabase: false), output);

    /// <summary>
    /// As <see cref="EnvironmentWithoutDatabase"/>, but with defaults when no environment is named and the default one has no file.
    /// </summary>
    public ConfitureEnvironment EnvironmentOrDefault(ParseResult arguments, Output output) => Told(LoadOrDefault(arguments), output);

    /// <summary>What reads lists of databases: their names count from the environment's server, which is asked for only when a name needs it.</summary>
    public TargetFile TargetFile(ParseResult arguments)
    {
        var found = ProjectOf(arguments);
        return new(new(() => Server(arguments)), found.Variables, found.Root);
    }

    /// <summary>The database that migrations of the environment use, and with it the server.</summary>
    public DatabaseUrl Server(ParseResult arguments) => Load(arguments, readDatabase: true).MigrationUrl;

    /// <summary>Parses the names of schemas on the command line.</summary>
    public OriginParser Origins(ParseResult arguments, ConfitureEnvironment found)
    {
        var project = ProjectOf(arguments);
        return new(found, project.Environments, project.Variables);
    }

    /// <summary>The runner of an environment's migrations.</summary>
    public Migrator Migrator(ParseResult arguments, Output output, IMigrationObserver observer, Func<MigratorOptions, MigratorOptions>? with = null)
    {
        var found = Environment(arguments, output);
        var options = Options(found) with { Observer = observer };
        return new(found.MigrationUrl, new Lazy<MigrationSet>(found.LoadMigrations), with is null ? options : with(options));
    }

    /// <summary>Reports that a project has no migrations at all; otherwise prints the given message.</summary>
    public void SayNothing(ParseResult arguments, Output output, string otherwise)
    {
        var found = Load(arguments, readDatabase: false).MigrationsDirectory;
        var isEmpty = !Directory.EnumerateFiles(found, "*.sql").Any();
        output.Say(isEmpty ? $"{otherwise} {found} is empty; run `confiture migrate generate --empty first_change` to create a migration." : otherwise);
    }

    public static MigratorOptions Options(ConfitureEnvironment environment) => new()
    {
        Ledger = environment.Ledger, LockWait = environment.LockWait, Hooks = environment.Hooks.Load(),
    };

    /// <summary>The versions of the migrations, for completion.</summary>
    public IEnumerable<string> Versions(ParseResult arguments) =>
        Directory.EnumerateFiles(LoadOrDefault(arguments).MigrationsDirectory, "*.up.sql")
            .Select(f => Path.GetFileName(f).Split('_')[0]).Order(StringComparer.Ordinal);

    private ConfitureEnvironment LoadOrDefault(ParseResult arguments)
    {
        var project = ProjectOf(arguments);
        return UsesFile(arguments, project)
            ? Load(arguments, readDatabase: false)
            : WithDirectories(arguments, ConfitureEnvironment.Default(EnvironmentFiles.DefaultName, project.Root));
    }

    private static ConfitureEnvironment Told(ConfitureEnvironment found, Output output)
    {
        if (found.Notes.Count > 0)
            output.Warn($"environment {found.Name} has keys without a meaning here:\n{string.Join('\n', found.Notes.Select(note => $"  {note}"))}");
        return found;
    }

    private ProjectDirectory ProjectOf(ParseResult arguments)
    {
        if (arguments.GetValue(directory) is { } named) return ProjectDirectory.At(named, directory.Name);
        var present = Directory.GetCurrentDirectory();
        return arguments.GetValue(file) is { } path ? ProjectDirectory.OfFile(path, present) : ProjectDirectory.Find(present);
    }

    private bool UsesFile(ParseResult arguments, ProjectDirectory project) =>
        arguments.GetValue(environment) is not null || arguments.GetValue(file) is not null
        || project.Environments.Names.Contains(EnvironmentFiles.DefaultName);

    private ConfitureEnvironment Load(ParseResult arguments, bool readDatabase)
    {
        var project = ProjectOf(arguments);
        var given = readDatabase ? arguments.GetValue(url) : null;
        var found = UsesFile(arguments, project)
            ? project.Environments.Load(arguments.GetValue(environment), arguments.GetValue(file), readDatabase && given is null, project.Variables)
            : WithoutFile(arguments, project, readDatabase && given is null);
        if (given is not null) found = found with { Url = DatabaseUrl.Parse(given, url.Name, project.Variables) };
        return WithDirectories(arguments, found);
    }

    // As in other tools. A project with environments must choose one, because their ledgers may differ.
    private ConfitureEnvironment WithoutFile(ParseResult arguments, ProjectDirectory project, bool readDatabase)
    {
        var isPlaced = project.IsFound || arguments.GetValue(directory) is not null
            || arguments.GetValue(migrations) is not null || arguments.GetValue(schema) is { Length: > 0 };
        if (!isPlaced) throw project.Missing();
        if (project.Environments.Names.Count > 0) throw project.Environments.Missing(EnvironmentFiles.DefaultName);
        var found = ConfitureEnvironment.Default(EnvironmentFiles.DefaultName, project.Root);
        return !readDatabase ? found : project.Variables(Variable) switch
        {
            { Length: > 0 } text => found with { Url = DatabaseUrl.Parse(text, Variable, project.Variables) },
            null => throw project.Environments.Missing(EnvironmentFiles.DefaultName),
            _ => throw FoundationErrors.UnsetVariable.Error(
                $"{Variable} is set but empty.",
                $"{project.Root} has no environment file, so {Variable} must name the database; the process environment overrides .env.",
                $"Set it, for example `export {Variable}=postgresql://localhost/postgres`."),
        };
    }

    private ConfitureEnvironment WithDirectories(ParseResult arguments, ConfitureEnvironment found) => found with
    {
        SchemaFiles = arguments.GetValue(schema) is { Length: > 0 } named
            ? new(named.Select(d => ProjectDirectory.Required(d, schema.Name)))
            : found.SchemaFiles,
        MigrationsDirectory = arguments.GetValue(migrations) is { } one ? ProjectDirectory.Required(one, migrations.Name) : found.MigrationsDirectory,
    };
}
