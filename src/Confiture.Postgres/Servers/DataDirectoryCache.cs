using System.Security.Cryptography;
using System.Text;
using Foundation.Files;
using Foundation.Processes;

namespace Confiture.Postgres;

/// <summary>Fresh data directories, one per kind of server: initdb takes seconds, a copy of its result a fraction of one.</summary>
internal static class DataDirectoryCache
{
    // Small segments: a fresh server has written next to nothing, and every start copies it.
    // Text sorts by code point on every machine; C.UTF-8 as character type still knows the case of letters beyond ASCII.
    private static readonly string[] InitialOptions = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--wal-segsize=1"];
    private static readonly string[] CharacterTypes = ["--lc-ctype=C.UTF-8", "--lc-ctype=C"];

    // Changes with what is done to a data directory after initdb.
    private const string Form = "without maps";
    private static readonly TimeSpan InitialLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TurnLimit = TimeSpan.FromMinutes(5);

    /// <summary>The command that fills a server's data directory, which exists and is empty.</summary>
    internal static async Task<IReadOnlyList<string>> FillingAsync(
        ServerPlace place, PostgresBinaries binaries, ServerUser user, CancellationToken cancellation)
    {
        var fresh = await FreshAsync(binaries, user, cancellation);
        string[] options = OperatingSystem.IsLinux() ? ["-a", "--reflink=auto"] : ["-cRp"];
        return ["cp", .. options, "--", $"{fresh}/.", place.Data];
    }

    private static async Task<string> FreshAsync(PostgresBinaries binaries, ServerUser user, CancellationToken cancellation)
    {
        var path = Path.Combine(PostgresCache.DataDirectories(ServerRegistry.Root), Key(binaries, user));
        if (Directory.Exists(path)) return path;
        using var turn = await TurnAsync($"{path}.lock", cancellation);
        if (Directory.Exists(path)) return path;
        // A run that was killed here left a draft; under the lock, no other run works on it.
        var draft = $"{path}.new";
        await DeleteAsync(draft, user, cancellation);
        try
        {
            user.MakeDirectories([draft]);
            await InitialiseAsync(draft, binaries, user, cancellation);
            await ThinAsync(draft, user, cancellation);
            DurableFile.Rename(draft, path);
        }
        catch
        {
            await DeleteAsync(draft, user, CancellationToken.None);
            throw;
        }

        return path;
    }

    private static async Task<FileLock> TurnAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await FileLock.TakeAsync(path, TurnLimit, TimeProvider.System, cancellation);
        }
        catch (TimeoutException e)
        {
            throw PostgresErrors.ServerNotStarted.Error("Timed out waiting for another process that is preparing a data directory.", e.Message,
                $"Run `fuser {path}` to find that process, and end it.", e);
        }
    }

    private static async Task InitialiseAsync(string directory, PostgresBinaries binaries, ServerUser user, CancellationToken cancellation)
    {
        CommandResult? result = null;
        foreach (var characterType in CharacterTypes)
        {
            result = await user.RunAsync(Command.Of(binaries.Program("initdb"), [.. InitialOptions, characterType, "-D", directory])
                with { WorkingDirectory = directory, Deadline = InitialLimit }, cancellation);
            if (result.Succeeded) return;
        }

        throw PostgresErrors.ServerNotStarted.Error(
            $"initdb of PostgreSQL {binaries.Version} failed.",
            CommandRunner.Failed(result!).Why,
            $"Run `{result!.Command}` by hand. If you are root, the programs in {binaries.Directory} must be readable by the server's user.")
                .With([.. result.Errors.Trim().Split('\n').TakeLast(20)]);
    }

    // The maps of free space and of visible pages are rebuilt where they are missed. A quarter of the files to copy are such maps.
    private static Task ThinAsync(string directory, ServerUser user, CancellationToken cancellation) =>
        user.OutputOfAsync(
            Command.Of("find", $"{directory}/base", $"{directory}/global", "-type", "f", "(", "-name", "*_fsm", "-o", "-name", "*_vm", ")",
                "-delete") with { WorkingDirectory = directory },
            cancellation);

    private static string Key(PostgresBinaries binaries, ServerUser user)
    {
        var changed = $"{File.GetLastWriteTimeUtc(binaries.Program("initdb")):O}";
        var kind = string.Join('\n', [Form, binaries.Directory, changed, user.Id, .. InitialOptions, .. CharacterTypes]);
        return $"{binaries.Version}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind)))[..12]}";
    }

    private static async Task DeleteAsync(string directory, ServerUser user, CancellationToken cancellation)
    {
        // An initdb whose owner was killed runs on and would fill the directory again.
        await ServerProcesses.StopAsync(new(directory), recorded: null, cancellation);
        await user.DeleteAsync([directory], cancellation);
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
    }
}
