using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Foundation.Errors;
using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>A directory of documents, private to its owner, that can be written even when the disk is full: some space is kept for bad times.</summary>
/// <param name="root">The directory.</param>
public sealed class Disk(string root)
{
    private const int BallastBytes = 512 * 1024;
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Deleted when the disk is full, so that a deployment can still be rolled back.
    private readonly string ballast = Path.Combine(root, "ballast");

    /// <summary>Creates directories that are private to the owner.</summary>
    /// <param name="directories">Their full paths, parents first.</param>
    /// <exception cref="ToolException">They cannot be made.</exception>
    internal void Create(params IReadOnlyList<string> directories)
    {
        try
        {
            foreach (var directory in directories.Prepend(root)) Directory.CreateDirectory(directory, PrivateDirectory);
            if (!File.Exists(ballast)) DurableFile.Replace(ballast, new string('0', BallastBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    /// <summary>Replaces a JSON file as one durable act.</summary>
    /// <param name="path">The file.</param>
    /// <param name="value">The content.</param>
    /// <param name="type">How to write it.</param>
    /// <exception cref="ToolException">The file cannot be written, not even after the ballast was given up.</exception>
    internal void Write<T>(string path, T value, JsonTypeInfo<T> type) => Replace(path, JsonSerializer.Serialize(value, type) + "\n");

    /// <summary>Replaces a file as one durable act.</summary>
    internal void Replace(string path, string text) => Save(() => DurableFile.Replace(path, text));

    /// <summary>Writes, and when the disk is full gives the ballast up and writes again.</summary>
    /// <param name="write">The write; safe to do twice.</param>
    /// <exception cref="ToolException">It failed all the same.</exception>
    internal void Save(Action write)
    {
        try
        {
            try
            {
                write();
            }
            catch (IOException) when (File.Exists(ballast))
            {
                File.Delete(ballast);
                write();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    private ToolException NotWritable(Exception cause) => DeploymentErrors.StoreNotWritable.Error(
        $"{root} cannot be written: {cause.Message}", "Fraisier keeps the lease, journal and history there.",
        $"Check the owner and the free space of {root}.", cause);
}
