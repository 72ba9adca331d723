using System.Diagnostics;
using Confiture.Benchmarks.Workloads;
using Confiture.Postgres;

namespace Confiture.Benchmarks.Rows;

/// <summary>The command lines of other runners of migrations, and what every contender is asked afterwards.</summary>
internal static class Peers
{
    // It has a word of its own for the directory of a socket. Without a dump of the schema, which nobody else makes.
    public static ProcessStartInfo Dbmate(Stage stage, SmallMigrations files, DatabaseUrl url, string command)
    {
        var itsUrl = $"postgres://{url.User}@/{url.Database}?socket={Uri.EscapeDataString(url.Host)}&port={url.Port}&sslmode=disable";
        return Arena.With(url, stage.Programs.Dbmate, ["--url", itsUrl, "--no-dump-schema", "--migrations-dir", files.DbmateDirectory, command], files.Root);
    }

    public static ProcessStartInfo Sqitch(Stage stage, SmallMigrations files, DatabaseUrl url, string command) =>
        Arena.With(url, stage.Programs.Sqitch, [command, "--client", stage.Programs.Psql, $"db:pg:{url.Database}"], files.Root);

    /// <summary>Fails when a program did not say what it has to say when it has done its work.</summary>
    public static Task SaysAsync(Finished finished, params IEnumerable<string> words)
    {
        var missing = words.Where(word => !finished.Output.Contains(word, StringComparison.Ordinal)).ToList();
        return missing.Count == 0 ? Task.CompletedTask : throw new NotDoneException($"the output does not say {string.Join(", ", missing)}");
    }
}
