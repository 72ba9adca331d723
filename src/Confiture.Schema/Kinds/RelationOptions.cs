namespace Confiture.Schema;

/// <summary>Storage parameters: a list of <c>name=value</c>.</summary>
internal static class RelationOptions
{
    internal static IEnumerable<Change> Changed(string alter, IReadOnlyList<string> from, IReadOnlyList<string> to, string prefix = "")
    {
        string[] gone = [.. from.Select(NameOf).Except(to.Select(NameOf), StringComparer.Ordinal)];
        string[] set = [.. to.Except(from, StringComparer.Ordinal)];
        if (gone.Length > 0) yield return new($"{alter} RESET ({string.Join(", ", gone.Select(name => prefix + name))})");
        if (set.Length > 0) yield return new($"{alter} SET ({string.Join(", ", set.Select(option => prefix + Written(option)))})");
    }

    internal static string Words(IEnumerable<string> options) => string.Join(", ", options.Select(Written));

    private static string NameOf(string option) => option[..option.IndexOf('=', StringComparison.Ordinal)];

    // A value may be anything; as a string constant it is always read back.
    private static string Written(string option)
    {
        var at = option.IndexOf('=', StringComparison.Ordinal);
        return $"{option[..at]}={Value(option[(at + 1)..])}";
    }

    private static string Value(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.') ? value : Sql.SqlLiteral.Quote(value);
}
