using System.Text;
using Confiture.Postgres;
using Foundation.Configuration;
using Foundation.Errors;
using Foundation.Files;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>A file with one database on a line: a URL, or the name of a database on the environment's server.</summary>
/// <param name="server">The environment's database, whose server the names are on; asked for when a line has a name.</param>
/// <param name="variables">Looks environment variables up; null when one is not set.</param>
/// <param name="root">The project's root, which relative paths in URLs count from.</param>
public sealed class TargetFile(Lazy<DatabaseUrl> server, Func<string, string?> variables, string root)
{
    private const int LargestBytes = 16 << 20;
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Reads a file.</summary>
    /// <returns>The databases in the order of the lines; at least one, and some of them perhaps twice.</returns>
    /// <exception cref="ToolException"><c>CONF-TEN-001</c>: it cannot be read, belongs to another user, is empty or has mistakes.</exception>
    public IReadOnlyList<DatabaseUrl> Read(string path)
    {
        var text = TextOf(path);
        // Its lines can send what variables hold to any host.
        if (FileOwner.Of(path) is { } owner && owner != 0 && owner != FileOwner.EffectiveUser && owner != FileOwner.Of(root))
            throw TargetErrors.NoList(path, "It belongs to another user, who decides what its lines say.", "Copy it, look at the copy, and use that.");
        return Parse(path, text);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="ToolException">As <see cref="Read"/>.</exception>
    public IReadOnlyList<DatabaseUrl> Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<DatabaseUrl> found = [];
        List<string> mistakes = [];
        foreach (var (index, line) in text.TrimStart(ByteOrderMark).Split('\n').Index())
        {
            var written = line.Trim();
            if (written.Length == 0 || written[0] == '#') continue;
            if (UrlOf(written, $"{Secret.Hidden(name)}:{index + 1}", mistakes) is { } url) found.Add(url);
        }

        if (mistakes.Count > 0) throw TargetErrors.BadList(name, mistakes);
        return found.Count > 0 ? found : throw TargetErrors.EmptyList(name);
    }

    private DatabaseUrl? UrlOf(string written, string place, List<string> mistakes)
    {
        if (new Variables(variables).Expand(written, (mistake, _) => mistakes.Add($"{place}: {mistake}."), emptyIsUnset: true) is not { } text) return null;
        try
        {
            if (DatabaseUrl.LooksLikeOne(text)) return DatabaseUrl.Parse(text, place, variables, root);
        }
        catch (ToolException e) when (e.Code == PostgresErrors.BadUrl)
        {
            mistakes.Add($"{place}: {e.Why}");
            return null;
        }

        if (!Secret.IsSuspect(text) && !text.Any(char.IsControl)) return server.Value.WithDatabase(text);
        mistakes.Add($"{place}: this is neither a URL nor the name of a database.");
        return null;
    }

    private static string TextOf(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var bytes = new MemoryStream();
            var buffer = new byte[64 << 10];
            for (var length = stream.Read(buffer); length > 0 && bytes.Length <= LargestBytes; length = stream.Read(buffer)) bytes.Write(buffer, 0, length);
            if (bytes.Length > LargestBytes) throw TargetErrors.NoList(path, "It is larger than 16 MiB.", "Check that it is a list of databases, or split it.");
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException e)
        {
            throw TargetErrors.NoList(path, "It is not UTF-8 text.", "Convert it to UTF-8.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var isMissing = e is FileNotFoundException or DirectoryNotFoundException;
            throw TargetErrors.NoList(
                path, isMissing ? "There is no such file; the path is relative to the current directory." : e.Message,
                isMissing ? "Correct the path." : "Check that it is a file and that this user may read it.", e);
        }
    }
}
