using System.Text.Json;
using System.Text.RegularExpressions;

namespace Confiture.Migrations.Tests;

/// <summary>An error that a command of the tool ended with, and the commands that its <c>fix:</c> tells a person to type.</summary>
internal sealed partial record Fix(string Code, string Text)
{
    private static readonly string[] Programs = ["confiture", "psql", "createdb", "dropdb", "pg_isready", "iconv", "mv", "mkdir", "ls", "git", "npm", "apt-get",
        "export", "source", "fuser", "kill"];

    public static Fix Of(CliResult result)
    {
        using var document = JsonDocument.Parse(result.Output.StartsWith('{') ? result.Output : "{}");
        return document.RootElement.TryGetProperty("code", out var code) && document.RootElement.TryGetProperty("fix", out var fix)
            ? new(code.GetString()!, fix.GetString()!)
            : new("no error", result.ToString());
    }

    /// <summary>What stands between backticks, and what stands behind a colon without any, as far as it begins with the name of a program.</summary>
    public IReadOnlyList<string> Commands =>
    [
        .. from Match match in Quoted().Matches(Text)
           let command = match.Groups["command"].Value.Trim().TrimEnd('.')
           where Programs.Contains(command.Split(' ')[0])
           select command,
    ];

    /// <summary>The part of a command that a person would have to replace before typing it; null when there is none.</summary>
    public static string? Gap(string command) => Placeholder().Match(command) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"`(?<command>[^`]+)`|: (?<command>[a-z_-]+ [^`]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    // DATABASE_URL= and '20260101_x' are no gaps.
    [GeneratedRegex(@"(?<![\w$'/.=@:-])[A-Z][A-Z]+(\.[a-z]+)?(?![\w='/.-])|\.\.\.|…|<[a-z]+>")]
    private static partial Regex Placeholder();
}
