using Foundation.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Foundation.Configuration;

/// <summary>Builds the nodes of one YAML document from parser events, with a bound on everything. Tags never choose a type.</summary>
internal sealed class NodeReader
{
    private const int DeepestNesting = 64;
    private const int MostNodes = 100_000;
    private const string CoreTag = "tag:yaml.org,2002:";
    private static readonly string[] HarmlessTags = ["str", "int", "float", "bool", "null", "map", "seq"];

    private readonly Dictionary<AnchorName, Node?> anchors = [];
    private readonly Problems problems;
    private readonly Parser parser;

    private NodeReader(string text, Problems problems)
    {
        this.problems = problems;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>The root map of a text. Duplicate keys are recorded as problems; anything worse is thrown.</summary>
    /// <exception cref="ToolException">The text is not one YAML document whose root is a map.</exception>
    public static Node.Map Read(string text, Problems problems)
    {
        try
        {
            return new NodeReader(text, problems).Document();
        }
        catch (YamlException e)
        {
            throw Broken(text, e, problems);
        }
    }

    private Node.Map Document()
    {
        Advance();
        Advance();
        if (parser.Current is StreamEnd) throw problems.Fatal(Place.Start, "the file is empty; it must contain a map");
        Advance();
        var root = Value(1);
        Advance();
        if (parser.Current is not StreamEnd and { Start: var next })
        {
            throw problems.Fatal(PlaceOf(next),
                "a second document begins here; the file must contain one");
        }

        return root switch
        {
            Node.Map map => map,
            Node.Scalar { IsNull: true } => throw problems.Fatal(Place.Start, "the file is empty; it must contain a map"),
            _ => throw problems.Fatal(root.Place, $"the file must contain a map of keys and values, not {root.Kind}"),
        };
    }

    /// <summary>Reads the value that begins at the current event and moves behind it.</summary>
    private Node Value(int depth)
    {
        var start = parser.Current!;
        if (depth > DeepestNesting) throw problems.Fatal(PlaceOf(start.Start), $"values are nested more than {DeepestNesting} levels deep");
        if (start is AnchorAlias alias) return Aliased(alias, depth);
        var (anchor, tag) = start is NodeEvent node ? (node.Anchor, node.Tag) : (AnchorName.Empty, TagName.Empty);
        CheckTag(tag, start);
        if (!anchor.IsEmpty) anchors[anchor] = null;
        Advance();
        Node value = start switch
        {
            Scalar scalar => new Node.Scalar(PlaceOf(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart list => List(list, depth),
            MappingStart map => Map(map, depth),
            _ => throw problems.Fatal(PlaceOf(start.Start), "a value is missing here"),
        };
        if (!anchor.IsEmpty) anchors[anchor] = value;
        return value;
    }

    private Node Aliased(AnchorAlias alias, int depth)
    {
        var place = PlaceOf(alias.Start);
        if (!anchors.TryGetValue(alias.Value, out var target)) throw problems.Fatal(place, $"`*{alias.Value}` has no anchor `&{alias.Value}` before it");
        if (target is null) throw problems.Fatal(place, $"`*{alias.Value}` refers to itself");
        if (depth + target.Height - 1 > DeepestNesting) throw problems.Fatal(place, $"`*{alias.Value}` nests values more than {DeepestNesting} levels deep");
        Advance();
        return target;
    }

    private Node.List List(SequenceStart start, int depth)
    {
        List<Node> items = [];
        var (size, height) = (1, 0);
        while (parser.Current is not SequenceEnd)
        {
            var place = PlaceOf(parser.Current!.Start);
            items.Add(Value(depth + 1));
            size = Counted(size + items[^1].Size, place);
            height = Math.Max(height, items[^1].Height);
        }

        Advance();
        return new(PlaceOf(start.Start), items, size, height + 1);
    }

    private Node.Map Map(MappingStart start, int depth)
    {
        List<Node.Entry> entries = [];
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        var (size, height) = (1, 0);
        while (parser.Current is not MappingEnd)
        {
            var (key, keyPlace) = Key();
            var place = PlaceOf(parser.Current!.Start);
            var value = Value(depth + 1);
            size = Counted(size + 1 + value.Size, place);
            height = Math.Max(height, value.Height);
            if (seen.TryAdd(key, keyPlace)) entries.Add(new(key, keyPlace, value));
            else problems.Add(keyPlace, $"duplicate key `{key}`; the first is at {seen[key]}");
        }

        Advance();
        return new(PlaceOf(start.Start), entries, size, height + 1);
    }

    private (string Key, Place Place) Key()
    {
        var place = PlaceOf(parser.Current!.Start);
        if (parser.Current is not Scalar key) throw problems.Fatal(place, "a key must be plain text");
        CheckTag(key.Tag, key);
        if (!key.Anchor.IsEmpty) throw problems.Fatal(place, "a key cannot carry an anchor");
        if (key.Value.Length == 0) throw problems.Fatal(place, "a key is empty");
        if (key is { Value: "<<", Style: ScalarStyle.Plain })
            throw problems.Fatal(place, "merge keys (`<<`) are not supported; write the keys out, or use an alias for a whole value");
        Advance();
        return (key.Value, place);
    }

    private void CheckTag(TagName tag, ParsingEvent at)
    {
        if (tag.IsEmpty || tag.IsNonSpecific) return;
        if (tag.Value.StartsWith(CoreTag, StringComparison.Ordinal) && HarmlessTags.Contains(tag.Value[CoreTag.Length..], StringComparer.Ordinal)) return;
        throw problems.Fatal(PlaceOf(at.Start), $"the tag `{tag.Value}` is not supported; write the plain value");
    }

    private int Counted(int size, Place place) => size <= MostNodes
        ? size
        : throw problems.Fatal(place, $"the file grows to more than {MostNodes:N0} values here once its aliases are written out");

    private void Advance()
    {
        try
        {
            parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // YamlDotNet's scanner fails like this on some broken texts, for example an unclosed `[` before `b: c`.
            throw problems.Fatal(PlaceOf(parser.Current?.End ?? Mark.Empty), "invalid YAML: unexpected text after this position, or an unclosed bracket");
        }
    }

    private static Place PlaceOf(Mark mark) => new(Math.Max(1, mark.Line), Math.Max(1, mark.Column));

    private static ToolException Broken(string text, YamlException e, Problems problems)
    {
        // The parser reports tabs in many ways, and often at the token before, so look at the lines themselves.
        var lines = text.Split('\n');
        for (var number = Math.Max(1, e.Start.Line); number <= Math.Min(e.End.Line + 1, lines.Length); number++)
        {
            var line = lines[number - 1];
            var tab = line[..^line.TrimStart(' ', '\t').Length].IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0) return problems.Fatal(new(number, tab + 1), "this line is indented with a tab; YAML allows only spaces");
        }

        return problems.Fatal(PlaceOf(e.Start), $"invalid YAML: {e.Message.TrimEnd('.')}");
    }
}
