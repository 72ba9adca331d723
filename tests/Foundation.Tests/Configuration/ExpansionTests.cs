using Foundation.Configuration;
using Foundation.Errors;
using Xunit;

namespace Foundation.Tests.Configuration;

/// <summary>Variables in values: which names they may have, and where they were used.</summary>
public sealed class ExpansionTests
{
    private const string NoReference = "a `${` here is not `${NAME}` or `${NAME:-default}`; write `$${` for a literal `${`";

    [Theory]
    [InlineData("${a_1}", "lower")]
    [InlineData("${_}", "underscore")]
    [InlineData("${a_1}${_}", "lowerunderscore")]
    [InlineData("x$${${_}}", "x${underscore}")]
    [InlineData("${UNSET:-}x", "x")]
    [InlineData("${UNSET:-$x}", "$x")]
    [InlineData("${UNSET:-a b: c}", "a b: c")]
    public void A_reference_is_replaced(string text, string expected) => Assert.Equal(expected, Parsed($"v: '{text}'").Root.OptionalText("v"));

    [Theory]
    [InlineData("${}")]
    [InlineData("${1}")]
    [InlineData("${1a}")]
    [InlineData("${:-x}")]
    [InlineData("${a b}")]
    [InlineData("${a-b}")]
    [InlineData("${a")]
    [InlineData("x${_}${")]
    public void What_is_no_reference_is_a_mistake(string text)
    {
        var file = Parsed($"v: '{text}'");

        Assert.Null(file.Root.OptionalText("v"));
        Assert.Equal([$"f.yaml:1:1: `v`: {NoReference}"], Assert.Throws<ToolException>(file.ThrowIfMistaken).Details);
    }

    [Fact]
    public void A_value_with_an_unset_variable_has_no_text()
    {
        var file = Parsed("v: a${UNSET}b${_}\n");

        Assert.Equal(string.Empty, file.Root.Text("v"));
        Assert.Equal([new Expansion("v", "_", "underscore")], file.Expansions);
        var error = Assert.Throws<ToolException>(file.ThrowIfMistaken);
        Assert.Equal("The configuration refers to environment variables that are not set; nothing was done.", error.Why);
        Assert.Equal("Set the variables, or give defaults in the file: `${NAME:-default}`.", error.Fix);
    }

    [Fact]
    public void An_empty_variable_is_a_text_unless_the_value_is_useless_without()
    {
        var file = Parsed("v: ${EMPTY}\nw: a${EMPTY}\nfull: ${_}\nplain: ''\nd: ${EMPTY:-x}\n");
        Assert.Null(file.Root.OptionalText("v"));
        Assert.Equal("a", file.Root.OptionalText("w"));
        Assert.Equal("underscore", file.Root.OptionalFilledText("full"));
        Assert.Equal("x", file.Root.OptionalFilledText("d"));
        Assert.Null(file.Root.OptionalFilledText("plain"));
        Assert.Null(file.Root.OptionalFilledText("absent"));
        file.ThrowIfMistaken();

        Assert.Null(file.Root.OptionalFilledText("v"));
        Assert.Null(file.Root.OptionalFilledText("w"));
        var error = Assert.Throws<ToolException>(file.ThrowIfMistaken);
        Assert.Same(FoundationErrors.UnsetVariable, error.Code);
        Assert.Equal(
            ["f.yaml:1:1: `v`: the environment variable `EMPTY` is set but empty", "f.yaml:2:1: `w`: the environment variable `EMPTY` is set but empty"],
            error.Details);
    }

    [Fact]
    public void Every_variable_that_was_used_is_known_with_its_place()
    {
        var file = Parsed("a: {b: '${_}', list: ['${a_1}', '${_:-x}'], bc: '${_}'}\nab: ${_}\nc: ${UNSET:-x}\nd: ${_}\n");
        var map = file.Root.Map("a");
        map.Text("b");
        map.TextList("list");
        map.Text("bc");
        file.Root.Text("ab");
        file.Root.Text("c");

        Assert.Equal(
            [
                new("a.b", "_", "underscore"), new("a.list", "a_1", "lower"), new("a.list", "_", "underscore"), new("a.bc", "_", "underscore"),
                new("ab", "_", "underscore"),
            ],
            file.Expansions);
        Assert.Equal(["a.b", "a.list", "a.list", "a.bc"], file.Root.ExpansionsIn("a").Select(e => e.Path));
        Assert.Equal(["a.b"], map.ExpansionsIn("b").Select(e => e.Path));
        Assert.Empty(file.Root.ExpansionsIn("d"));
    }

    [Fact]
    public void Variables_in_a_list_of_maps_belong_to_the_list()
    {
        var file = Parsed("s: [{h: '${_}'}, {h: '${a_1}'}]\n");
        foreach (var item in file.Root.MapList("s")) item.Text("h");

        Assert.Equal(["s[0].h", "s[1].h"], file.Root.ExpansionsIn("s").Select(e => e.Path));
        Assert.Equal(["s[1].h"], file.Root.ExpansionsIn("s[1]").Select(e => e.Path));
    }

    private static ConfigurationFile Parsed(string yaml) => ConfigurationFile.Parse("f.yaml", yaml, name => name switch
    {
        "a_1" => "lower",
        "_" => "underscore",
        "EMPTY" => "",
        _ => null,
    });
}
