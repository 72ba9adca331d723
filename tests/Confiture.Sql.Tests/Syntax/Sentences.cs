using System.Text;
using System.Text.RegularExpressions;

namespace Confiture.Sql.Tests;

/// <summary>Random statements from corpus/syntax/sentences.grammar, the same for the same seed.</summary>
internal sealed partial class Sentences
{
    // A rule that stands for itself would never end.
    private const int DepthLimit = 100;

    private readonly Dictionary<string, string> rules = new(StringComparer.Ordinal);
    private readonly Random random;
    private int depth;

    public Sentences(int seed)
    {
        random = new Random(seed);
        foreach (var line in Corpus.Read("syntax", "sentences.grammar").Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (RuleHead().Match(line) is { Success: true } head)
                rules.Add(head.Groups[1].Value, line[head.Length..]);
            else
                Templates.Add(line);
        }
    }

    /// <summary>One line of the grammar for each form of statement.</summary>
    public List<string> Templates { get; } = [];

    /// <summary>Some statements of every form; forms with more choices get more of them.</summary>
    public IEnumerable<(string Template, string Text)> Make(int perTemplate)
    {
        foreach (var template in Templates)
        {
            var count = Math.Clamp(template.Count(c => c is '|' or '?' or '+' or '<') * perTemplate, 1, perTemplate * 12);
            for (var i = 0; i < count; i++)
                yield return (template, Expand(template));
        }
    }

    public string Expand(string template)
    {
        if (++depth > DepthLimit)
            throw new InvalidOperationException($"The grammar does not end: {template}");
        var made = new StringBuilder();
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] == '{' && Choice(template, ref at, made))
                continue;
            if (template[at] == '<' && RuleName().Match(template, at) is { Success: true } name && name.Index == at
                && rules.TryGetValue(name.Groups[1].Value, out var rule))
            {
                made.Append(Expand(rule));
                at += name.Length - 1;
                continue;
            }

            made.Append(template[at]);
        }

        depth--;
        return made.ToString();
    }

    /// <summary>Reads what is between braces; false for braces of SQL, as in <c>'{}'</c>.</summary>
    private bool Choice(string template, ref int at, StringBuilder made)
    {
        var end = Closing(template, at);
        if (end == at + 1 || template[at + 1] == '"')
            return false;
        var inner = template[(at + 1)..end];
        at = end;
        if (inner[0] == '?')
        {
            if (random.Next(2) == 0)
                made.Append(Expand(Pick(inner).TrimStart('?')));
        }
        else if (inner[0] == '+')
        {
            made.AppendJoin(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Expand(inner[1..])));
        }
        else
        {
            made.Append(Expand(Pick(inner)));
        }

        return true;
    }

    private string Pick(string inner)
    {
        var parts = Parts(inner);
        return parts[random.Next(parts.Count)];
    }

    private static List<string> Parts(string inner)
    {
        List<string> parts = [];
        var (depth, start) = (0, 0);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '{')
                depth++;
            else if (inner[i] == '}')
                depth--;
            // Two bars are an operator.
            else if (inner[i] == '|' && i + 1 < inner.Length && inner[i + 1] == '|' && i > 0)
                i++;
            else if (inner[i] == '|' && depth == 0 && !(i > 0 && i + 1 < inner.Length && inner[i - 1] == '\'' && inner[i + 1] == '\''))
                (parts, start) = ([.. parts, inner[start..i]], i + 1);
        }

        return [.. parts, inner[start..]];
    }

    private static int Closing(string template, int at)
    {
        var depth = 0;
        for (; at < template.Length; at++)
        {
            if (template[at] == '{')
                depth++;
            else if (template[at] == '}' && --depth == 0)
                return at;
        }

        throw new InvalidOperationException($"A brace is not closed: {template}");
    }

    [GeneratedRegex("^([a-z0-9]+) = ")]
    private static partial Regex RuleHead();

    [GeneratedRegex("<([a-z0-9]+)>")]
    private static partial Regex RuleName();
}
