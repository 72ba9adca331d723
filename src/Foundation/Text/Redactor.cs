namespace Foundation.Text;

/// <summary>Keeps secrets out of what is written: it knows their values, whatever sentence they turn up in.</summary>
public sealed class Redactor
{
    /// <summary>The replacement for a secret.</summary>
    public const string Shown = "***";

    // Shorter values are words, numbers and ports; hiding them would hide the sentence.
    private const int ShortestSecret = 6;
    private volatile string[] forms = [];

    /// <summary>Registers secrets. Values of fewer than six characters are ignored: they look like ordinary words.</summary>
    public void Add(IEnumerable<string> secrets) =>
        // The longest first: one secret may be a part of another.
        forms = [.. forms.Concat(secrets.Where(s => s.Trim().Length >= ShortestSecret).SelectMany(Forms)).Distinct(StringComparer.Ordinal)
            .OrderByDescending(f => f.Length)];

    /// <summary>The text without the secrets.</summary>
    /// <param name="text">What is about to be written.</param>
    public string Hidden(string text)
    {
        foreach (var form in forms) text = text.Replace(form, Shown, StringComparison.Ordinal);
        return text;
    }

    // As it is, as URLs write it, and as JSON writes it.
    private static IEnumerable<string> Forms(string secret)
    {
        var value = secret.Trim();
        return [value, Uri.EscapeDataString(value), value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)];
    }
}
