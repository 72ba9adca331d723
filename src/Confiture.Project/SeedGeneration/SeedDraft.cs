using System.Text;
using Foundation.Files;

namespace Confiture.Project;

/// <summary>A seed file that nobody sees before it is complete.</summary>
public sealed class SeedDraft : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const int Piece = 1 << 16;

    private readonly string draft;
    private readonly string? path;
    private readonly FileStream stream;
    private readonly StreamWriter writer;

    private SeedDraft(string draft, string? path)
    {
        (this.draft, this.path) = (draft, path);
        File.Delete(draft);
        stream = new(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, UnixCreateMode = path is null ? DurableFile.Private : Readable,
        });
        writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
    }

    /// <summary>Writes the draft.</summary>
    public TextWriter Writer => writer;

    /// <summary>Starts a draft, next to the file that it will become.</summary>
    /// <param name="path">The file; null for text that is only read again.</param>
    /// <exception cref="IOException">The directory is missing or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory is not writable.</exception>
    public static SeedDraft Of(string? path)
    {
        // What is a pipe or a device cannot be replaced.
        if (path is not null && (!File.Exists(path) || FileOwner.IsPlainFile(path))) return new($"{path}.{Environment.ProcessId}.new", path);
        return new(Path.Combine(Path.GetTempPath(), $"confiture-seed-{Guid.NewGuid():N}.sql"), null);
    }

    /// <summary>Gives the complete draft its name, or the text to who reads it.</summary>
    /// <param name="read">Gets the text piece by piece; not called for a file.</param>
    public void Complete(Action<string> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        writer.Flush();
        if (path is not null)
        {
            DurableFile.Sync(stream);
            DurableFile.Rename(draft, path);
            return;
        }

        stream.Position = 0;
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, Piece, leaveOpen: true);
        var piece = new char[Piece];
        for (int count; (count = reader.ReadBlock(piece)) > 0;) read(new(piece, 0, count));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Dispose();
        stream.Dispose();
        File.Delete(draft);
    }
}
