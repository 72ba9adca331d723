using System.Globalization;
using System.Text;

namespace Confiture.Project;

/// <summary>Makes texts that a simple regular expression matches: characters, classes, groups, alternatives, repetitions.</summary>
internal sealed class PatternText
{
    private const int MostRepetitions = 8;
    private const string Digits = "0123456789", Lower = "abcdefghijklmnopqrstuvwxyz", Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly Node node;

    private PatternText(Node node) => this.node = node;

    internal static PatternText? Of(string pattern)
    {
        var at = 0;
        return Alternation(pattern, ref at) is { } found && at == pattern.Length ? new(found) : null;
    }

    internal string Make(Bogus.Randomizer random)
    {
        var text = new StringBuilder();
        node.Write(text, random);
        return text.ToString();
    }

    private static Node? Alternation(string pattern, ref int at)
    {
        List<Node> ways = [];
        while (true)
        {
            if (Sequence(pattern, ref at) is not { } way) return null;
            ways.Add(way);
            if (at == pattern.Length || pattern[at] != '|') return ways.Count == 1 ? way : new Node.Choice(ways);
            at++;
        }
    }

    private static Node.Row? Sequence(string pattern, ref int at)
    {
        List<Node> parts = [];
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            if (Part(pattern, ref at) is not { } part || Repeated(part, pattern, ref at) is not { } repeated) return null;
            parts.Add(repeated);
        }

        return new(parts);
    }

    private static Node? Part(string pattern, ref int at)
    {
        var c = pattern[at++];
        return c switch
        {
            '^' or '$' => new Node.Row([]),
            '.' => new Node.Character(Lower),
            '[' => Class(pattern, ref at) is { Length: > 0 } set ? new Node.Character(set) : null,
            '(' => Group(pattern, ref at),
            '\\' when at < pattern.Length => Escaped(pattern[at++]) is { } found ? new Node.Character(found) : At(pattern[at - 1]),
            '*' or '+' or '?' or '{' or '\\' => null,
            _ => new Node.Character(c.ToString()),
        };
    }

    private static Node? Group(string pattern, ref int at)
    {
        if (at + 1 < pattern.Length && pattern[at] == '?')
        {
            if (pattern[at + 1] != ':') return null;
            at += 2;
        }

        if (Alternation(pattern, ref at) is not { } inner || at == pattern.Length) return null;
        at++;
        return inner;
    }

    private static Node.Row? At(char escape) => escape is 'b' or 'A' or 'Z' ? new([]) : null;

    private static string? Escaped(char c) => c switch
    {
        'd' => Digits,
        'w' => Lower + Digits,
        's' => " ",
        'D' or 'S' or 'W' => Lower,
        't' => "\t",
        'n' => "\n",
        _ => char.IsAsciiLetterOrDigit(c) ? null : c.ToString(),
    };

    private static string? Class(string pattern, ref int at)
    {
        var denies = at < pattern.Length && pattern[at] == '^';
        if (denies) at++;
        var set = new StringBuilder();
        for (var isFirst = true; at < pattern.Length && (pattern[at] != ']' || isFirst); isFirst = false)
        {
            var one = pattern[at] == '\\' && at + 1 < pattern.Length ? Escaped(pattern[++at]) : pattern[at].ToString();
            if (one is null) return null;
            at++;
            if (one.Length == 1 && at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                for (var c = one[0]; c <= pattern[at + 1]; c++) set.Append(c);
                at += 2;
            }
            else
            {
                set.Append(one);
            }
        }

        if (at++ >= pattern.Length) return null;
        var found = set.ToString();
        return denies ? string.Concat((Lower + Digits + Upper + "-_ ").Where(c => !found.Contains(c, StringComparison.Ordinal))) : found;
    }

    private static Node? Repeated(Node part, string pattern, ref int at)
    {
        if (at == pattern.Length) return part;
        var (least, most) = (1, 1);
        switch (pattern[at])
        {
            case '*': (least, most) = (0, MostRepetitions); break;
            case '+': (least, most) = (1, MostRepetitions); break;
            case '?': (least, most) = (0, 1); break;
            case '{':
                var end = pattern.IndexOf('}', at);
                if (end < 0 || Counts(pattern[(at + 1)..end]) is not { } counts) return null;
                ((least, most), at) = (counts, end);
                break;
            default: return part;
        }

        at++;
        // What repeats as little as possible matches the same texts.
        if (at < pattern.Length && pattern[at] == '?') at++;
        return new Node.Repeat(part, least, most);
    }

    private static (int Least, int Most)? Counts(string text)
    {
        var parts = text.Split(',');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least)) return null;
        if (parts.Length == 1) return (least, least);
        if (parts[1].Length == 0) return (least, least + MostRepetitions);
        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? (least, most) : null;
    }

    private abstract record Node
    {
        internal abstract void Write(StringBuilder text, Bogus.Randomizer random);

        internal sealed record Character(string Set) : Node
        {
            internal override void Write(StringBuilder text, Bogus.Randomizer random) => text.Append(Set[random.Number(Set.Length - 1)]);
        }

        internal sealed record Row(IReadOnlyList<Node> Parts) : Node
        {
            internal override void Write(StringBuilder text, Bogus.Randomizer random)
            {
                foreach (var part in Parts) part.Write(text, random);
            }
        }

        internal sealed record Choice(IReadOnlyList<Node> Ways) : Node
        {
            internal override void Write(StringBuilder text, Bogus.Randomizer random) => Ways[random.Number(Ways.Count - 1)].Write(text, random);
        }

        internal sealed record Repeat(Node Part, int Least, int Most) : Node
        {
            internal override void Write(StringBuilder text, Bogus.Randomizer random)
            {
                for (var count = random.Number(Least, Math.Max(Least, Math.Min(Most, Least + MostRepetitions))); count > 0; count--) Part.Write(text, random);
            }
        }
    }
}
