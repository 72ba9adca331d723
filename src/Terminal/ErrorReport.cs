using System.Text;
using System.Text.Json.Serialization;
using Foundation.Errors;

namespace Terminal;

/// <summary>An error as the JSON document <c>error/1</c>.</summary>
internal sealed record ErrorReport(
    string Schema, string Code, int Exit, string What, string Why, string Fix, IReadOnlyList<string> Details, IReadOnlyList<string> Completed)
{
    /// <param name="completed">What the command had done before it failed and what stays in effect.</param>
    public static ErrorReport Of(ToolException error, IReadOnlyList<string> completed) =>
        new("error/1", error.Code.Id, (int)error.Code.Exit, error.What, error.Why, error.Fix, error.Details, completed);

    /// <summary>The same error as text for people.</summary>
    public static string Text(ToolException error, bool color)
    {
        var (red, dim, end) = color ? ("\x1b[1;31m", "\x1b[2m", "\x1b[0m") : (string.Empty, string.Empty, string.Empty);
        var text = new StringBuilder();
        text.Append(red).Append($"error[{error.Code.Id}]:").Append(end).Append(' ').Append(Indented(error.What, 2)).Append('\n');
        text.Append("  why: ").Append(Indented(error.Why, 7)).Append('\n');
        text.Append("  fix: ").Append(Indented(error.Fix, 7)).Append('\n');
        foreach (var line in error.Details) text.Append("    ").Append(dim).Append(Indented(line, 4)).Append(end).Append('\n');
        return text.ToString();
    }

    private static string Indented(string text, int by) => Printable.Text(text.TrimEnd()).Replace("\n", "\n" + new string(' ', by), StringComparison.Ordinal);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorReport))]
internal sealed partial class ErrorReportJson : JsonSerializerContext;
