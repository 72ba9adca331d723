using System.CommandLine;
using Confiture.Migrations;

namespace Confiture.Cli.Commands;

/// <summary>Where the project's files are: the options of every command that works on an environment. Relative paths count from the current directory.</summary>
internal sealed class ProjectOptions
{
    private readonly Option<string?> environment = new("--env", "-e") { Description = "The environment: db/environments/NAME.yaml (default: local)", HelpName = "NAME" };
    private readonly Option<string?> file = new("--config") { Description = "The environment's file, wherever it is", HelpName = "FILE" };
    private readonly Option<string?> migrations = new("--migrations-dir") { Description = "The directory with migrations, instead of the configured one", HelpName = "DIR" };

    public ProjectOptions(Command command)
    {
        command.Add(environment);
        command.Add(file);
        command.Add(migrations);
    }

    /// <summary>The environment, with the database in it.</summary>
    public ConfitureEnvironment Environment(ParseResult arguments) => Load(arguments, readDatabase: true);

    /// <summary>All environments of the project.</summary>
    public static EnvironmentFiles Environments => EnvironmentFiles.Of(Directory.GetCurrentDirectory());

    /// <summary>The environment for a command that works without its database; no variable of it needs to be set.</summary>
    public ConfitureEnvironment EnvironmentWithoutDatabase(ParseResult arguments) => Load(arguments, readDatabase: false);

    /// <summary>As <see cref="EnvironmentWithoutDatabase"/>, and where no environment is named and there is no file for the usual one, what counts without a file.</summary>
    public ConfitureEnvironment EnvironmentOrDefault(ParseResult arguments)
    {
        if (arguments.GetValue(environment) is not null || arguments.GetValue(file) is not null || Environments.Names.Contains(EnvironmentFiles.DefaultName)) return EnvironmentWithoutDatabase(arguments);
        var found = ConfitureEnvironment.Default(EnvironmentFiles.DefaultName, Directory.GetCurrentDirectory());
        return arguments.GetValue(migrations) is { } directory ? found with { MigrationsDirectory = Path.GetFullPath(directory) } : found;
    }

    /// <summary>The directory with migrations; no variable of the database needs to be set.</summary>
    public string MigrationsDirectory(ParseResult arguments) =>
        arguments.GetValue(migrations) is { } directory ? Path.GetFullPath(directory) : Load(arguments, readDatabase: false).MigrationsDirectory;

    /// <summary>The runner of an environment's migrations.</summary>
    public Migrator Migrator(ParseResult arguments, IMigrationObserver observer)
    {
        var found = Environment(arguments);
        return new(found.MigrationUrl, new Lazy<MigrationSet>(() => MigrationSet.Load(found.MigrationsDirectory)), Options(found) with { Observer = observer });
    }

    public static MigratorOptions Options(ConfitureEnvironment environment) => new() { Ledger = environment.Ledger, LockWait = environment.LockWait };

    private ConfitureEnvironment Load(ParseResult arguments, bool readDatabase)
    {
        var found = Environments.Load(arguments.GetValue(environment), arguments.GetValue(file), readDatabase);
        return arguments.GetValue(migrations) is { } directory ? found with { MigrationsDirectory = Path.GetFullPath(directory) } : found;
    }
}
