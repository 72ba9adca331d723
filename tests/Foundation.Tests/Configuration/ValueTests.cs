using Foundation.Configuration;
using Foundation.Errors;
using Xunit;

namespace Foundation.Tests.Configuration;

public sealed class ValueTests
{
    [Theory]
    [InlineData("v: given", "given")]
    [InlineData("v:", "usual")]
    [InlineData("w: x", "usual")]
    public void A_value_goes_before_its_fallback(string yaml, string expected) =>
        Assert.Equal(expected, ConfigurationFile.Parse("f", yaml, _ => null).Root.Text("v", "usual"));

    [Theory]
    [InlineData("v: plain", "plain")]
    [InlineData("v: 1.10", "1.10")]
    [InlineData("v: 012", "012")]
    [InlineData("v: no", "no")]
    [InlineData("v: 'null'", "null")]
    [InlineData("v: ${A}", "alpha")]
    [InlineData("v: x${A}y${B}z", "xalphaybetaz")]
    [InlineData("v: '${A}'", "alpha")]
    [InlineData("v: ${UNSET:-fallback}", "fallback")]
    [InlineData("v: ${EMPTY:-fallback}", "fallback")]
    [InlineData("v: ${A:-fallback}", "alpha")]
    [InlineData("v: ${UNSET:-a:-b}", "a:-b")]
    [InlineData("v: $${A}", "${A}")]
    [InlineData("v: $$${A}", "$${A}")]
    [InlineData("v: $${A}${A}", "${A}alpha")]
    [InlineData("v: $A and $", "$A and $")]
    [InlineData("v: $${", "${")]
    [InlineData("v: ${NESTED}", "${A}")]
    [InlineData("v: ${YAMLISH}", "{a: [1]}")]
    [InlineData("v: ${NULLISH}", "null")]
    [InlineData("v: |\n  two\n  ${A}\n", "two\nalpha\n")]
    [InlineData("\uFEFFv: bom", "bom")]
    [InlineData("v: crlf\r\nw: 1\r\n", "crlf")]
    [InlineData("--- \nv: marker\n...\n", "marker")]
    [InlineData("v: !!str 12", "12")]
    [InlineData("v: ! 12", "12")]
    [InlineData("v: !!int 12", "12")]
    [InlineData("v: !!float 1.50", "1.50")]
    [InlineData("v: !!bool true", "true")]
    [InlineData("v: !!null 'x'", "x")]
    [InlineData("m: !!map {}\ns: !!seq []\n!!str v: x", "x")]
    [InlineData("x: &a same\nv: *a", "same")]
    [InlineData("x: &a first\ny: &a second\nv: *a", "second")]
    [InlineData("\"<<\": x\nv: y", "y")]
    [InlineData("v: a\tb\u0085", "a\tb")]
    [InlineData("v: 日本 😀", "日本 😀")]
    public void A_text_is_what_the_file_and_the_variables_say(string yaml, string expected) => Assert.Equal(expected, Parsed(yaml).Root.Text("v"));

    [Fact]
    public void Absent_values_fall_back()
    {
        var root = Parsed("n: ~\ne: '${EMPTY}'").Root;

        Assert.Null(root.OptionalText("absent"));
        Assert.Null(root.OptionalText("n"));
        Assert.Null(root.OptionalText("e"));
        Assert.Equal("x", root.Text("e", "x"));
        Assert.Equal(7, root.Integer("absent", 7, 1, 9));
        Assert.True(root.Flag("absent", true));
        Assert.Equal(TimeSpan.FromSeconds(3), root.Seconds("n", TimeSpan.FromSeconds(3)));
        Assert.Empty(root.TextList("absent"));
        Assert.Empty(root.MapList("absent"));
        Assert.Null(root.OptionalMap("n"));
        Assert.False(root.Has("absent"));
        Assert.True(root.Has("n"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("~", true)]
    [InlineData("null", true)]
    [InlineData("Null", true)]
    [InlineData("NULL", true)]
    [InlineData("nULL", false)]
    [InlineData("'~'", false)]
    [InlineData("'null'", false)]
    [InlineData("no", false)]
    public void Only_a_plain_null_is_no_value(string value, bool none) => Assert.Equal(none, Parsed($"v: {value}").Root.OptionalText("v") is null);

    [Fact]
    public void A_wrong_value_reads_as_its_fallback()
    {
        var root = Parsed("i: x\nf: x\ns: x\nc: x\nt: [a]\nm: x\nl: x").Root;

        Assert.Equal(7, root.Integer("i", 7, 1, 9));
        Assert.True(root.Flag("f", true));
        Assert.Equal(TimeSpan.FromSeconds(3), root.Seconds("s", TimeSpan.FromSeconds(3)));
        Assert.Equal(2, root.Choice("c", new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 }, 2));
        Assert.Equal(string.Empty, root.Text("t"));
        Assert.Equal(string.Empty, root.Text("absent"));
        Assert.Equal("y", root.Text("t", "y"));
        Assert.Empty(root.Map("m").Keys);
        Assert.Empty(root.MapList("l"));
    }

    [Fact]
    public void A_map_or_a_list_of_maps_reads_as_maps()
    {
        var root = Parsed("one: {a: x}\nmany: [{a: y}, {a: z}]").Root;

        Assert.Equal(["x"], root.MapOrList("one").Select(m => m.Text("a")));
        Assert.Equal(["y", "z"], root.MapOrList("many").Select(m => m.Text("a")));
    }

    [Fact]
    public void Keys_are_unread_until_something_asks_for_them()
    {
        var root = Parsed("a: 1\nb: 2\nc: {d: 3}").Root;
        Assert.Equal(["a", "b", "c"], root.Unread);

        root.Ignore("b");
        _ = root.OptionalMap("c");

        Assert.Equal(["a"], root.Unread);
        Assert.Equal(["d"], root.Map("c").Unread);
        _ = root.Map("c").Texts();
        Assert.Empty(root.Map("c").Unread); // Names that the user chose.
    }

    [Fact]
    public void Bounds_are_allowed_values()
    {
        var root = Parsed("one: 1\nnine: 9\nten: 10\nbest: b").Root;

        Assert.Equal((1, 9, 5), (root.Integer("one", 5, 1, 9), root.Integer("nine", 5, 1, 9), root.Integer("ten", 5, 1, 9)));
        Assert.Equal(2, root.Choice("best", new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1, ["b"] = 2 }, 3));
    }

