using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cli.Tests;

/// <summary>
/// Checks a document against a schema. It knows the words that docs/schemas uses and refuses all others, so that no rule is passed over in silence.
/// </summary>
internal sealed class JsonSchema
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$schema", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties",
        "items", "enum", "const", "pattern", "minimum", "maximum", "format", "anyOf",
    };

    private readonly JsonElement root;

    private JsonSchema(JsonElement root) => this.root = root;

    /// <summary>The directory that holds the schemas.</summary>
    public static string Directory { get; } = Path.Combine(Published.Repository, "docs", "schemas");

    public static string FileOf(string name) => Path.Combine(Directory, name.Replace('/', '-') + ".json");

    public static JsonSchema Load(string name) => Parse(File.ReadAllText(FileOf(name)));

    public static JsonSchema Parse(string text) => new(JsonDocument.Parse(text).RootElement);

    /// <summary>What is wrong with a document, each with its path; empty when it fits.</summary>
    public IReadOnlyList<string> Mistakes(JsonElement document) => [.. Check(root, document, "$")];

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string path)
    {
        if (schema.EnumerateObject().FirstOrDefault(p => !Known.Contains(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } word)
            return [$"{path}: the schema says `{word.Name}`, which this check does not know"];
        if (schema.TryGetProperty("$ref", out var reference)) return Check(Definition(reference.GetString()!), value, path);
        if (schema.TryGetProperty("anyOf", out var choices))
            return choices.EnumerateArray().Any(c => !Check(c, value, path).Any()) ? [] : [$"{path}: fits none of the choices: {value}"];
        return CheckType(schema, value, path).Concat(CheckText(schema, value, path)).Concat(value.ValueKind switch
        {
            JsonValueKind.Object => CheckObject(schema, value, path),
            JsonValueKind.Array =>
                schema.TryGetProperty("items", out var items) ? value.EnumerateArray().SelectMany((item, i) => Check(items, item, $"{path}[{i}]")) : [],
            _ => [],
        });
    }

    private JsonElement Definition(string reference) => root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);

    private static IEnumerable<string> CheckType(JsonElement schema, JsonElement value, string path)
    {
        if (!schema.TryGetProperty("type", out var type)) yield break;
        string[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
        var kind = TypeOf(value);
        if (kind == "integer" && types.Contains("number", StringComparer.Ordinal)) yield break;
        if (!types.Contains(kind, StringComparer.Ordinal)) yield return $"{path}: is {kind}, not {string.Join(" or ", types)}";
    }

    private static IEnumerable<string> CheckText(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value)) yield return $"{path}: is {value}, not {constant}";
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(w => JsonElement.DeepEquals(w, value)))
            yield return $"{path}: {value} is none of {words}";
        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind == JsonValueKind.String
            && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
        {
            yield return $"{path}: {value} does not match {pattern}";
        }

        if (schema.TryGetProperty("minimum", out var minimum) && value.ValueKind == JsonValueKind.Number && value.GetDouble() < minimum.GetDouble())
            yield return $"{path}: {value} is less than {minimum}";
        if (schema.TryGetProperty("maximum", out var maximum) && value.ValueKind == JsonValueKind.Number && value.GetDouble() > maximum.GetDouble())
            yield return $"{path}: {value} is more than {maximum}";
        if (schema.TryGetProperty("format", out var format) && value.ValueKind == JsonValueKind.String
            && (format.GetString() != "date-time" || !value.TryGetDateTimeOffset(out _)))
        {
            yield return $"{path}: {value} is no {format}";
        }
    }

    private IEnumerable<string> CheckObject(JsonElement schema, JsonElement value, string path)
    {
        var properties = schema.TryGetProperty("properties", out var declared) ? declared : default;
        foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString()!) : [])
        {
            if (!value.TryGetProperty(name, out _)) yield return $"{path}: {name} is missing";
        }

        foreach (var property in value.EnumerateObject())
        {
            var place = $"{path}.{property.Name}";
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(property.Name, out var rule))
            {
                foreach (var mistake in Check(rule, property.Value, place)) yield return mistake;
            }
            else if (schema.TryGetProperty("additionalProperties", out var additional))
            {
                if (additional.ValueKind == JsonValueKind.False) yield return $"{place}: the schema does not know it";
                foreach (var mistake in additional.ValueKind == JsonValueKind.Object ? Check(additional, property.Value, place) : []) yield return mistake;
            }
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
