using System.Buffers;
using System.Text;
using System.Text.Json;
using Confiture.Safety;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Findings as SARIF 2.1.0.</summary>
internal static class Sarif
{
    private const string Version = "2.1.0", Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    internal static string Of(IReadOnlyList<LintFinding> findings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true })) Document(writer, findings);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Document(Utf8JsonWriter writer, IReadOnlyList<LintFinding> findings)
    {
        var rules = findings.Select(f => f.Rule).Distinct(StringComparer.Ordinal).ToList();
        writer.WriteStartObject();
        writer.WriteString("$schema", Schema);
        writer.WriteString("version", Version);
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", Tool.Name);
        writer.WriteString("version", Tool.Version);
        writer.WriteStartArray("rules");
        foreach (var id in rules) Rule(writer, id, findings.First(f => f.Rule == id));
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteString("columnKind", "unicodeCodePoints");
        writer.WriteStartArray("results");
        foreach (var finding in findings) Result(writer, finding, rules.IndexOf(finding.Rule));
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Rule(Utf8JsonWriter writer, string id, LintFinding example)
    {
        var rule = LintRules.Find(id);
        writer.WriteStartObject();
        writer.WriteString("id", id);
        Message(writer, "shortDescription", rule?.Summary ?? example.Message);
        if (rule is not null) Message(writer, "fullDescription", rule.Why);
        if (example.Safer.Length > 0) Message(writer, "help", example.Safer);
        writer.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter writer, LintFinding finding, int rule)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Rule);
        writer.WriteNumber("ruleIndex", rule);
        writer.WriteString("level", finding.Severity switch { LintSeverity.Error => "error", LintSeverity.Warning => "warning", _ => "note" });
        Message(writer, "message", finding.Message);
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", Uri.EscapeDataString(finding.File.Replace(Path.DirectorySeparatorChar, '/')).Replace("%2F", "/", StringComparison.Ordinal));
        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", finding.Position.Line);
        writer.WriteNumber("startColumn", finding.Position.Column);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }
}
