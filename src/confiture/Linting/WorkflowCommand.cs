using System.Globalization;

namespace Confiture.Cli.Commands;

/// <summary>Lines by which a program tells GitHub Actions something: https://docs.github.com/actions, "Workflow commands".</summary>
internal static class WorkflowCommand
{
    /// <summary>A message at a place of a file.</summary>
    /// <param name="level"><c>error</c>, <c>warning</c> or <c>notice</c>.</param>
    /// <param name="file">The file; null for none.</param>
    /// <param name="place">Line and column, from 1; 0 for none.</param>
    internal static string Annotation(string level, string? file, (int Line, int Column) place, string title, string message)
    {
        List<string> properties = [];
        if (file is not null) properties.Add($"file={Property(file)}");
        if (place.Line > 0) properties.Add(string.Create(CultureInfo.InvariantCulture, $"line={place.Line}"));
        if (place.Column > 0) properties.Add(string.Create(CultureInfo.InvariantCulture, $"col={place.Column}"));
        properties.Add($"title={Property(title)}");
        return $"::{level} {string.Join(',', properties)}::{Value(message)}\n";
    }

    private static string Value(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Value(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
