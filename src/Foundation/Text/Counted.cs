using System.Globalization;

namespace Foundation.Text;

/// <summary>Numbers of things, in words.</summary>
public static class Counted
{
    /// <summary>The number and the noun, which gets an <c>s</c> unless there is one: <c>1 file</c>, <c>2 files</c>.</summary>
    /// <param name="noun">The noun in the singular.</param>
    public static string Of(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? string.Empty : "s")}");
}
