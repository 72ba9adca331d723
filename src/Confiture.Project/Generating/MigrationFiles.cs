using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Confiture.Migrations;
using Confiture.Schema;
using Confiture.Sql;
using Foundation.Files;
using Foundation.Processes;

namespace Confiture.Project;

/// <summary>Names and writes the two files of new migrations.</summary>
public static partial class MigrationFiles
{
    private const int LongestName = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private const string VersionFormat = "yyyyMMddHHmmss";

    /// <summary>Versions and names for migrations that do one thing together, each later than all that are there.</summary>
    /// <param name="directory">The migrations directory; it may be missing.</param>
    /// <param name="title">What they do, in words; spaces and dashes become underscores.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Foundation.Errors.ToolException">The title contains nothing usable for a file name.</exception>
    public static Func<IEnumerator<(string Version, string Name)>> Names(string directory, string title, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var (name, version) = (NameOf(title),
            NextVersion(Directory.Exists(directory) ? MigrationSet.Load(directory) : MigrationSet.None(directory), time.GetUtcNow()));
        return () => Numbered(version, name).GetEnumerator();
    }

    /// <summary>Creates an empty pair of files whose version is later than all others in the directory.</summary>
    /// <param name="directory">The migrations directory; made when it is missing.</param>
    /// <param name="title">What the migration does, in words; spaces and dashes become underscores.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait for a second that is free.</param>
    /// <returns>The paths of the up file and of the down file.</returns>
    /// <exception cref="Foundation.Errors.ToolException">The title contains nothing usable for a file name.</exception>
    public static async Task<(string Up, string Down)> CreateEmptyAsync(string directory, string title, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(time);
        var name = NameOf(title);
        using var alone = await LockAsync(directory, time, cancellation);
        var (up, down) = PathsOf(directory, await FirstVersionAsync(directory, 1, time, cancellation), name);
        WriteAll(
            directory,
            [
                (up, $"{SqlComment.Of(title.Trim())}\n"),
                (down, $"{SqlComment.Of($"Rolls back {Path.GetFileName(up)}. Without a statement in this file, the migration is irreversible.")}\n"),
            ]);
        return (up, down);
    }

    /// <summary>Writes new migrations: all of their files, or none. Their versions end with the present second, so that none lies in the future.</summary>
    /// <param name="directory">The migrations directory; made when it is missing.</param>
    /// <param name="migrations">The migrations; they get new versions, in the same order.</param>
    /// <param name="style">Online or offline.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait for a second that is free.</param>
    /// <returns>The paths of the up files and of the down files.</returns>
    public static async Task<IReadOnlyList<(string Up, string Down)>> WriteNewAsync(
        string directory, IReadOnlyList<GeneratedMigration> migrations, PlanStyle style, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        ArgumentNullException.ThrowIfNull(time);
        if (migrations.Count == 0) return [];
        using var alone = await LockAsync(directory, time, cancellation);
        var version = await FirstVersionAsync(directory, migrations.Count, time, cancellation);
        List<GeneratedMigration> dated = [];
        foreach (var migration in migrations)
        {
            dated.Add(migration with { Version = version });
            version = After(version);
        }

        return Write(directory, dated, style);
    }

    /// <summary>Writes migrations: all of their files, or none.</summary>
    /// <param name="directory">The migrations directory; made when it is missing.</param>
    /// <param name="style">Online or offline.</param>
    /// <returns>The paths of the up files and of the down files.</returns>
    public static IReadOnlyList<(string Up, string Down)> Write(string directory, IReadOnlyList<GeneratedMigration> migrations, PlanStyle style)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        IReadOnlyList<(string Up, string Down)> paths = [.. migrations.Select(m => PathsOf(directory, m.Version, m.Name))];
        WriteAll(directory, [.. migrations.Zip(paths)
            .SelectMany(pair => ((string, string)[])[(pair.Second.Up, pair.First.UpText(style)), (pair.Second.Down, pair.First.DownText(style))])]);
        return paths;
    }

    internal static void Write(string directory, GeneratedMigration migration, PlanStyle style) => Write(directory, [migration], style);

    internal static string NameOf(string title)
    {
        var name = NotForNames().Replace(title.Trim().ToLowerInvariant(), "_").Trim('_');
        return name.Length is 0 or > LongestName ? throw MigrationErrors.BadName(title) : name;
    }

    private static IEnumerable<(string, string)> Numbered(string version, string name)
    {
        for (var number = 1; ; number++)
        {
            yield return (version, number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{number}"));
            version = After(version);
        }
    }

    // Two processes in one second would otherwise choose the same version. The lock is of the directory itself: it leaves no file behind.
    private static async Task<IDisposable> LockAsync(string directory, TimeProvider time, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(directory))))[..16];
        return await FileLock.TakeAsync(Path.Combine(Path.GetTempPath(), $"confiture-{SystemUser.Name}-{mark}.lock"), LongestWait, time, cancellation);
    }

    // So many seconds up to now, and after the newest there is. Where that is not over yet the wait is a short one; a newest version that lies far in
    // the future, by a clock that was wrong, cannot be waited for, and what comes before it would be out of order.
    private static async Task<string> FirstVersionAsync(string directory, int count, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var first = now.AddSeconds(1 - count).ToString(VersionFormat, CultureInfo.InvariantCulture);
        if (MigrationSet.Load(directory).Migrations is not [.., { Version: var newest }] || string.CompareOrdinal(first, newest) > 0) return first;
        var next = After(newest);
        if (!DateTimeOffset.TryParseExact(next, VersionFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)) return next;
        var wait = start.AddSeconds(count - 1) - now;
        if (wait > TimeSpan.Zero && wait <= LongestWait) await Task.Delay(wait, time, cancellation);
        return next;
    }

    // Two in one second, or a clock that lags behind a colleague's: one second after the newest keeps the order.
    private static string NextVersion(MigrationSet present, DateTimeOffset now)
    {
        var version = now.ToString(VersionFormat, CultureInfo.InvariantCulture);
        var newest = present.Migrations.Count == 0 ? string.Empty : present.Migrations[^1].Version;
        return string.CompareOrdinal(version, newest) > 0 ? version : After(newest);
    }

    private static string After(string version) =>
        DateTime.TryParseExact(version, VersionFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.AddSeconds(1).ToString(VersionFormat, CultureInfo.InvariantCulture)
            : (long.Parse(version, CultureInfo.InvariantCulture) + 1).ToString("D14", CultureInfo.InvariantCulture);

    internal static (string Up, string Down) PathsOf(string directory, string version, string name) =>
        (Path.Combine(directory, $"{version}_{name}.up.sql"), Path.Combine(directory, $"{version}_{name}.down.sql"));

    private static void WriteAll(string directory, IReadOnlyList<(string Path, string Text)> files)
    {
        Directory.CreateDirectory(directory);
        List<string> written = [];
        try
        {
            foreach (var (path, text) in files)
            {
                using var stream = new FileStream(path, FileMode.CreateNew);
                written.Add(path);
                using var writer = new StreamWriter(stream);
                writer.Write(text);
            }
        }
        catch
        {
            foreach (var path in written) File.Delete(path);
            throw;
        }
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotForNames();
}
