using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cli.Tests;

/// <summary>The check itself finds what it is there to find, and every document has a schema.</summary>
public sealed partial class JsonSchemaTests
{
    private const string Schema = """
        {
          "type": "object", "additionalProperties": false, "required": ["a"],
          "properties": {
            "a": { "type": ["integer", "null"], "minimum": 0, "maximum": 9 }, "b": { "$ref": "#/$defs/word" },
                "c": { "type": "array", "items": { "enum": ["x", "y"] } },
            "d": { "anyOf": [{ "$ref": "#/$defs/word" }, { "type": "null" }] }, "e": { "const": "one" }, "f": { "type": "string", "format": "date-time" },
            "g": { "type": "number" }, "h": { "type": "object", "additionalProperties": { "$ref": "#/$defs/word" } }
          },
          "$defs": { "word": { "type": "string", "pattern": "^[a-z]+$" } }
        }
        """;

    [Theory]
    [InlineData("""{ "a": 1, "b": "word", "c": ["x", "y"], "d": null, "e": "one", "f": "2026-01-01T00:00:00+00:00", "g": 1, "h": { "any": "word" } }""")]
    [InlineData("""{ "a": null, "d": "word" }""")]
    public void A_fitting_document_has_no_mistakes(string document) => Assert.Empty(Mistakes(document));

    [Theory]
    [InlineData("""{ }""", "$: a is missing")]
    [InlineData("""{ "a": "1" }""", "$.a: is string, not integer or null")]
    [InlineData("""{ "a": 1.5 }""", "$.a: is number, not integer or null")]
    [InlineData("""{ "a": -1 }""", "$.a: -1 is less than 0")]
    [InlineData("""{ "a": 10 }""", "$.a: 10 is more than 9")]
    [InlineData("""{ "a": 1, "z": 1 }""", "$.z: the schema does not know it")]
    [InlineData("""{ "a": 1, "b": "Word" }""", "$.b: Word does not match ^[a-z]+$")]
    [InlineData("""{ "a": 1, "c": ["x", "z"] }""", "$.c[1]: z is none of [\"x\", \"y\"]")]
    [InlineData("""{ "a": 1, "d": 1 }""", "$.d: fits none of the choices: 1")]
    [InlineData("""{ "a": 1, "e": "two" }""", "$.e: is two, not one")]
    [InlineData("""{ "a": 1, "f": "yesterday" }""", "$.f: yesterday is no date-time")]
    [InlineData("""{ "a": 1, "h": { "any": "Word" } }""", "$.h.any: Word does not match ^[a-z]+$")]
    [InlineData("""[]""", "$: is array, not object")]
    public void A_mistake_is_found_at_its_place(string document, string mistake) => Assert.Equal([mistake], Mistakes(document));

    [Fact]
    public void A_rule_that_the_check_does_not_know_is_a_mistake() =>
        Assert.Equal(["$: the schema says `multipleOf`, which this check does not know"],
            JsonSchema.Parse("""{ "multipleOf": 1 }""").Mistakes(JsonDocument.Parse("1").RootElement));

    [Fact]
    public void Every_document_that_the_tools_write_has_a_schema_and_no_schema_is_left_over()
    {
        var written = Directory.EnumerateFiles(Path.Combine(Published.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => Name().Matches(File.ReadAllText(path)).Select(m => JsonSchema.FileOf(m.Value.Trim('"'))));
        Assert.Equal(written.Distinct().Order(StringComparer.Ordinal), Directory.EnumerateFiles(JsonSchema.Directory).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_definition_says_the_same_in_every_schema()
    {
        var different = Directory.EnumerateFiles(JsonSchema.Directory)
            .SelectMany(path => Definitions(JsonDocument.Parse(File.ReadAllText(path)).RootElement).Select(d => (d.Name, Text: d.Value.GetRawText(), path)))
            .GroupBy(d => d.Name, StringComparer.Ordinal)
            .Where(group => group.Select(d => d.Text).Distinct(StringComparer.Ordinal).Skip(1).Any())
            .Select(group => $"{group.Key}: {string.Join(' ', group.Select(d => Path.GetFileName(d.path)))}");
        Assert.Empty(different);

        static IEnumerable<JsonProperty> Definitions(JsonElement schema) =>
            schema.TryGetProperty("$defs", out var definitions) ? definitions.EnumerateObject() : [];
    }

    private static IReadOnlyList<string> Mistakes(string document) => JsonSchema.Parse(Schema).Mistakes(JsonDocument.Parse(document).RootElement);

    [GeneratedRegex("\"(error|(confiture|fraisier)/[a-z-]+)/[0-9]+\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
