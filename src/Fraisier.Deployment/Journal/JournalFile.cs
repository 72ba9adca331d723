using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Foundation.Errors;
using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>Where the engine writes what it is about to do and what it has done.</summary>
public interface IJournal
{
    /// <summary>All entries, oldest first.</summary>
    IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>Adds an entry; it is on the disk when the call returns.</summary>
    /// <param name="entry">The entry.</param>
    void Append(JournalEntry entry);
}

/// <summary>
/// A journal as a file: one line per entry, each with a checksum. A line that a crash cut short is no entry; a damaged line before
/// the last one is no accident, and reading refuses.
/// </summary>
public sealed class JournalFile : IJournal
{
    private const int ChecksumLength = 16;
    private readonly List<JournalEntry> entries;
    private readonly AppStore? store;
    private readonly string path;
    private long length;

    private JournalFile(AppStore? store, string path, List<JournalEntry> entries, long length)
    {
        this.store = store;
        this.path = path;
        this.entries = entries;
        this.length = length;
    }

    /// <inheritdoc/>
    public IReadOnlyList<JournalEntry> Entries => entries;

    /// <summary>Opens a journal; a missing file is an empty one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="store">The store whose ballast is given up when the disk is full; null for a journal outside of a store.</param>
    /// <exception cref="ToolException">A line before the last one is damaged.</exception>
    public static JournalFile Open(string path, AppStore? store = null)
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        List<JournalEntry> entries = [];
        var start = 0;
        while (start < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            var entry = end < 0 ? null : Parse(bytes.AsSpan(start, end - start));
            if (entry is null && end >= 0 && end < bytes.Length - 1) throw Damaged(path, entries.Count + 1);
            if (entry is null) break; // The torn tail.
            entries.Add(entry);
            start = end + 1;
        }

        return new(store, path, entries, start);
    }

    /// <inheritdoc/>
    public void Append(JournalEntry entry)
    {
        if (store is null) Write(entry);
        else store.OnDisk(() => Write(entry));
    }

    private void Write(JournalEntry entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, StoreJson.Default.JournalEntry);
        var created = !File.Exists(path);
        using (var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = DurableFile.Private }))
        {
            // A torn tail, from a crash or from a full disk, is cut off before anything is written behind it.
            stream.SetLength(length);
            stream.Position = length;
            stream.Write([.. Encoding.ASCII.GetBytes(Checksum(json)), (byte)' ', .. json, (byte)'\n']);
            stream.Flush(flushToDisk: true);
            length = stream.Position;
        }

        if (created) DurableFile.SyncDirectory(Path.GetDirectoryName(path)!);
        entries.Add(entry);
    }

    private static JournalEntry? Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength || Encoding.ASCII.GetString(line[..ChecksumLength]) != Checksum(line[(ChecksumLength + 1)..])) return null;
        return JsonSerializer.Deserialize(line[(ChecksumLength + 1)..], StoreJson.Default.JournalEntry);
    }

    private static string Checksum(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json))[..ChecksumLength];

    private static ToolException Damaged(string path, int line) => DeploymentErrors.StoreDamaged.Error(
        $"{path}:{line} is damaged.",
        "A crash can cut only the last line short; something else changed the file.",
        "Compare code, schema and service by hand (`fraisier status`), then move the file away.");
}
