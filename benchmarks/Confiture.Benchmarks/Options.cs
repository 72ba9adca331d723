using System.Globalization;
using System.Text.RegularExpressions;

namespace Confiture.Benchmarks;

/// <summary>What is wanted: <c>[ROUNDS] [--rows REGEX]</c>, as bench.sh passes it on.</summary>
/// <param name="Rounds">How often each contender has a turn.</param>
/// <param name="Rows">Which rows; null for all.</param>
internal sealed record Options(int Rounds, Regex? Rows)
{
    /// <summary>Fewer rounds say little: a median of seven survives three that were disturbed.</summary>
    public const int UsualRounds = 7;

    /// <summary>True when the figures are worth keeping.</summary>
    public bool IsForDocument => Rows is null && Rounds >= UsualRounds;

    public static Options? Parse(IReadOnlyList<string> arguments)
    {
        var (rounds, rows) = (UsualRounds, (Regex?)null);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (int.TryParse(arguments[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) rounds = number;
            else if (arguments[i] == "--rows" && i + 1 < arguments.Count && Pattern(arguments[++i]) is { } pattern) rows = pattern;
            else return null;
        }

        return new(rounds, rows);
    }

    private static Regex? Pattern(string text)
    {
        try
        {
            return new(text, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (RegexParseException)
        {
            return null; // What the caller sees is how it is to be called.
        }
    }
}
