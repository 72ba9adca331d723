using System.CommandLine;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>The command tree.</summary>
internal sealed class ConfitureCommand : RootCommand
{
    public ConfitureCommand()
        : base("Manage a PostgreSQL schema: build it from DDL files, change it with migrations")
    {
        Add(new InitCommand());
        Add(new BuildCommand());
        Add(new RebuildCommand());
        Add(new DiffCommand());
        Add(new DriftCommand());
        Add(Migrate);
        Add(Seed);
        Add(new LintCommand());
        Add(new CheckCommand());
        Add(Postgres);
        Add(new CompletionCommand());
    }

    private static Command Migrate => new("migrate", "Generate, apply and roll back migrations")
    {
        new MigrateGenerateCommand(),
        new MigrateWizardCommand(),
        new MigrateUpCommand(),
        new MigrateDownCommand(),
        new MigrateStatusCommand(),
        new MigrateCurrentCommand(),
        new MigrateHistoryCommand(),
        new MigrateBaselineCommand(),
        new MigrateRepairCommand(),
        new MigrateVerifyCommand(),
        new MigrateSquashCommand(),
        new MigrateAdoptCommand(),
        new MigrateValidateCommand(),
        new MigratePreflightCommand(),
    };

    private static Command Seed => new("seed", "Apply, check and generate seed files: rows that a database starts with")
    {
        new SeedApplyCommand(),
        new SeedValidateCommand(),
        new SeedGenerateCommand(),
    };

    private static Command Postgres => new("postgres", "Install and run PostgreSQL servers for development and tests")
    {
        new PostgresInstallCommand(),
        new PostgresRunCommand(),
        new PostgresListCommand(),
    };
}