    [Fact]
    public void Typed_values_are_read()
    {
        var root = Parsed("i: -3\nq: '42'\nf: false\ns: 1.25\nl: [a, '${B}']\none: a\nday: 86400").Root;

        Assert.Equal(-3, root.Integer("i", 0, -9, 9));
        Assert.Equal(42, root.Integer("q", 0, 1, 99));
        Assert.False(root.Flag("f", true));
        Assert.Equal(TimeSpan.FromMilliseconds(1250), root.Seconds("s", TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromDays(1), root.Seconds("day", TimeSpan.Zero));
        Assert.Equal(["a", "beta"], root.TextList("l"));
        Assert.Equal(["a"], root.TextList("one"));
    }

    [Fact]
    public void Maps_know_their_path_and_place_and_keep_the_order_of_the_file()
    {
        var file = Parsed("my_api:\n  environments:\n    zulu: {a: 1}\n    alpha:\n      b: 2\n");
        var maps = file.Root.Map("my_api").Map("environments").Maps();

        Assert.Equal(["zulu", "alpha"], maps.Select(pair => pair.Key));
        Assert.Equal("my_api.environments.alpha", maps[1].Value.Path);
        Assert.Equal("f.yaml:4:5", maps[1].Value.Place);
        Assert.Equal("f.yaml:1:1", file.Root.Place);
    }

    [Fact]
    public void Free_texts_expand_and_all_their_keys_are_known()
    {
        var file = Parsed("environment:\n  A_KEY: ${A}\n  EMPTY:\n");

        Assert.Equal([new("A_KEY", "alpha"), new("EMPTY", "")], file.Root.Map("environment").Texts());
        file.ThrowIfMistaken();
    }

    [Fact]
    public void Variables_of_values_that_are_not_read_need_not_be_set()
    {
        var file = Parsed("live: {url: '${UNSET}'}\ntest: {url: x}\n");
        file.Root.Ignore("live");
        file.Root.Map("test").Text("url");

        file.ThrowIfMistaken();
    }

    [Fact]
    public void A_missing_map_is_one_mistake_and_reads_as_empty()
    {
        var file = Parsed("a: 1");
        file.Root.Ignore("a");
        file.Root.Map("database").OptionalText("url");

        Assert.Equal(["f.yaml:1:1: `database` is missing; it must be a map"], Assert.Throws<ToolException>(file.ThrowIfMistaken).Details);
    }

    [Fact]
    public void A_map_asked_for_twice_is_one_map()
    {
        var file = Parsed("m: {a: 1, b: 2}");
        file.Root.Map("m").Text("a");
        file.Root.Map("m").Text("b");

        file.ThrowIfMistaken();
    }

    [Fact]
    public void The_environment_is_the_default_source_of_variables()
    {
        var root = ConfigurationFile.Parse("f.yaml", "v: ${PATH}").Root;

        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), root.Text("v"));
    }

    private static ConfigurationFile Parsed(string yaml) => ConfigurationFile.Parse("f.yaml", yaml, name => name switch
    {
        "A" => "alpha",
        "B" => "beta",
        "EMPTY" => "",
        "NESTED" => "${A}",
        "YAMLISH" => "{a: [1]}",
        "NULLISH" => "null",
        _ => null,
    });
}
