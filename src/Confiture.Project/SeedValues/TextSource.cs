using System.Globalization;

namespace Confiture.Project;

/// <summary>Texts that mean what their column is called, as far as checks allow.</summary>
/// <param name="meaning">Makes a text of the column's meaning.</param>
/// <param name="longest">The most characters that the type has; null without limit.</param>
internal sealed class TextSource(Func<Words, string> meaning, int? longest) : ValueSource
{
    private const int Tries = 50;

    // From here on a number makes a text different from all before.
    private const int Numbered = 2;

    private protected override Sample Make(Ask ask)
    {
        var text = Cased(Fitted(Meant(ask), ask), ask.Demand);
        if (!ask.Demand.Patterns.All(p => p.Accepts(text)) || ask.Demand.Excludes(text)) text = Matching(ask) ?? text;
        return new(text);
    }

    private string Meant(Ask ask)
    {
        var text = meaning(ask.Words);
        if (ask.Attempt < Numbered) return text;
        var number = (ask.Row + ask.Attempt - Numbered).ToString(CultureInfo.InvariantCulture);
        var (limit, at) = (Limit(ask.Demand), text.IndexOf('@', StringComparison.Ordinal));
        if (at > 0) return Shortened(text[..at], limit - number.Length - (text.Length - at)) + number + text[at..];
        var between = text.Contains(' ', StringComparison.Ordinal) ? " " : text.AsSpan().ContainsAny('/', '-') ? "-" : string.Empty;
        return Shortened(text, limit - number.Length - between.Length) + between + number;
    }

    private int Limit(Demand demand) => Math.Min(longest ?? int.MaxValue, demand.MaxLength ?? int.MaxValue);

    private static string Shortened(string text, int length) => length >= text.Length ? text : text[..Math.Max(0, length)].TrimEnd(' ', '-', '.', ',');

    private string Fitted(string text, Ask ask)
    {
        text = Shortened(text, Limit(ask.Demand));
        if (text.Length < ask.Demand.MinLength) text += ask.Random.String2(ask.Demand.MinLength - text.Length, "abcdefghijklmnopqrstuvwxyz");
        // A short word of a unique column has few values.
        return ask.Attempt > 10 && Limit(ask.Demand) is var limit && limit <= 4
            ? ask.Random.String2(limit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") : text;
    }

    private static string Cased(string text, Demand demand) => demand.IsUpper switch
    {
        true => text.ToUpperInvariant(),
        false => text.ToLowerInvariant(),
        null => text,
    };

    private string? Matching(Ask ask)
    {
        for (var i = 0; i < Tries; i++)
        {
            foreach (var pattern in ask.Demand.Patterns.Where(p => !p.IsDenied))
            {
                if (pattern.Make(ask.Random) is not { } made) continue;
                var text = Cased(made, ask.Demand);
                if (text.Length <= Limit(ask.Demand) && text.Length >= ask.Demand.MinLength && !ask.Demand.Excludes(text)
                    && ask.Demand.Patterns.All(p => p.Accepts(text)))
                {
                    return text;
                }
            }

            // Only what texts must not match is in the way: other words may do.
            var other = Cased(Fitted(i < Tries / 2 ? meaning(ask.Words) : Words.Slug(meaning(ask.Words)), ask), ask.Demand);
            if (ask.Demand.Patterns.All(p => p.Accepts(other)) && !ask.Demand.Excludes(other)) return other;
        }

        return null;
    }
}
