using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Migrations;

/// <summary>The errors of seeds as data.</summary>
public static class SeedErrors
{
    /// <summary>A seed file failed.</summary>
    public static readonly ErrorCode Failed = new("CONF-SED-001", ExitCode.RolledBack, "A seed file failed");

    /// <summary>A seed file was changed after it was applied.</summary>
    public static readonly ErrorCode Changed = new("CONF-SED-002", ExitCode.StateMismatch, "A seed file was changed after it was applied");

    /// <summary>There are no seed files.</summary>
    public static readonly ErrorCode None = new("CONF-SED-003", ExitCode.Usage, "There are no seed files");

    /// <summary>Rows are generated for a table that is not there, or is none.</summary>
    public static readonly ErrorCode NoTable = new("CONF-SED-004", ExitCode.Usage, "There is no such table");

    /// <summary>No generated value satisfies a check, a type or a trigger.</summary>
    public static readonly ErrorCode NoValue = new("CONF-SED-005", ExitCode.Failed, "No value can be generated");

    /// <summary>A table cannot have as many different rows.</summary>
    public static readonly ErrorCode TooFew = new("CONF-SED-006", ExitCode.Failed, "There are not enough different rows");

    /// <summary>Tables refer to each other so that no first row is possible.</summary>
    public static readonly ErrorCode Circle = new("CONF-SED-007", ExitCode.Failed, "Tables require each other's rows");

    /// <summary>The error of an environment without seed files.</summary>
    /// <param name="seeds">Where they were looked for.</param>
    public static ToolException NoFiles(SeedSet seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        return None.Error(
            $"No .sql files found in {string.Join(", ", seeds.Directories)}.",
            "Seeds are .sql files with rows: those in db/seeds/common, then those of the environment.",
            $"Add one, for example {seeds.Directories[0]}/10_countries.sql, or name other directories under `seeds` in the environment file.");
    }

    internal static ToolException NoDirectory(string directory) => None.Error(
        $"{directory} does not exist.", "`seeds` of the environment names it.",
        $"Correct `seeds`, or create the directory: `mkdir -p {ShellWord.Of(directory)}`");

    internal static ToolException ChangedAfterwards(IReadOnlyList<SeedFile> files) => Changed.Error(
        $"{string.Join(", ", files)} {(files.Count == 1 ? "was" : "were")} changed after being applied.",
        "Applying a seed again may insert its rows twice, so it is done only on request. Nothing was applied.",
        "If the files can run again (INSERT ... ON CONFLICT), run `confiture seed apply --reapply`; otherwise add the new rows in a new file.");

    internal static ToolException Of(SeedFile file, ScriptException e, int before, SeedOccasion occasion) => Failed.Error(
        $"{e.Place}: {e.Server.Text} (SQLSTATE {e.Server.SqlState}).", Kept(file, before, occasion),
        SeedAdvice.For(e.Server.SqlState, file, occasion), e).With(e.Details);

    internal static ToolException AtEnd(SeedFile file, ServerException e, int before, SeedOccasion occasion) => Failed.Error(
        $"{file}: {e.Server.Text} (SQLSTATE {e.SqlState}).", Kept(file, before, occasion), SeedAdvice.For(e.SqlState, file, occasion), e);

    private static string Kept(SeedFile file, int before, SeedOccasion occasion) => occasion == SeedOccasion.Build
        ? $"{file} was rolled back. A database that this build created is dropped; one that was there keeps what was built before."
        : before == 0
        ? $"{file} was rolled back; no seed was applied." : $"{file} was rolled back; the {before} before it are applied.";
}
