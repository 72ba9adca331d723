using System.Security.Cryptography;
using System.Text;
using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>What the readers of other tools' files have in common.</summary>
internal static class OlderText
{
    /// <summary>The SQL files below a directory, by path.</summary>
    /// <param name="deep">False for the directory alone.</param>
    public static IEnumerable<string> SqlFiles(string directory, bool deep = false) => Directory
        .EnumerateFiles(directory, "*.sql", new EnumerationOptions { RecurseSubdirectories = deep, MatchCasing = MatchCasing.CaseInsensitive })
        .Order(StringComparer.Ordinal);

    /// <summary>The text of a file; null, and a problem, when it cannot be read as UTF-8.</summary>
    public static string? Read(string path, List<string> problems)
    {
        try
        {
            return SqlFile.ReadText(path).TrimStart('\uFEFF');
        }
        catch (ToolException e)
        {
            problems.Add(e.What.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>The line of a place, from 1.</summary>
    public static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    /// <summary>A part of a file after as many empty lines as are before it: places in it are places in the file.</summary>
    public static string Part(string text, int start, int end) => new string('\n', LineOf(text, start) - 1) + text[start..end];

    /// <summary>SHA-256 of a file's bytes, in lower-case hexadecimal.</summary>
    public static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>A problem for each thing that the tool would fill in before it executes the SQL.</summary>
    public static void RequireNoPlaceholder(string path, string text, List<string> problems)
    {
        var at = text.IndexOf("${", StringComparison.Ordinal);
        if (at >= 0) problems.Add($"{path}:{LineOf(text, at)} contains a placeholder; write its value");
    }

    /// <summary>CRC-32 over the lines without their ends, as a signed number: Flyway's checksum.</summary>
    public static string LineCrc(string text)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            foreach (var one in Encoding.UTF8.GetBytes(line))
            {
                crc ^= one;
                for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320u);
            }
        }

        return ((int)~crc).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
