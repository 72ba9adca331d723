using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Confiture.Schema;

/// <summary>
/// The one place where a plan makes up names. A name is the old one with a word behind it; where that is too long, or where something has that name already,
/// a part of the hash of the old name stands between the two. The same question has the same answer as long as the plan lasts.
/// </summary>
/// <param name="taken">Every name that one of the two schemas has, whatever has it.</param>
internal sealed class MadeNames(IReadOnlySet<string> taken)
{
    // PostgreSQL cuts what is longer without a word, and what was cut collides.
    private const int MostBytes = 63;
    private const int HashDigits = 8;

    /// <summary>Names for plans between two schemas.</summary>
    internal static MadeNames Between(DatabaseSchema from, DatabaseSchema to) =>
        new(from.Objects.Concat(to.Objects).Select(o => o.Name).ToHashSet(StringComparer.Ordinal));

    /// <summary>The name of what steps aside for its successor.</summary>
    internal string Aside(string name) => With(name, "__old");

    /// <summary>The name of a successor until it takes its place.</summary>
    internal string Ahead(string name) => With(name, "__new");

    /// <summary>A name with a word behind it, at most 63 bytes, that nothing else has.</summary>
    /// <param name="name">What it is made of.</param>
    /// <param name="suffix">The word, in ASCII.</param>
    internal string With(string name, string suffix)
    {
        var made = name + suffix;
        for (var attempt = 0; Encoding.UTF8.GetByteCount(made) > MostBytes || taken.Contains(made); attempt++) made = Hashed(name, suffix, attempt);
        return made;
    }

    private static string Hashed(string name, string suffix, int attempt)
    {
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}/{attempt}"))))[..HashDigits];
        var end = $"_{hash}{suffix}";
        while (Encoding.UTF8.GetByteCount(name) + end.Length > MostBytes) name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        return name + end;
    }
}
