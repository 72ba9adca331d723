using System.CommandLine;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>The command tree.</summary>
internal sealed class ConfitureCommand : RootCommand
{
    public ConfitureCommand()
        : base("Owns a PostgreSQL schema: builds it from DDL files and changes it by migrations")
    {
        Add(new InitCommand());
        Add(new BuildCommand());
        Add(new DiffCommand());
        Add(new DriftCommand());
        Add(new Command("migrate", "Writes, applies and takes back migrations")
        {
            new MigrateGenerateCommand(),
            new MigrateUpCommand(),
            new MigrateDownCommand(),
            new MigrateStatusCommand(),
            new MigrateRepairCommand(),
        });
        Add(new LintCommand());
        Add(new Command("postgres", "Installs and runs PostgreSQL servers for development and tests")
        {
            new PostgresInstallCommand(),
            new PostgresRunCommand(),
            new PostgresListCommand(),
        });
        Add(new CompletionCommand());
    }
}
