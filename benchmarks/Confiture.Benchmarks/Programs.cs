using System.Diagnostics;
using Confiture.Postgres;

namespace Confiture.Benchmarks;

/// <summary>Where the programs are that are measured. All are the executables themselves: no wrapper in a scripting language is among them.</summary>
internal sealed class Programs(string repository, PostgresBinaries server)
{
    public string Confiture => Path.Combine(repository, "artifacts/bin/confiture");

    public string Fraisier => Path.Combine(repository, "artifacts/bin/fraisier");

    /// <summary>The server programs, for the servers that rows start.</summary>
    public PostgresBinaries Server => server;

    // What Debian puts on PATH is a script that looks for the newest version and costs more than a small run of psql.
    public string Psql { get; } = OfPostgres(server, "psql");

    public string PgDump { get; } = OfPostgres(server, "pg_dump");

    public string Dbmate { get; } = Packaged(repository, "@dbmate/*/bin/dbmate");

    public string Squawk { get; } = Packaged(repository, "@squawk-cli/*/bin/squawk");

    public string Sqitch => "sqitch";

    public static async Task<Programs> FindAsync(string repository) => new(repository, await PostgresBinaries.FindAsync(null, CancellationToken.None));

    /// <summary>Who takes part, with versions.</summary>
    public async Task<IReadOnlyList<string>> VersionsAsync()
    {
        List<string> versions = [];
        foreach (var program in (string[])[Confiture, Psql, Dbmate, Sqitch, Squawk])
        {
            var output = (await ChildTime.RunAsync(new ProcessStartInfo(program, ["--version"]))).Output.Trim();
            versions.Add(output.StartsWith(Path.GetFileName(program), StringComparison.Ordinal) ? output : $"{Path.GetFileName(program)} {output}");
        }

        return versions;
    }

    private static string OfPostgres(PostgresBinaries server, string program)
    {
        // Servers that come as a package of npm lack the programs of clients; a newer pg_dump reads an older server.
        const string debian = "/usr/lib/postgresql";
        var directories = Directory.Exists(debian) ? Directory.GetDirectories(debian) : Array.Empty<string>();
        return directories
            .OrderByDescending(directory => int.TryParse(Path.GetFileName(directory), out var major) ? major : 0)
            .Select(directory => Path.Combine(directory, "bin", program))
            .Prepend(server.Program(program)).FirstOrDefault(File.Exists) ?? program;
    }

    // A package of npm brings the executable for this machine in a package of its own.
    private static string Packaged(string repository, string pattern)
    {
        var (scope, rest) = (pattern.Split('/')[0], pattern.Split('*')[1].TrimStart('/'));
        var directory = Path.Combine(repository, "artifacts/peers/node_modules", scope);
        var found = Directory.Exists(directory) ? Directory.GetDirectories(directory).Select(d => Path.Combine(d, rest)).FirstOrDefault(File.Exists) : null;
        return found ?? Path.Combine(directory, "*", rest);
    }
}
