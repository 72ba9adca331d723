using System.Security.Cryptography;
using System.Text;
using Foundation.Files;
using Foundation.Processes;

namespace Confiture.Postgres;

/// <summary>Fresh data directories, one per kind of server: initdb takes seconds, a copy of its result a fraction of one.</summary>
internal static class DataDirectoryCache
{
    // Small segments: a fresh server has written next to nothing, and every start copies it. Text sorts by code point on every machine; C.UTF-8 as character type still knows the case of letters beyond ASCII.
    private static readonly string[] InitialOptions = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--wal-segsize=1"];
    private static readonly string[] CharacterTypes = ["--lc-ctype=C.UTF-8", "--lc-ctype=C"];
    private static readonly TimeSpan InitialLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TurnLimit = TimeSpan.FromMinutes(5);

    /// <summary>Fills the server's data directory, which exists and is empty.</summary>
    internal static async Task CopyToAsync(ServerPlace place, PostgresBinaries binaries, ServerUser user, CancellationToken ct)
    {
        var fresh = await FreshAsync(binaries, user, ct);
        string[] options = OperatingSystem.IsLinux() ? ["-a", "--reflink=auto"] : ["-cRp"];
        await user.OutputOfAsync(Command.Of("cp", [.. options, "--", $"{fresh}/.", place.Data]) with { WorkingDirectory = place.Directory }, ct);
    }

    private static async Task<string> FreshAsync(PostgresBinaries binaries, ServerUser user, CancellationToken ct)
    {
        var path = Path.Combine(PostgresCache.DataDirectories(), Key(binaries, user));
        if (Directory.Exists(path)) return path;
        using var turn = await TurnAsync($"{path}.lock", ct);
        if (Directory.Exists(path)) return path;
        // Whoever was killed at this point before left a draft; under the lock nobody else works on one.
        var draft = $"{path}.new";
        await DeleteAsync(draft, user, ct);
        try
        {
            await user.MakeDirectoriesAsync([draft], ct);
            await InitialiseAsync(draft, binaries, user, ct);
            DurableFile.Rename(draft, path);
        }
        catch
        {
            await DeleteAsync(draft, user, CancellationToken.None);
            throw;
        }

        return path;
    }

    private static async Task<FileLock> TurnAsync(string path, CancellationToken ct)
    {
        try
        {
            return await FileLock.TakeAsync(path, TurnLimit, TimeProvider.System, ct);
        }
        catch (TimeoutException e)
        {
            throw PostgresErrors.ServerNotStarted.Error("Another process prepares a data directory and does not finish.", e.Message, $"See who holds {path} (`fuser {path}`) and end it.", e);
        }
    }

    private static async Task InitialiseAsync(string directory, PostgresBinaries binaries, ServerUser user, CancellationToken ct)
    {
        CommandResult? result = null;
        foreach (var characterType in CharacterTypes)
        {
            result = await user.RunAsync(Command.Of(binaries.Program("initdb"), [.. InitialOptions, characterType, "-D", directory]) with { WorkingDirectory = directory, Deadline = InitialLimit }, ct);
            if (result.Succeeded) return;
        }

        throw PostgresErrors.ServerNotStarted.Error(
            $"initdb of PostgreSQL {binaries.Version} failed.",
            CommandRunner.Failed(result!).Why,
            $"Run `{result!.Command}` by hand. As root, the programs in {binaries.Directory} must be readable by the server's user.").With([.. result.Errors.Trim().Split('\n').TakeLast(20)]);
    }

    private static string Key(PostgresBinaries binaries, ServerUser user)
    {
        var kind = string.Join('\n', [binaries.Directory, $"{File.GetLastWriteTimeUtc(binaries.Program("initdb")):O}", user.Id, .. InitialOptions, .. CharacterTypes]);
        return $"{binaries.Version}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind)))[..12]}";
    }

    private static async Task DeleteAsync(string directory, ServerUser user, CancellationToken ct)
    {
        // An initdb whose owner was killed runs on and would fill the directory again.
        await ServerProcesses.StopAsync(new(directory), recorded: null, ct);
        await user.DeleteAsync([directory], ct);
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
    }
}
