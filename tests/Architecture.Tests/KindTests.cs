using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>A kind of object is one file: what others have to know of it, it says itself.</summary>
public sealed partial class KindTests
{
    private const string Project = "src/Confiture.Schema";
    private const string Home = Project + "/Kinds/";

    // They read schemas from outside, as the public model shows them: by the names of kinds and attributes.
    private static readonly string[] Readers = [Project + "/Safety/", Project + "/Lint/"];

    // Files outside of the home that may name a kind, each with the reason. There is none, and there should be a handful at most.
    private static readonly Dictionary<string, string> MayName = new(StringComparer.Ordinal);

    // What stands in catalogs of its own and is no column of any kind's query.
    private static readonly string[] OfAllKinds = ["comment", "security_labels"];

    private static IReadOnlyList<(string Path, string Code)> Sources { get; } =
    [
        .. Repository.Files(".cs", Project).Where(path => !Readers.Any(path.StartsWith))
            .Select(path => (path, Comment().Replace(Repository.Read(path), string.Empty))),
    ];

    private static IEnumerable<(string Path, string Code)> Kinds => Sources.Where(s => s.Path.StartsWith(Home, StringComparison.Ordinal));

    [Fact]
    public void Only_kinds_know_which_kinds_there_are()
    {
        var names = Kinds.SelectMany(s => Declaration().Matches(s.Code).Select(m => m.Groups["name"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(names.Count, 40, int.MaxValue);
        var naming = Sources.Except(Kinds).SelectMany(s => Word().Matches(s.Code).Where(m => names.Contains(m.Value)).Select(m => (s.Path, m.Value))).ToList();
        Assert.Empty(naming.Where(n => !MayName.ContainsKey(n.Path)).Select(n => $"{n.Path} names {n.Value}"));
        Assert.Empty(MayName.Keys.Except(naming.Select(n => n.Path), StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_outside_looks_for_objects_by_the_name_of_a_kind() =>
        Assert.Empty(Sources.Except(Kinds).SelectMany(s => NameOfKind().Matches(s.Code).Select(m => $"{s.Path}: {m.Value}")));

    [Fact]
    public void No_attribute_is_asked_for_by_a_text() =>
        Assert.Empty(Sources.SelectMany(s => Literal().Matches(Group().Replace(s.Code, string.Empty)).Select(m => $"{s.Path}: {m.Value}")));

    [Fact]
    public void Every_attribute_is_a_column_of_some_query()
    {
        var declared = Sources.SelectMany(s => AttributeField().Matches(s.Code)).SelectMany(m => Name().Matches(m.Value))
            .Select(m => m.Groups["name"].Value).Distinct().ToList();
        Assert.InRange(declared.Count, 100, int.MaxValue);
        var queries = string.Join('\n', Kinds.Select(s => s.Code));
        Assert.All(declared.Except(OfAllKinds), name => Assert.Matches($"""\bas "?{name}"?(?!\w)""", queries));
    }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bclass (?<name>[A-Z]\w*Kind)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Z]\w*Kind\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b((Find|ObjectId|Kinds\.Contains)\(|Kinds\[0\] == |Kind(\.Name)? (==|!=|is) )\x22[a-z ]+\x22", RegexOptions.ExplicitCapture)]
    private static partial Regex NameOfKind();

    [GeneratedRegex(@"(\w|[)\]!?])\[\x22[a-z_]+\x22\]|(\.(Is|Get|ListOf)\(|\battributes\.\w+\(\[?|HashSet<string> \{ )\x22[a-z_]+\x22",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    // The groups of regular expressions have names, too.
    [GeneratedRegex(@"\.Groups\[\x22\w+\x22\]")]
    private static partial Regex Group();

    [GeneratedRegex(@"Attribute<[^;=]*>(\[\])? \w+ =[^;]*;", RegexOptions.ExplicitCapture)]
    private static partial Regex AttributeField();

    [GeneratedRegex(@"\bnew\(\x22(?<name>[a-z_]+)\x22\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
