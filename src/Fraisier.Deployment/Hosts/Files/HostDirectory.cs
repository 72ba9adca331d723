using System.Text.Json.Serialization.Metadata;
using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>The state of one target on a host: the newest epoch, the mirror, marks of its releases, and the files of its service.</summary>
/// <param name="appPath">The application's directory.</param>
/// <param name="name">The directory's name under <c>.fraisier</c>: <c>FRAISE.ENVIRONMENT</c>.</param>
public sealed class HostDirectory(string appPath, string name)
{
    private const UnixFileMode OthersMayPass =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The directory of a target.</summary>
    public static HostDirectory Of(Target target) => new(target.AppPath, $"{target.Fraise}.{target.Environment}");

    /// <summary>The application's directory.</summary>
    public string AppPath { get; } = appPath;

    /// <summary><c>APP_PATH/.fraisier</c>.</summary>
    public string Shared { get; } = Path.Combine(appPath, ".fraisier");

    /// <summary>The target's own directory in it.</summary>
    public string Root { get; } = Path.Combine(appPath, ".fraisier", name);

    /// <summary>The file that names the owner of the directory.</summary>
    public string OwnerFile => Path.Combine(Shared, "owner.json");

    /// <summary>The highest epoch that this host has seen.</summary>
    public string EpochFile => Path.Combine(Root, "epoch");

    /// <summary>Locked around each effect on the host.</summary>
    public string EffectLock => Path.Combine(Root, "effect.lock");

    /// <summary>The lock holder and its epoch.</summary>
    public string EffectHolder => Path.Combine(Root, "effect.json");

    /// <summary>Marks of the releases that Fraisier has made here.</summary>
    public string MarkDirectory => Path.Combine(Root, "marks");

    /// <summary>Pid files and settings of supervised processes.</summary>
    public string RunDirectory => Path.Combine(Root, "run");

    /// <summary>The logs of supervised processes.</summary>
    public string LogDirectory => Path.Combine(Root, "log");

    /// <summary>The bare clone of the repository.</summary>
    public string MirrorDirectory => Path.Combine(Root, "mirror.git");

    /// <summary>Short-lived files: a release's files while it is examined.</summary>
    public string ScratchDirectory => Path.Combine(Root, "scratch");

    /// <summary>True when a deployment has been here.</summary>
    public bool Exists => Directory.Exists(Root);

    private Disk Disk => new(Root);

    /// <summary>Creates the directories, private to the owner (others may only traverse them to the releases).</summary>
    /// <exception cref="ToolException">They cannot be made.</exception>
    public void Create()
    {
        try
        {
            if (!Directory.Exists(AppPath)) Directory.CreateDirectory(AppPath);
            Directory.CreateDirectory(Shared, OthersMayPass);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DeploymentErrors.StoreNotWritable.Error(
                $"{Shared} cannot be created: {e.Message}", "Fraisier keeps its state there.", $"Check the owner and the free space of {AppPath}.", e);
        }

        Disk.Create(MarkDirectory, RunDirectory, LogDirectory, ScratchDirectory);
    }

    /// <summary>Replaces a file as one durable act.</summary>
    internal void Replace(string path, string text) => Disk.Replace(path, text);

    /// <summary>Replaces a JSON file as one durable act.</summary>
    /// <param name="path">The file.</param>
    /// <param name="value">The content.</param>
    /// <param name="type">How to write it.</param>
    internal void Write<T>(string path, T value, JsonTypeInfo<T> type) => Disk.Write(path, value, type);
}
