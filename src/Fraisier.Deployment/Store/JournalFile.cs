using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Foundation.Errors;
using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>
/// The lines of a journal as a file: one per entry, each with a checksum. The first one comes with the file as one act; a line that a
/// crash cut short is no entry; everything else that does not fit is no accident, and reading refuses.
/// </summary>
public sealed class JournalFile
{
    private const int ChecksumLength = 16;
    private readonly List<JournalEntry> entries;
    private readonly string path;
    private long length;

    private JournalFile(string path, List<JournalEntry> entries, long length) => (this.path, this.entries, this.length) = (path, entries, length);

    /// <summary>All entries, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries => entries;

    /// <summary>Opens a journal; a missing file is an empty one.</summary>
    /// <exception cref="ToolException">The file is empty, or a line before the last one is damaged, or it has another format.</exception>
    public static JournalFile Open(string path)
    {
        if (!File.Exists(path)) return new(path, [], 0);
        if (!FileOwner.IsPlainFile(path)) throw Document.Damaged(path, "it is not a file");
        var bytes = File.ReadAllBytes(path);
        List<JournalEntry> entries = [];
        var start = 0;
        while (start < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            var whole = end >= 0 && HasChecksum(bytes.AsSpan(start, end - start));
            if (!whole && (entries.Count == 0 || (end >= 0 && end < bytes.Length - 1))) throw Damaged(path, entries.Count + 1);
            if (!whole) break; // The torn tail.
            var json = bytes.AsSpan(start, end - start)[(ChecksumLength + 1)..];
            entries.Add(Document.Parse(json, $"{path}:{entries.Count + 1}", StoreJson.Default.JournalEntry));
            start = end + 1;
        }

        return entries.Count > 0 ? new(path, entries, start) : throw Document.Damaged(path, "it is empty");
    }

    /// <summary>Adds entries; they are on the disk when the call returns.</summary>
    public void Append(params IReadOnlyList<JournalEntry> added)
    {
        var text = string.Concat(added.Select(LineOf));
        if (entries.Count == 0) DurableFile.Replace(path, text);
        else WriteBehind(text);
        length += Encoding.UTF8.GetByteCount(text);
        entries.AddRange(added);
    }

    private static string LineOf(JournalEntry entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, StoreJson.Default.JournalEntry);
        return $"{Checksum(json)} {Encoding.UTF8.GetString(json)}\n";
    }

    private void WriteBehind(string text)
    {
        using var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, BufferSize = 0 });

        // A torn tail, from a crash or from a full disk, is cut off before anything is written behind it.
        stream.SetLength(length);
        stream.Position = length;
        stream.Write(Encoding.UTF8.GetBytes(text));
        DurableFile.Sync(stream);
    }

    private static bool HasChecksum(ReadOnlySpan<byte> line) =>
        line.Length > ChecksumLength && Encoding.ASCII.GetString(line[..ChecksumLength]) == Checksum(line[(ChecksumLength + 1)..]);

    private static string Checksum(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json))[..ChecksumLength];

    private static ToolException Damaged(string path, int line) => DeploymentErrors.StoreDamaged.Error(
        $"{path}:{line} is damaged.",
        "A crash can truncate only the last line, so something else changed the file.",
        "Compare code, schema and service by hand (`fraisier status`), then move the file away.");
}
