using System.Globalization;
using Foundation.Text;

namespace Foundation.Configuration;

/// <summary>
/// One map of a configuration file. Reading a key makes it known; a wrong value is recorded as a problem with its place and a
/// harmless value is returned, so that one run finds every mistake. Variables expand when a value is read, and no message shows what they held.
/// </summary>
public sealed class ConfigurationMap
{
    private const decimal LongestSeconds = 24 * 60 * 60;
    private readonly ConfigurationFile file;
    private readonly Place place;
    private readonly Dictionary<string, Node.Entry> entries;
    private readonly Dictionary<string, ConfigurationMap> children = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private bool everyKeyIsKnown;

    internal ConfigurationMap(ConfigurationFile file, Node.Map? node, Place place, string path)
    {
        this.file = file;
        this.place = place;
        Path = path;
        Keys = [.. (node?.Entries ?? []).Select(entry => entry.Key)];
        entries = (node?.Entries ?? []).ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        file.Visit(this);
    }

    /// <summary>The keys from the root to here, joined by dots; empty for the root.</summary>
    public string Path { get; }

    /// <summary>File, line and column of the key that holds this map, for example <c>fraises.yaml:3:5</c>.</summary>
    public string Place => file.Problems.At(place);

    /// <summary>The keys in the order of the file. Looking at them makes none known.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The keys that nothing has asked for so far, in the order of the file.</summary>
    public IReadOnlyList<string> Unread => everyKeyIsKnown ? [] : [.. Keys.Where(key => !asked.Contains(key))];

    /// <summary>True when the key is there, even without a value.</summary>
    public bool Has(string key)
    {
        asked.Add(key);
        return entries.ContainsKey(key);
    }

    /// <summary>A required text. A missing, empty or structured value is a problem, and the result is empty.</summary>
    public string Text(string key)
    {
        if (Present(key) is not { } node)
        {
            Missing(key, "text");
            return string.Empty;
        }

        var text = Expanded(key, node, "text");
        if (text is { Length: 0 }) Mistake(key, $"`{key}` is empty");
        return text ?? string.Empty;
    }

    /// <summary>An optional text; null when it is missing or empty.</summary>
    public string? OptionalText(string key) => Single(key, "text");

    /// <summary>As <see cref="OptionalText"/>, for a value that is useless when empty: an empty variable counts as not set.</summary>
    public string? OptionalFilledText(string key) =>
        (Present(key) is { } node ? Expanded(key, node, "text", emptyIsUnset: true) : null) is { Length: > 0 } text ? text : null;

    /// <summary>A text with a fallback for a missing or empty value.</summary>
    /// <param name="fallback">The value when there is none.</param>
    public string Text(string key, string fallback) => OptionalText(key) ?? fallback;

