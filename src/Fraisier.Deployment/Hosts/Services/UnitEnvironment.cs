using System.Text;

namespace Fraisier.Deployment;

/// <summary>The variables that systemd gives a unit's processes, read from what <c>systemctl show</c> prints.</summary>
internal static class UnitEnvironment
{
    /// <summary>The variables of <c>Environment=</c> and of the files of <c>EnvironmentFiles=</c> that this user may read.</summary>
    /// <param name="shown">The output of <c>systemctl show --property Environment,EnvironmentFiles</c>.</param>
    public static Dictionary<string, string?> Of(string shown)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var line in shown.Split('\n'))
        {
            if (line.StartsWith("Environment=", StringComparison.Ordinal)) Add(variables, Words(line["Environment=".Length..]));
            if (line.StartsWith("EnvironmentFiles=", StringComparison.Ordinal)) Add(variables, OfFile(line["EnvironmentFiles=".Length..].Split(" (")[0]));
        }

        return variables;
    }

    private static void Add(Dictionary<string, string?> variables, IEnumerable<string> assignments)
    {
        foreach (var text in assignments)
        {
            if (text.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign) variables[text[..sign]] = text[(sign + 1)..];
        }
    }

    private static IEnumerable<string> OfFile(string path)
    {
        try
        {
            return File.ReadAllLines(path).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] is not ('#' or ';')).SelectMany(OfLine);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return []; // What this user may not read, its programs do not get.
        }
    }

    // NAME=VALUE with quotes around the value or parts of it.
    private static IEnumerable<string> OfLine(string line)
    {
        var sign = line.IndexOf('=', StringComparison.Ordinal);
        return sign < 1 ? [] : [$"{line[..sign].Trim()}={string.Join(' ', Words(line[(sign + 1)..]))}"];
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        var (quote, any) = ('\0', false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && c == ' ')
            {
                if (any) yield return word.ToString();
                word.Clear();
                any = false;
                continue;
            }

            any = true;
            if (quote == '\0' && c is '"' or '\'') quote = c;
            else if (c == quote && quote != '\0') quote = '\0';
            else if (c == '\\' && quote != '\'' && i + 1 < text.Length) word.Append(text[++i]);
            else word.Append(c);
        }

        if (any) yield return word.ToString();
    }
}
