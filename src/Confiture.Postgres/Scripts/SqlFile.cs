using System.Text;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Postgres;

/// <summary>Reads SQL files as what they must be: UTF-8.</summary>
public static class SqlFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text of a file, byte order mark included, with <c>\n</c> as line end whatever the file has: how a checkout ends its lines must not get into
    /// bodies, comments and defaults. A carriage return that is meant is written as an escape: <c>E'\r\n'</c>.
    /// </summary>
    /// <exception cref="ToolException">The file is not valid UTF-8 (<c>CONF-SQL-001</c>).</exception>
    public static string ReadText(string path)
    {
        try
        {
            return Strict.GetString(BytesOf(path)).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (DecoderFallbackException e)
        {
            throw ScriptErrors.NotUtf8.Error(
                $"{path} is not valid UTF-8 (byte {e.Index} and after).",
                "The database would store other characters than the file shows.",
                $"Convert it to a second file, check that file, and replace the first one: `iconv -f latin1 -t utf-8 {ShellWord.Of(path)} -o "
                    + $"{ShellWord.Of(path + ".utf8")}`, then `mv {ShellWord.Of(path + ".utf8")} {ShellWord.Of(path)}`. If the text looks wrong, use another "
                    + "encoding than latin1.", e);
        }
    }

    private static byte[] BytesOf(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ScriptErrors.Unreadable.Error(
                $"{path} cannot be read.", $"{e.Message} A link that leads nowhere and a name that is not UTF-8 have this effect, too.",
                "Correct its permissions or its name, or move it out of the directory.", e);
        }
    }
}

/// <summary>The errors of SQL files as files.</summary>
public static class ScriptErrors
{
    /// <summary>An SQL file is not UTF-8.</summary>
    public static readonly ErrorCode NotUtf8 = new("CONF-SQL-001", ExitCode.Usage, "An SQL file is not UTF-8");

    /// <summary>An SQL file cannot be split into statements.</summary>
    public static readonly ErrorCode NotSplit = new("CONF-SQL-002", ExitCode.Usage, "An SQL file cannot be split into statements");

    /// <summary>An SQL file begins or ends a transaction itself.</summary>
    public static readonly ErrorCode TransactionControl = new("CONF-SQL-003", ExitCode.Usage, "An SQL file begins or ends a transaction itself");

    /// <summary>An SQL file cannot be read.</summary>
    public static readonly ErrorCode Unreadable = new("CONF-SQL-005", ExitCode.Usage, "An SQL file cannot be read");

    /// <summary>A COPY in an SQL file has no rows, or nowhere to send them.</summary>
    public static readonly ErrorCode NoPlaceForRows = new("CONF-SQL-004", ExitCode.Usage, "A COPY in an SQL file has no rows, or nowhere to send them");
}