    /// <summary>A whole number within bounds.</summary>
    /// <param name="fallback">The value when there is none.</param>
    /// <param name="min">The smallest allowed.</param>
    /// <param name="max">The largest allowed.</param>
    public int Integer(string key, int fallback, int min, int max) =>
        Converted(key, fallback, $"a whole number from {min} to {max}", (string text, out int value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max);

    /// <summary><c>true</c> or <c>false</c>, and no other spelling.</summary>
    /// <param name="fallback">The value when there is none.</param>
    public bool Flag(string key, bool fallback) => Converted(key, fallback, "`true` or `false`", (string text, out bool value) =>
    {
        value = text is "true";
        return text is "true" or "false";
    });

    /// <summary>A number of seconds, whole or decimal, greater than 0 and at most 24 hours.</summary>
    /// <param name="fallback">The value when there is none.</param>
    public TimeSpan Seconds(string key, TimeSpan fallback) =>
        Converted(key, fallback, "a number of seconds such as 30 or 0.5, greater than 0 and at most 86400", (string text, out TimeSpan value) =>
        {
            var valid = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestSeconds;
            value = valid ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : TimeSpan.Zero;
            return value > TimeSpan.Zero;
        });

    /// <summary>One of a few words.</summary>
    /// <param name="choices">The words and what they stand for.</param>
    /// <param name="fallback">The value when there is none.</param>
    /// <typeparam name="T">What the words stand for.</typeparam>
    public T Choice<T>(string key, IReadOnlyDictionary<string, T> choices, T fallback)
    {
        var written = (Present(key) as Node.Scalar)?.Text ?? string.Empty;
        var expected = $"one of {string.Join(", ", choices.Keys.Order(StringComparer.Ordinal).Select(choice => $"`{choice}`"))}";
        return Converted(key, fallback, expected, choices.TryGetValue!, Spelling.Suggestion(written, choices.Keys));
    }

    /// <summary>A list of texts; a single value is a list of one, a missing one is empty.</summary>
    public IReadOnlyList<string> TextList(string key)
    {
        var items = Present(key) switch { null => [], Node.List list => list.Items, var single => [single] };
        List<string> texts = [];
        foreach (var item in items)
        {
            var text = item is Node.Scalar { IsNull: true } ? string.Empty : Expanded(key, item, "a list of strings", item.Place);
            if (text is { Length: 0 }) file.Problems.Add(item.Place, $"an item of `{key}` is empty");
            if (text is { Length: > 0 }) texts.Add(text);
        }

        return texts;
    }

    /// <summary>A required map; an empty one, with a problem, when it is missing.</summary>
    public ConfigurationMap Map(string key)
    {
        if (Present(key) is null) Missing(key, "a map");
        return OptionalMap(key) ?? Child(key, null, PlaceOf(key), Inside(key));
    }

    /// <summary>An optional map; null when it is missing or has no value.</summary>
    public ConfigurationMap? OptionalMap(string key) => Present(key) is { } node ? Child(key, AsMap(key, node), PlaceOf(key), Inside(key)) : null;

    /// <summary>A list of maps; empty when it is missing.</summary>
    /// <param name="shorthand">The key that an item has when it is a single value and not a map; null when it must be a map.</param>
    public IReadOnlyList<ConfigurationMap> MapList(string key, string? shorthand = null)
    {
        var value = Present(key);
        var items = value switch { Node.List list => list.Items, Node.Scalar single when shorthand is not null => [single], _ => [] };
        if (value is not (null or Node.List) && items.Count == 0) Mistake(key, $"`{key}` must be a list of maps, not {value.Kind}");
        return [.. items.Select((item, index) => Child($"{key}[{index}]", AsMap(key, Written(item)), item.Place, $"{Inside(key)}[{index}]"))];

        Node Written(Node item) => item is Node.Scalar text && shorthand is not null
            ? new Node.Map(text.Place, [new(shorthand, text.Place, text)], text.Size + 1, text.Height + 1) : item;
    }

    /// <summary>A required map, or a list of maps.</summary>
    public IReadOnlyList<ConfigurationMap> MapOrList(string key) => Present(key) is Node.List ? MapList(key) : [Map(key)];

    /// <summary>Every entry of a map whose keys are names that the user chose and whose values are maps (an entry without value is an empty map).</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigurationMap>> Maps()
    {
        everyKeyIsKnown = true;
        return [.. Keys.Select(key => KeyValuePair.Create(key, OptionalMap(key) ?? Child(key, null, PlaceOf(key), Inside(key))))];
    }

    /// <summary>Every entry of a map whose keys are names that the user chose and whose values are texts (an entry without value is empty).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Texts()
    {
        everyKeyIsKnown = true;
        return [.. Keys.Select(key => KeyValuePair.Create(key, OptionalText(key) ?? string.Empty))];
    }

    /// <summary>The variables in a key's value, or in one below it. The value must have been read.</summary>
    public IEnumerable<Expansion> ExpansionsIn(string key) =>
        file.Expansions.Where(e => e.Path == Inside(key) || e.Path.StartsWith(Inside(key) + '.', StringComparison.Ordinal)
            || e.Path.StartsWith(Inside(key) + '[', StringComparison.Ordinal));

    /// <summary>Marks keys as known without reading their values, such as those of another environment.</summary>
    public void Ignore(params string[] keys) => asked.UnionWith(keys);

    /// <summary>Records a mistake at the place of a key, or of this map when the key is missing. The key counts as known.</summary>
    /// <param name="message">What is wrong, without the place. It must not hold a value that came from a variable.</param>
    /// <param name="hint">What to write instead.</param>
    public void Mistake(string key, string message, string? hint = null)
    {
        asked.Add(key);
        file.Problems.Add(PlaceOf(key), hint is null ? message : $"{message}; {hint}");
    }

    internal IEnumerable<Problem> UnknownKeys()
    {
        // A map that was never read was only listed, so its keys may be anything.
        if (everyKeyIsKnown || asked.Count == 0) return [];
        return entries.Values
            .Where(entry => !asked.Contains(entry.Key))
            .Select(entry => new Problem(entry.Place,
                $"unknown key `{entry.Key}`{Spelling.Suggestion(entry.Key, asked.Where(key => !entries.ContainsKey(key)))}"));
    }

    private delegate bool Conversion<T>(string text, out T value);

    private T Converted<T>(string key, T fallback, string expected, Conversion<T> convert, string hint = "")
    {
        if (Single(key, expected) is not { } text) return fallback;
        if (convert(text, out var value)) return value;
        var written = ((Node.Scalar)entries[key].Value).Text;
        var found = written.Contains("${", StringComparison.Ordinal) ? $"what `{written}` holds" : $"`{written}`";
        Mistake(key, $"`{key}` must be {expected}, not {found}{hint}");
        return fallback;
    }

    private Node? Present(string key)
    {
        asked.Add(key);
        return entries.TryGetValue(key, out var entry) && entry.Value is not Node.Scalar { IsNull: true } ? entry.Value : null;
    }

    private string? Single(string key, string expected)
    {
        var text = Present(key) is { } node ? Expanded(key, node, expected) : null;
        return text is { Length: 0 } ? null : text;
    }

    private string? Expanded(string key, Node node, string expected, Place? at = null, bool emptyIsUnset = false)
    {
        if (node is not Node.Scalar scalar)
        {
            file.Problems.Add(at ?? PlaceOf(key), $"`{key}` must be {expected}, not {node.Kind}");
            return null;
        }

        return file.Variables.Expand(
            scalar.Text, (message, unset) => file.Problems.Add(at ?? PlaceOf(key), $"`{key}`: {message}", unset), emptyIsUnset,
            (variable, value) => file.Expanded(new(Inside(key), variable, value)));
    }

    private Node.Map? AsMap(string key, Node node)
    {
        if (node is Node.Map map) return map;
        file.Problems.Add(node.Place, $"`{key}` must be a map, not {node.Kind}");
        return null;
    }

    private ConfigurationMap Child(string key, Node.Map? node, Place at, string path)
    {
        if (!children.TryGetValue(key, out var child)) children[key] = child = new(file, node, at, path);
        return child;
    }

    private void Missing(string key, string expected) => Mistake(key, Has(key)
        ? $"`{key}` has no value; it must be {expected}"
        : $"`{key}` is missing{(Path.Length == 0 ? string.Empty : $" in `{Path}`")}; it must be {expected}");

    private Place PlaceOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Place : place;

    private string Inside(string key) => Path.Length == 0 ? key : $"{Path}.{key}";
}
