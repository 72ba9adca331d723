using System.Text;

namespace Confiture.Sql.Tests;

/// <summary>Texts that are nearly statements: tokens of others taken out, exchanged, cut off, spliced, nested.</summary>
internal sealed class Mutations(int seed, IReadOnlyList<string> corpus)
{
    private static readonly string[] Openings = ["(", "((", "CASE WHEN ", "ARRAY[", "(SELECT * FROM (", "a::numeric(", "NOT ", "WITH x AS (SELECT ", "f(",
        "EXPLAIN ", "CREATE SCHEMA s ", "PREPARE p AS "];

    private readonly Random random = new(seed);

    public string Next()
    {
        var text = Pick(corpus);
        for (var left = random.Next(1, 5); left > 0; left--)
            text = Mutate(text);
        return text;
    }

    private string Mutate(string text)
    {
        if (text.Length == 0)
            return Pick(corpus);
        return random.Next(9) switch
        {
            0 => WithTokens(text, t => t.RemoveAt(random.Next(t.Count))),
            1 => WithTokens(text, t => (t[0], t[^1]) = (t[^1], t[0])),
            2 => WithTokens(text, t => t.Insert(random.Next(t.Count), Pick(t))),
            3 => WithTokens(text, Exchange),
            4 => text[..random.Next(text.Length)],
            5 => text[random.Next(text.Length)..],
            6 => Splice(text, Pick(corpus)),
            7 => text.Insert(random.Next(text.Length), Pick(Soup.Fragments)),
            _ => Nest(text),
        };
    }

    private void Exchange(List<string> tokens)
    {
        var (one, other) = (random.Next(tokens.Count), random.Next(tokens.Count));
        (tokens[one], tokens[other]) = (tokens[other], tokens[one]);
    }

    private static string WithTokens(string text, Action<List<string>> change)
    {
        if (!Soup.Parses(text))
            return text;
        var tokens = Laws.Tokens(text).Where(t => !t.IsTrivia).Select(t => t.In(text).ToString()).ToList();
        if (tokens.Count == 0)
            return text;
        change(tokens);
        return string.Join(' ', tokens);
    }

    private string Splice(string one, string other) => one[..random.Next(one.Length)] + other[random.Next(other.Length)..];

    /// <summary>One opening many times: what calls itself would end the stack.</summary>
    private string Nest(string text)
    {
        var opening = Pick(Openings);
        var times = random.Next(3) == 0 ? random.Next(2_000) : random.Next(6);
        return new StringBuilder(text).Insert(random.Next(text.Length), opening, times).ToString();
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
