using System.Globalization;
using Confiture.Postgres;
using Foundation.Processes;

namespace Confiture.Schema.Tests;

/// <summary>PostgreSQL's own program for writing a schema down: eyes other than ours.</summary>
internal static class PgDump
{
    // What stands on PATH in Debian is a Perl program that looks for the real one, for as long as the real one runs.
    private static readonly string Program = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateFiles("/usr/lib/postgresql", "pg_dump", SearchOption.AllDirectories).MaxBy(VersionIn) ?? "pg_dump" : "pg_dump";

    /// <summary>The newest server that it can read.</summary>
    internal static int Version { get; } = VersionIn(Program);

    internal static async Task<string> OfAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        // The commands of psql among its output are of no interest, and the name of the database stands in what it prints of settings.
        var text = await new CommandRunner().OutputOfAsync(Command.Of(Program, "--schema-only", "--create", "-d", url.ToSecretString()), cancellation);
        return Dump.Normalised(text.Replace(url.Database, "pair", StringComparison.Ordinal));
    }

    private static int VersionIn(string path) => path.Split('/') is [.., var version, "bin", _]
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : PairRuns.Reference;
}
