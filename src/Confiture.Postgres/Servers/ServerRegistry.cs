using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Foundation.Errors;
using Foundation.Files;
using Foundation.Processes;

namespace Confiture.Postgres;

/// <summary>The owner of a temporary server and its process.</summary>
/// <param name="Owner">The process that started it; when that is gone, the server goes.</param>
/// <param name="Postmaster">The server's first process, once it runs.</param>
internal sealed record ServerRecord(ProcessIdentity Owner, ProcessIdentity? Postmaster);

/// <summary>
/// The temporary servers of one user on this machine. A record is written before the server's directory is made and deleted after it is gone,
/// so a directory without a record is rubbish, and a record whose owner is dead names a server to remove.
/// </summary>
internal sealed class ServerRegistry
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private static readonly TimeSpan ReapLimit = TimeSpan.FromMinutes(2);

    // Not the temporary directory of the environment: a socket's path must be short, and every process of the user must find the same registry.
    internal static readonly string Root = $"/tmp/confiture-{FileOwner.EffectiveUser.ToString(CultureInfo.InvariantCulture)}";
    private readonly string records = Path.Combine(Root, "records");
    private readonly string places = Path.Combine(Root, "places");

    private ServerRegistry()
    {
    }

    /// <summary>Opens the registry, making its directories if need be.</summary>
    /// <exception cref="ToolException"><c>CONF-PG-022</c>: someone else made the directory first.</exception>
    internal static ServerRegistry Open()
    {
        var registry = new ServerRegistry();
        // Root's servers run as another user, who must pass through to its own directory; listing stays forbidden.
        Claim(Root, OthersMayPass);
        Claim(registry.records, OwnerOnly);
        Claim(registry.places, OthersMayPass);
        return registry;
    }

    /// <summary>Records a server of this process that is about to be made, and names its directory.</summary>
    internal string Register()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        Write(id, new(ProcessIdentity.Current, null));
        return id;
    }

    /// <summary>Adds the server's process to its record.</summary>
    internal void Started(string id, int postmaster) => Write(id, new(ProcessIdentity.Current, ProcessIdentity.Of(postmaster)));

    internal ServerPlace Place(string id) => new(Path.Combine(places, id));

    /// <summary>Creates the outer directory of a registered server.</summary>
    internal ServerPlace MakePlace(string id)
    {
        var place = Place(id);
        foreach (var directory in (string[])[place.Directory, place.Configuration])
        {
            Directory.CreateDirectory(directory);
            File.SetUnixFileMode(directory, OthersMayPass);
        }

        return place;
    }

    /// <summary>Stops a server, deletes all that it had, and then its record.</summary>
    internal async Task RemoveAsync(string id, ServerUser user, CancellationToken cancellation)
    {
        var place = Place(id);
        await ServerProcesses.StopAsync(place, Read(RecordOf(id))?.Postmaster, cancellation);
        await user.DeleteAsync(place.OfServerUser, cancellation);
        if (Directory.Exists(place.Directory)) Directory.Delete(place.Directory, recursive: true);
        File.Delete(RecordOf(id));
    }

    /// <summary>Removes every server whose owner is surely dead. Concurrent callers take turns.</summary>
    internal async Task ReapAsync(ServerUser user, CancellationToken cancellation)
    {
        using var turn = await TurnAsync(cancellation);
        if (turn is null) return;
        foreach (var draft in Directory.EnumerateFiles(records, "*.new")) DeleteDraft(draft);
        // Directories before records: one that is seen here had its record written earlier, so a missing record means that it has no owner.
        List<string> ids = [.. Directory.EnumerateDirectories(places).Concat(Directory.EnumerateFiles(records, "*.json"))
            .Select(path => Path.GetFileNameWithoutExtension(path)!).Distinct()];
        foreach (var id in ids)
        {
            var record = Read(RecordOf(id));
            if (record is null || record.Owner.IsAlive() is false) await TryRemoveAsync(id, user, cancellation);
        }
    }

    private static async Task<FileLock?> TurnAsync(CancellationToken cancellation)
    {
        try
        {
            return await FileLock.TakeAsync(Path.Combine(Root, "reap.lock"), ReapLimit, TimeProvider.System, cancellation);
        }
        catch (TimeoutException)
        {
            // Someone else is at it, and slow: what is left for the next start does no harm to this one.
            return null;
        }
    }

    private async Task TryRemoveAsync(string id, ServerUser user, CancellationToken cancellation)
    {
        try
        {
            await RemoveAsync(id, user, cancellation);
        }
        catch (Exception e) when (e is ToolException or IOException or UnauthorizedAccessException)
        {
            // One that cannot be removed must not keep every new server from starting. It stays on record, and the next start tries again.
        }
    }

    private static void Claim(string directory, UnixFileMode mode)
    {
        Directory.CreateDirectory(directory, mode);
        var info = new DirectoryInfo(directory);
        var owner = FileOwner.Of(directory);
        if (info.LinkTarget is null && (owner is null || owner == FileOwner.EffectiveUser))
        {
            try
            {
                // Also where it existed: the umask may have narrowed it, or an older run widened it.
                File.SetUnixFileMode(directory, mode);
                return;
            }
            catch (UnauthorizedAccessException)
            {
                // Not ours, or the system does not report the owner: refused below.
            }
        }

        throw PostgresErrors.DirectoryNotTrusted.Error(
            $"{directory} belongs to someone else.",
            "Another user created it, or it is a symbolic link; that user could replace its contents.",
            $"Run `ls -ld {directory}` to see the owner, and have it removed.");
    }

    private static ServerRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ServerRecordJson.Default.ServerRecord);
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            // Deleted meanwhile, or damaged by a full disk: it has no owner.
            return null;
        }
    }

    private static void DeleteDraft(string draft)
    {
        var writer = Path.GetFileNameWithoutExtension(draft).Split('.')[^1];
        if (!int.TryParse(writer, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || ProcessIdentity.Of(pid) is null) File.Delete(draft);
    }

    private string RecordOf(string id) => Path.Combine(records, $"{id}.json");

    // A crash of the machine ends the servers too, so the record need not be on the disk; a reader must only never see half of it.
    private void Write(string id, ServerRecord record)
    {
        var draft = Path.Combine(records, $"{id}.{Environment.ProcessId}.new");
        File.WriteAllText(draft, JsonSerializer.Serialize(record, ServerRecordJson.Default.ServerRecord));
        File.Move(draft, RecordOf(id), overwrite: true);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServerRecord))]
internal sealed partial class ServerRecordJson : JsonSerializerContext;
