using System.Text;
using Foundation.Errors;
using Foundation.Text;

namespace Foundation.Processes;

/// <summary>The interpreter that the first line of a script names. Of one that is missing the system only says that the script does not exist.</summary>
internal static class Interpreter
{
    private const int MostBytes = 256; // What Linux reads of the line.

    /// <summary>The error of a script whose interpreter is missing; null for one that can start, and for programs that are no scripts.</summary>
    /// <param name="script">The full path of a program.</param>
    /// <param name="directory">Where it is to run; the current directory when null.</param>
    /// <param name="usesOwnPath">True when it gets a PATH that is not the caller's; then what <c>env</c> finds there is not looked for.</param>
    public static ToolException? Missing(string script, string? directory, bool usesOwnPath)
    {
        if (FirstLine(script) is not { } line) return null;
        if (line.EndsWith('\r'))
        {
            return FoundationErrors.ProgramMissing.Error(
                $"`{script}` has Windows line breaks, so its interpreter cannot be found.", "The carriage return counts as part of the interpreter's name.",
                $"Remove them: `sed -i 's/\\r$//' {ShellWord.Of(script)}`");
        }

        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var named, .. var rest]) return null;
        var place = Path.GetFullPath(directory ?? Environment.CurrentDirectory);
        if (!File.Exists(Path.GetFullPath(named, place))) return Error(script, named);
        var found = Path.GetFileName(named) != "env" || usesOwnPath ? null : rest is ["-S", .. var split] ? split.FirstOrDefault() : rest.FirstOrDefault();
        return found is null || found.StartsWith('-') || found.Contains('=', StringComparison.Ordinal) || ProgramPath.Find(found, place) is not null
            ? null : Error(script, found);
    }

    private static ToolException Error(string script, string named) => FoundationErrors.ProgramMissing.Error(
        $"`{script}` needs the interpreter `{named}`, which is not installed.",
        $"The first line of the script names it{(named.Contains('/', StringComparison.Ordinal) ? string.Empty : ", and it is not on PATH")}.",
        "Install it, or correct the first line of the script, for example: #!/usr/bin/env python3");

    private static string? FirstLine(string script)
    {
        try
        {
            using var file = new FileStream(script, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var start = new byte[MostBytes];
            var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            var line = start.AsSpan(0, read);
            return line.StartsWith("#!"u8) && line.IndexOf((byte)'\n') is > 0 and var end ? Encoding.UTF8.GetString(line[2..end]) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A program may be executable without being readable.
            return null;
        }
    }
}
