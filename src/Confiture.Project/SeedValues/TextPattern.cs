using System.Text;
using System.Text.RegularExpressions;

namespace Confiture.Project;

/// <summary>A regular expression of a check: it tests texts, and makes one that it matches.</summary>
internal sealed class TextPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly (string Theirs, string Ours)[] Spellings =
    [
        ("[:alpha:]", "a-zA-Z"), ("[:alnum:]", "a-zA-Z0-9"), ("[:digit:]", "0-9"), ("[:lower:]", "a-z"), ("[:upper:]", "A-Z"), ("[:space:]", @"\s"),
        ("[:xdigit:]", "0-9a-fA-F"), ("[:word:]", @"\w"), ("[:punct:]", "!-/:-@"), (@"\m", @"\b"), (@"\M", @"\b"), (@"\y", @"\b"),
    ];

    private readonly Regex? test;
    private readonly PatternText? maker;

    private TextPattern(Regex? test, PatternText? maker, bool isDenied)
    {
        this.test = test;
        this.maker = maker;
        IsDenied = isDenied;
    }

    /// <summary>True when a text must not match.</summary>
    internal bool IsDenied { get; }

    internal static TextPattern Of(Atom.Like like)
    {
        var text = new StringBuilder(like.Pattern);
        foreach (var (theirs, ours) in Spellings) text.Replace(theirs, ours);
        var pattern = text.ToString();
        try
        {
            return new(new Regex(pattern, RegexOptions.CultureInvariant | (like.IgnoresCase ? RegexOptions.IgnoreCase : RegexOptions.None), Limit),
                like.IsDenied ? null : PatternText.Of(pattern), like.IsDenied);
        }
        catch (ArgumentException)
        {
            // Only the server knows this spelling; it decides.
            return new(null, null, like.IsDenied);
        }
    }

    internal bool Accepts(string text)
    {
        try
        {
            return test is null || test.IsMatch(text) != IsDenied;
        }
        catch (RegexMatchTimeoutException)
        {
            // The server decides.
            return true;
        }
    }

    /// <summary>A text that it matches; null where it is not understood.</summary>
    internal string? Make(Bogus.Randomizer random) => maker?.Make(random);
}
