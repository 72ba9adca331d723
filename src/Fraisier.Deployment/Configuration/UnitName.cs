using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>Names of systemd units as systemd allows them.</summary>
internal static class UnitName
{
    private const int Longest = 255;

    /// <summary>The name with its suffix; a mistake is recorded for what is none.</summary>
    /// <param name="key">The key that has it.</param>
    /// <param name="text">As it is written.</param>
    /// <param name="suffix">The suffix of a name that has none.</param>
    public static string Read(ConfigurationMap map, string key, string text, string suffix = ".service")
    {
        if (text.StartsWith('-') || text.Length > Longest || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '-' or '_' or '.' or '\\' or '@'))
            map.Mistake(key, "is not a unit name");
        return text.Contains('.', StringComparison.Ordinal) ? text : text + suffix;
    }
}
