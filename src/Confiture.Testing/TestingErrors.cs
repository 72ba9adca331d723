using Confiture.Migrations;
using Foundation.Errors;

namespace Confiture.Testing;

/// <summary>The errors of databases for tests as data.</summary>
public static class TestingErrors
{
    /// <summary>A sandbox has no migration to apply, or none to roll back.</summary>
    public static readonly ErrorCode NoMigration = new("CONF-TST-001", ExitCode.Usage, "A sandbox has no migration to apply or to roll back");

    internal static ToolException NothingAfter(string? version, MigrationSet set) => NoMigration.Error(
        version is null ? $"There is no migration in {set.Directory}." : $"There is no migration after {version}.",
        set.Migrations.Count == 0 ? "The directory contains no migrations." : $"The newest one is {set.Migrations[^1]}, and the sandbox has it.",
        "Start the sandbox at the version before the migration that you test.");

    internal static ToolException NothingBefore() => NoMigration.Error(
        "The sandbox has no migration to roll back.",
        "It started before the first migration, and all that were applied in it were rolled back.",
        "Call UpAsync first, or start the sandbox at a version.");
}
