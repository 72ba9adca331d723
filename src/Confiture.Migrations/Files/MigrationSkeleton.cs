using System.Globalization;
using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>Writes the two files of a new migration.</summary>
public static partial class MigrationSkeleton
{
    private const int LongestName = 100;
    private const string VersionFormat = "yyyyMMddHHmmss";

    /// <summary>Creates an empty pair of files whose version is later than all others in the directory.</summary>
    /// <param name="directory">The migrations directory; made when it is missing.</param>
    /// <param name="title">What the migration does, in words; spaces and dashes become underscores.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The paths of the up file and of the down file.</returns>
    /// <exception cref="Foundation.Errors.ToolException">No file name can be made of the title.</exception>
    public static (string Up, string Down) Create(string directory, string title, TimeProvider time)
    {
        var name = NotForNames().Replace(title.Trim().ToLowerInvariant(), "_").Trim('_');
        if (name.Length is 0 or > LongestName) throw MigrationErrors.BadName(title);
        Directory.CreateDirectory(directory);
        var version = NextVersion(MigrationSet.Load(directory), time.GetUtcNow());
        var up = Path.Combine(directory, $"{version}_{name}.up.sql");
        var down = Path.Combine(directory, $"{version}_{name}.down.sql");
        WriteNew(up, $"-- {title.Trim().ReplaceLineEndings(" ")}\n\n");
        WriteNew(down, $"-- Takes back {Path.GetFileName(up)}. Without a statement here the migration counts as irreversible.\n\n");
        return (up, down);
    }

    // Two in one second, or a clock that lags behind a colleague's: one second after the newest keeps the order.
    private static string NextVersion(MigrationSet present, DateTimeOffset now)
    {
        var version = now.ToString(VersionFormat, CultureInfo.InvariantCulture);
        var newest = present.Migrations.Count == 0 ? string.Empty : present.Migrations[^1].Version;
        if (string.CompareOrdinal(version, newest) > 0) return version;
        return DateTime.TryParseExact(newest, VersionFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
            ? last.AddSeconds(1).ToString(VersionFormat, CultureInfo.InvariantCulture)
            : (long.Parse(newest, CultureInfo.InvariantCulture) + 1).ToString("D14", CultureInfo.InvariantCulture);
    }

    private static void WriteNew(string path, string text)
    {
        using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew));
        writer.Write(text);
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotForNames();
}
