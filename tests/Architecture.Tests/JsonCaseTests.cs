using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>All JSON of both tools, printed, stored or sent, has one case: camel case.</summary>
public sealed partial class JsonCaseTests
{
    // Rules of the user's own are served by the same version; the words of the safety analysis are sent as its enums have them.
    private static readonly string[] WithOtherWords = ["RuleJson"];

    private static IReadOnlyList<JsonSerializerContext> Contexts { get; } =
    [
        .. from assembly in Repository.ProductAssemblies()
           from type in assembly.GetTypes()
           where type.IsSubclassOf(typeof(JsonSerializerContext))
           select (JsonSerializerContext)type.GetProperty("Default", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!,
    ];

    [Fact]
    public void Every_context_writes_members_in_camel_case()
    {
        Assert.InRange(Contexts.Count, 9, int.MaxValue);
        Assert.All(Contexts, context => Assert.Same(JsonNamingPolicy.CamelCase, context.Options.PropertyNamingPolicy));
        Assert.Empty(
            from context in Contexts
            from type in TypesOf(context)
            from name in type.Properties.Select(p => p.Name).Concat(DiscriminatorsOf(type))
            where !Camel().IsMatch(name)
            select $"{context.GetType().Name}: {type.Type.Name}.{name}");
    }

    [Fact]
    public void Every_value_of_an_enum_is_a_word_in_camel_case() => Assert.Empty(
        from context in Contexts
        where !WithOtherWords.Contains(context.GetType().Name)
        from type in TypesOf(context)
        where type.Type.IsEnum
        from value in Enum.GetValues(type.Type).Cast<object>()
        let word = JsonSerializer.Serialize(value, type)
        where !Camel().IsMatch(word.Trim('"')) || word[0] != '"'
        select $"{context.GetType().Name}: {type.Type.Name}.{value} is {word}");

    [Fact]
    public void Every_schema_names_members_and_words_in_camel_case() => Assert.Empty(
        from path in Repository.Files(".json", "docs/schemas")
        from name in NamesIn(JsonDocument.Parse(Repository.Read(path)).RootElement)
        where !Camel().IsMatch(name)
        select $"{path}: {name}");

    // The types that source generation found, from those that the context declares.
    private static IEnumerable<JsonTypeInfo> TypesOf(JsonSerializerContext context) =>
        from property in context.GetType().GetProperties()
        where typeof(JsonTypeInfo).IsAssignableFrom(property.PropertyType)
        select (JsonTypeInfo)property.GetValue(context)!;

    private static IEnumerable<string> DiscriminatorsOf(JsonTypeInfo type) => type.PolymorphismOptions is { } options
        ? options.DerivedTypes.Select(d => d.TypeDiscriminator).OfType<string>().Append(options.TypeDiscriminatorPropertyName)
        : [];

    private static IEnumerable<string> NamesIn(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member => member.Name switch
        {
            "properties" => member.Value.EnumerateObject().SelectMany(p => NamesIn(p.Value).Prepend(p.Name)),
            "required" or "enum" => member.Value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!),
            _ => NamesIn(member.Value),
        }),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };

    [GeneratedRegex("^[a-z][a-zA-Z0-9]*$")]
    private static partial Regex Camel();
}
