using System.Text;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>The variables of a project: those of the process, then those of the file <c>.env</c> in the project root.</summary>
public static class DotEnv
{
    /// <summary>The file's name.</summary>
    public const string FileName = ".env";

    private const int LargestBytes = 1 << 20;

    /// <summary>
    /// A look-up of variables. The file is read when a variable is asked for that the process does not have; the process's own always wins, an empty one too.
    /// </summary>
    /// <param name="root">The project's root.</param>
    public static Func<string, string?> VariablesOf(string root)
    {
        var file = new Lazy<IReadOnlyDictionary<string, string>>(() => Read(Path.Combine(root, FileName)));
        return name => Environment.GetEnvironmentVariable(name) ?? file.Value.GetValueOrDefault(name);
    }

    /// <summary>
    /// Reads a text of <c>NAME=value</c> lines: <c>export</c> in front, comments, single quotes (as it is), double quotes (with escapes, over several
    /// lines), <c>${NAME}</c>.
    /// </summary>
    /// <param name="name">The file's name in messages.</param>
    /// <exception cref="ToolException">A quote does not end (<c>BASE-CFG-001</c>). What it holds is not repeated.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfLine(text, at);
            // Lines that are not assignments are for other programs that read this file.
            if (Assignment(text[at..end]) is not { } found)
            {
                at = end + 1;
                continue;
            }

            var (value, next) = ValueAt(name, text, at + found.ValueAt, variables);
            variables[found.Name] = value;
            at = EndOfLine(text, next) + 1;
        }

        return variables;
    }

    private static IReadOnlyDictionary<string, string> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var buffer = new byte[LargestBytes];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Parse(path, Encoding.UTF8.GetString(buffer, 0, length).TrimStart('\uFEFF').ReplaceLineEndings("\n"));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Dictionary<string, string>();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoundationErrors.ConfigurationMissing.Error(
                $"{path} cannot be read.", e.Message, "Make it readable for this user, or set the variables in the environment and remove the file.", e);
        }
    }

    private static (string Name, int ValueAt)? Assignment(string line)
    {
        const string export = "export ";
        var start = line.Length - line.TrimStart().Length;
        if (line.AsSpan(start).StartsWith(export, StringComparison.Ordinal)) start += export.Length;
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return null;
        var name = line[start..Math.Max(start, equals)].Trim();
        var isName = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return isName ? (name, equals + 1) : null;
    }

    private static (string Value, int Next) ValueAt(string file, string text, int at, Dictionary<string, string> earlier)
    {
        while (at < text.Length && text[at] is ' ' or '\t') at++;
        if (at < text.Length && text[at] is '\'' or '"')
        {
            var close = CloseOf(text, at);
            if (close < 0) throw Unclosed(file, text.AsSpan(0, at).Count('\n') + 1);
            var inside = text[(at + 1)..close];
            return (text[at] == '"' ? Expanded(inside, earlier) : inside, close + 1);
        }

        var end = EndOfLine(text, at);
        var comment = text.IndexOf(" #", at, end - at, StringComparison.Ordinal);
        return (Expanded(text[at..(comment < 0 ? end : comment)].Trim(), earlier), end);
    }

    private static int CloseOf(string text, int open)
    {
        for (var at = open + 1; at < text.Length; at++)
        {
            if (text[at] == '\\' && text[open] == '"') at++;
            else if (text[at] == text[open]) return at;
        }

        return -1;
    }

    // As in other readers of such files: escapes such as \n, and variables defined above or in the environment.
    private static string Expanded(string text, Dictionary<string, string> earlier)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                result.Append(Unescaped(text[at]));
            }
            else if (text[at] == '$' && Reference(text, at) is { } reference)
            {
                result.Append(Environment.GetEnvironmentVariable(reference.Name) ?? earlier.GetValueOrDefault(reference.Name));
                at = reference.End;
            }
            else
            {
                result.Append(text[at]);
            }
        }

        return result.ToString();
    }

    private static string Unescaped(char c) => c switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '"' or '\\' or '$' or '\'' => c.ToString(), _ => $"\\{c}" };

    // ${NAME} alone: a bare $ is more often a part of a password.
    private static (string Name, int End)? Reference(string text, int at)
    {
        if (at + 1 >= text.Length || text[at + 1] != '{') return null;
        var close = text.IndexOf('}', at);
        return close > at + 2 && text[(at + 2)..close].All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? (text[(at + 2)..close], close) : null;
    }

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', Math.Min(at, text.Length)) is >= 0 and var end ? end : text.Length;

    private static ToolException Unclosed(string file, int line) => FoundationErrors.Configuration.Error(
        $"{file}:{line}: unterminated quoted value.",
        "A value that starts with a quote ends at the next quote of the same kind.",
        $"Close the quote on line {line} of {file}.");
}
