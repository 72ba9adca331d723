namespace Confiture.Sql;

/// <summary>Folds unquoted names to catalog names.</summary>
internal static class Folding
{
    /// <summary>The name in lower case. PostgreSQL folds only the ASCII letters of a UTF-8 database.</summary>
    public static string Fold(ReadOnlySpan<char> name) => string.Create(name.Length, name, static (folded, given) =>
    {
        for (var i = 0; i < given.Length; i++)
            folded[i] = char.IsAsciiLetterUpper(given[i]) ? (char)(given[i] | 0x20) : given[i];
    });
}
