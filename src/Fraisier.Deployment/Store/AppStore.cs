using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Foundation.Errors;
using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>The directory <c>.fraisier</c> under an application's directory: everything that Fraisier remembers about it.</summary>
public sealed class AppStore
{
    private const int BallastBytes = 512 * 1024;
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayPass = PrivateDirectory | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Names the store; creates nothing.</summary>
    /// <param name="target">The target whose store it is. Environments that share a directory have stores of their own.</param>
    public AppStore(Target target)
    {
        AppPath = target.AppPath;
        Shared = Path.Combine(target.AppPath, ".fraisier");
        Root = Path.Combine(Shared, $"{target.Fraise}.{target.Environment}");
    }

    /// <summary>The application's directory.</summary>
    public string AppPath { get; }

    /// <summary><c>APP_PATH/.fraisier</c>.</summary>
    public string Shared { get; }

    /// <summary>The directory of this fraise and environment in it.</summary>
    public string Root { get; }

    /// <summary>The lease of the controller that is at work.</summary>
    public string LeaseFile => Path.Combine(Root, "lease.json");

    /// <summary>The highest epoch that this host has seen.</summary>
    public string EpochFile => Path.Combine(Root, "epoch");

    /// <summary>Locked around each reading and writing of the lease.</summary>
    public string LeaseLock => Path.Combine(Root, "lease.lock");

    /// <summary>Locked around each effect on the host.</summary>
    public string EffectLock => Path.Combine(Root, "effect.lock");

    /// <summary>One journal per deployment that is not finished, or whose history is kept.</summary>
    public string JournalDirectory => Path.Combine(Root, "journal");

    /// <summary>One record per finished deployment.</summary>
    public string HistoryDirectory => Path.Combine(Root, "history");

    /// <summary>Pid files and settings of supervised processes.</summary>
    public string RunDirectory => Path.Combine(Root, "run");

    /// <summary>What supervised processes write.</summary>
    public string LogDirectory => Path.Combine(Root, "log");

    /// <summary>The bare clone of the repository.</summary>
    public string MirrorDirectory => Path.Combine(Root, "mirror.git");

    /// <summary>Short-lived files: a release's migrations while it is examined.</summary>
    public string ScratchDirectory => Path.Combine(Root, "scratch");

    /// <summary>Space that is kept for bad times: when the disk is full it is given up, so that a deployment can still be taken back.</summary>
    public string BallastFile => Path.Combine(Root, "ballast");

    /// <summary>True when a deployment has been here.</summary>
    public bool Exists => Directory.Exists(Root);

    /// <summary>Makes the directories, private to the owner (others may only pass through to the releases).</summary>
    /// <exception cref="ToolException">They cannot be made.</exception>
    public void Create()
    {
        try
        {
            if (!Directory.Exists(AppPath)) Directory.CreateDirectory(AppPath);
            Directory.CreateDirectory(Shared, OthersMayPass);
            foreach (var directory in (string[])[Root, JournalDirectory, HistoryDirectory, RunDirectory, LogDirectory, ScratchDirectory])
            {
                Directory.CreateDirectory(directory, PrivateDirectory);
            }

            if (!File.Exists(BallastFile)) DurableFile.Replace(BallastFile, new string('0', BallastBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    /// <summary>The error for a store that cannot be written.</summary>
    /// <param name="cause">What the system said.</param>
    public ToolException NotWritable(Exception cause) => DeploymentErrors.StoreNotWritable.Error(
        $"{Root} cannot be written: {cause.Message}", "Fraisier keeps lease, journal and history there.", $"Check the owner and the free space of {AppPath}.", cause);

    /// <summary>Reads a JSON file; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">How to read it.</param>
    /// <exception cref="ToolException">The file is damaged.</exception>
    internal static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), type);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw DeploymentErrors.StoreDamaged.Error(
                $"{path} cannot be read: {e.Message}", "The file is written as a whole, so something else changed it.", "Restore it from a backup, or move it away after looking at the host.", e);
        }
    }

    /// <summary>Replaces a JSON file as one durable act.</summary>
    /// <param name="path">The file.</param>
    /// <param name="value">The content.</param>
    /// <param name="type">How to write it.</param>
    /// <exception cref="ToolException">The file cannot be written, not even after the ballast was given up.</exception>
    internal void Write<T>(string path, T value, JsonTypeInfo<T> type) => Replace(path, JsonSerializer.Serialize(value, type) + "\n");

    /// <summary>Replaces a file as one durable act.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="ToolException">The file cannot be written, not even after the ballast was given up.</exception>
    internal void Replace(string path, string text) => OnDisk(() => DurableFile.Replace(path, text));

    /// <summary>Writes, and when the disk is full gives the ballast up and writes again.</summary>
    /// <param name="write">The write; safe to do twice.</param>
    /// <exception cref="ToolException">It failed all the same.</exception>
    internal void OnDisk(Action write)
    {
        try
        {
            try
            {
                write();
            }
            catch (IOException) when (File.Exists(BallastFile))
            {
                File.Delete(BallastFile);
                write();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }
}
