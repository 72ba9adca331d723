using System.Text;

namespace Confiture.Schema;

/// <summary>Names that a plan makes up.</summary>
internal static class ObjectName
{
    // PostgreSQL cuts what is longer without a word.
    private const int MostBytes = 63;

    /// <summary>The name of what steps aside for its successor.</summary>
    internal static string Aside(string name) => With(name, "__old");

    /// <summary>The name of a successor until it takes its place.</summary>
    internal static string Ahead(string name) => With(name, "__new");

    /// <summary>A name with something behind it, cut to what PostgreSQL keeps.</summary>
    internal static string With(string name, string suffix)
    {
        while (Encoding.UTF8.GetByteCount(name) + suffix.Length > MostBytes) name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        return name + suffix;
    }
}
