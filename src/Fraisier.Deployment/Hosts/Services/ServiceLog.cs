using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>The output of a service, in a file that is rotated when full; the previous one is kept.</summary>
internal sealed class ServiceLog : IDisposable
{
    private const long LongestLog = 10 << 20;
    private const int LongestTail = 256 * 1024;
    private readonly Lock gate = new();
    private readonly string path;
    private StreamWriter writer;

    public ServiceLog(string path)
    {
        this.path = path;
        writer = Open(path);
    }

    /// <summary>Writes a line.</summary>
    public void Write(string line)
    {
        lock (gate)
        {
            try
            {
                if (writer.BaseStream.Position > LongestLog) Turn();
                writer.WriteLine(line);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // A full disk must not take the service down; a line that comes after the end has nowhere to go.
            }
        }
    }

    /// <summary>The last lines of a log; none when there is no file. The writer may go on meanwhile.</summary>
    public static IReadOnlyList<string> Tail(string path, int count)
    {
        if (!File.Exists(path)) return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > LongestTail) stream.Seek(-LongestTail, SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(count)];
    }

    public void Dispose()
    {
        lock (gate) writer.Dispose();
    }

    private void Turn()
    {
        writer.Dispose();
        File.Move(path, path + ".1", overwrite: true);
        writer = Open(path);
    }

    private static StreamWriter Open(string path) =>
        new(new FileStream(path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite
            | FileShare.Delete, UnixCreateMode = DurableFile.Private })) { AutoFlush = true };
}
