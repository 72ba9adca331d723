using System.Text;

namespace Foundation.Configuration;

/// <summary>Expands <c>${NAME}</c> and <c>${NAME:-default}</c>; <c>$${</c> is a literal <c>${</c>. What comes out is not expanded again.</summary>
/// <param name="read">Looks a variable up; null when it is not set.</param>
public sealed class Variables(Func<string, string?> read)
{
    /// <summary>The expanded text, or null after a call of <paramref name="mistake"/> (message, whether a variable is unset). Values never enter the messages.
    /// <paramref name="expanded"/> receives the name and the value of each variable that is set.</summary>
    /// <param name="emptyIsUnset">True when a variable that is set but empty is a mistake, too.</param>
    public string? Expand(string text, Action<string, bool> mistake, bool emptyIsUnset = false, Action<string, string>? expanded = null)
    {
        if (!text.Contains("${", StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        var whole = true;
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            if (open < 0) open = text.Length;
            if (open == text.Length || (open > at && text[open - 1] == '$'))
            {
                var literal = open == text.Length;
                result.Append(text, at, open - at - (literal ? 0 : 1)).Append(literal ? string.Empty : "${");
                at = Math.Min(open + 2, text.Length);
                continue;
            }

            result.Append(text, at, open - at);
            var close = text.IndexOf('}', open);
            if (close < 0 || Reference.Parse(text[(open + 2)..close]) is not { } reference)
            {
                mistake("a `${` here is not `${NAME}` or `${NAME:-default}`; write `$${` for a literal `${`", false);
                return null;
            }

            whole &= Append(result, reference, mistake, emptyIsUnset, expanded);
            at = close + 1;
        }

        return whole ? result.ToString() : null;
    }

    private bool Append(StringBuilder result, Reference reference, Action<string, bool> mistake, bool emptyIsUnset, Action<string, string>? expanded)
    {
        var value = read(reference.Name);
        if (!string.IsNullOrEmpty(value)) expanded?.Invoke(reference.Name, value);
        // As in a shell: the default also replaces an empty value.
        if (string.IsNullOrEmpty(value) && reference.Default is not null) value = reference.Default;
        if (value is null) mistake($"the environment variable `{reference.Name}` is not set", true);
        else if (value.Length == 0 && emptyIsUnset) mistake($"the environment variable `{reference.Name}` is set but empty", true);
        result.Append(value);
        return value is not null && !(value.Length == 0 && emptyIsUnset);
    }

    private sealed record Reference(string Name, string? Default)
    {
        public static Reference? Parse(string inside)
        {
            var cut = inside.IndexOf(":-", StringComparison.Ordinal);
            var name = cut < 0 ? inside : inside[..cut];
            var fallback = cut < 0 ? null : inside[(cut + 2)..];
            var valid = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
                && fallback?.Contains("${", StringComparison.Ordinal) != true;
            return valid ? new(name, fallback) : null;
        }
    }
}
