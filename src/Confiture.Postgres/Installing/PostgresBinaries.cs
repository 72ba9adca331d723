using System.Globalization;
using Foundation.Errors;

namespace Confiture.Postgres;

/// <summary>The server programs of one PostgreSQL version: initdb, pg_ctl and postgres in one directory.</summary>
/// <param name="Directory">The directory, with symbolic links resolved.</param>
/// <param name="Version">Major and minor version; a beta counts as minor 0.</param>
public sealed record PostgresBinaries(string Directory, Version Version)
{
    /// <summary>The environment variable that chooses the programs: a directory or a major version.</summary>
    public const string Variable = "CONFITURE_POSTGRES";

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    /// <summary>
    /// Finds server programs: what <paramref name="setting"/> (or else <c>CONFITURE_POSTGRES</c>) asks for; without a wish the first of PATH,
    /// Debian's directories (newest first), Homebrew's, and those that <see cref="PostgresInstaller"/> put into the cache.
    /// </summary>
    /// <param name="setting">A directory that holds the programs, a major version such as <c>16</c>, or null for no wish.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ToolException"><c>CONF-PG-020</c>: nothing fits.</exception>
    public static async Task<PostgresBinaries> FindAsync(string? setting, CancellationToken cancellation)
    {
        var wish = setting ?? Environment.GetEnvironmentVariable(Variable);
        if (wish is { Length: > 0 } && wish.Contains('/', StringComparison.Ordinal))
            return await InAsync(Path.GetFullPath(wish), cancellation) ?? throw NotInDirectory(wish);
        if (wish is { Length: > 0 } && !int.TryParse(wish, NumberStyles.None, CultureInfo.InvariantCulture, out _)) throw NotInDirectory(wish);
        List<string> seen = [];
        foreach (var directory in Candidates())
        {
            if (await InAsync(directory, cancellation) is not { } found) continue;
            if (wish is not { Length: > 0 } || found.Version.Major.ToString(CultureInfo.InvariantCulture) == wish) return found;
            seen.Add($"{found.Version} in {found.Directory}");
        }

        throw Missing(wish, seen);
    }

    /// <summary>All server programs of this machine, in search order.</summary>
    public static async Task<IReadOnlyList<PostgresBinaries>> FindAllAsync(CancellationToken cancellation)
    {
        List<PostgresBinaries> all = [];
        foreach (var directory in Candidates())
        {
            if (await InAsync(directory, cancellation) is { } found) all.Add(found);
        }

        return all;
    }

    /// <summary>The full path of one of the programs.</summary>
    public string Program(string program) => Path.Combine(Directory, program);

    /// <summary>The programs in a directory, or null when it does not hold all of them or they do not run.</summary>
    internal static async Task<PostgresBinaries?> InAsync(string directory, CancellationToken cancellation)
    {
        if (!HasPrograms(directory)) return null;
        return await ProgramVersion.OfAsync(Path.Combine(directory, "postgres"), cancellation) is { } version ? new(directory, version) : null;
    }

    private static IEnumerable<string> Candidates() => Sources().Where(HasPrograms).Select(Resolved).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Sources() =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. Numbered("/usr/lib/postgresql", string.Empty).Select(directory => Path.Combine(directory, "bin")),
        .. Numbered("/opt/homebrew/opt", "postgresql@").Select(directory => Path.Combine(directory, "bin")),
        .. Numbered("/usr/local/opt", "postgresql@").Select(directory => Path.Combine(directory, "bin")),
        .. Numbered(PostgresCache.Servers, string.Empty).Select(PostgresCache.ProgramsIn),
    ];

    private static IEnumerable<string> Numbered(string parent, string prefix) => !System.IO.Directory.Exists(parent) ? [] :
        from directory in System.IO.Directory.EnumerateDirectories(parent, prefix + "*")
        let number = int.TryParse(Path.GetFileName(directory)[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0
        where number > 0
        orderby number descending
        select directory;

    private static bool HasPrograms(string directory) => Path.IsPathRooted(directory) && Programs.All(program => File.Exists(Path.Combine(directory, program)));

    // PATH may hold links to single programs, while the server looks for its libraries next to the real file.
    private static string Resolved(string directory)
    {
        var program = Path.Combine(directory, "postgres");
        return Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)!;
    }

    private static ToolException NotInDirectory(string wish) => PostgresErrors.BinariesMissing.Error(
        $"`{wish}` contains no PostgreSQL server programs.",
        $"It is neither a major version nor a directory with working programs {string.Join(", ", Programs)}.",
        $"Set {Variable} to a major version such as {PostgresInstaller.DefaultMajor}, "
            + $"or to a directory such as /usr/lib/postgresql/{PostgresInstaller.DefaultMajor}/bin.");

    private static ToolException Missing(string? wish, List<string> seen) => PostgresErrors.BinariesMissing.Error(
        wish is { Length: > 0 } ? $"PostgreSQL {wish} is not installed on this machine." : "No PostgreSQL server programs are installed on this machine.",
        seen.Count > 0 ? $"Found: {string.Join("; ", seen)}." : "Searched PATH, /usr/lib/postgresql, Homebrew's directories and the cache of `confiture "
            + "postgres install`.",
        Installable(wish) is { } major
            ? $"Run `confiture postgres install {major}`, or install that version with your system's package manager."
            : $"Install it with your system's package manager and set {Variable} to its program directory, or use one of the versions "
                + $"{string.Join(", ", PostgresPackage.Majors)}.");

    private static string? Installable(string? wish) =>
        wish is not { Length: > 0 } ? $"{PostgresInstaller.DefaultMajor}" : PostgresPackage.Majors.Any(m => $"{m}" == wish) ? wish : null;
}
