using Foundation.Configuration;
using Foundation.Errors;
using Xunit;

namespace Foundation.Tests.Configuration;

/// <summary>What is just allowed in a file, and what is just too much.</summary>
public sealed class LimitTests
{
    private const int Largest = 1 << 20;

    [Theory]
    [InlineData(40, 23, true)]
    [InlineData(40, 24, false)]
    [InlineData(2, 61, true)]
    [InlineData(2, 62, false)]
    public void Levels_count_through_an_alias(int anchored, int around, bool allowed)
    {
        var yaml = $"a: &a {Lists(anchored, string.Empty)}\nb: {Lists(around, "*a")}\n";

        AssertAllowed(allowed, yaml, $"f.yaml:2:{4 + around}: `*a` nests values more than 64 levels deep");
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, false)]
    public void Maps_and_values_are_levels_too(int maps, bool allowed)
    {
        var yaml = $"a: {string.Concat(Enumerable.Repeat("{k: ", maps))}x{new string('}', maps)}\n";

        AssertAllowed(allowed, yaml, $"f.yaml:1:{4 + (4 * maps)}: values are nested more than 64 levels deep");
    }

    [Theory]
    [InlineData(30, 31, true)]
    [InlineData(30, 32, false)]
    public void The_height_of_a_map_is_that_of_its_highest_value(int maps, int around, bool allowed)
    {
        var yaml = $"a: &a {{low: x, high: {string.Concat(Enumerable.Repeat("{k: ", maps))}x{new string('}', maps)}, last: [x]}}\nb: {Lists(around, "*a")}\n";

        AssertAllowed(allowed, yaml, $"f.yaml:2:{4 + around}: `*a` nests values more than 64 levels deep");
    }

    [Theory]
    [InlineData(30, 31, true)]
    [InlineData(30, 32, false)]
    public void The_height_of_a_list_is_that_of_its_highest_item(int lists, int around, bool allowed)
    {
        var yaml = $"a: &a [x, {Lists(lists, "x")}, [x]]\nb: {Lists(around, "*a")}\n";

        AssertAllowed(allowed, yaml, $"f.yaml:2:{4 + around}: `*a` nests values more than 64 levels deep");
    }

    // The root, two keys, a list of 1000 nodes, and a list of 98 such lists and some scalars.
    [Theory]
    [InlineData(996, true)]
    [InlineData(997, false)]
    public void A_hundred_thousand_values_are_allowed_in_lists(int scalars, bool allowed)
    {
        var yaml = $"a: &a [{Repeated("x", 999)}]\nb: [{Repeated("*a", 98)},{Repeated("x", scalars)}]\n";

        AssertAllowed(allowed, yaml, "f.yaml:2:4: the file grows to more than 100,000 values here once its aliases are written out");
    }

    // The root, two keys, a map of 1001 nodes, and a map of 97 keys for such maps and some for scalars.
    [Theory]
    [InlineData(900, true)]
    [InlineData(901, false)]
    public void A_hundred_thousand_values_are_allowed_in_maps(int scalars, bool allowed)
    {
        var yaml = $"a: &a {{{Keys(500, "x", "k")}}}\nb: {{{Keys(97, "*a", "k")}, {Keys(scalars, "x", "s")}}}\n";

        AssertAllowed(allowed, yaml, "f.yaml:2:4: the file grows to more than 100,000 values here once its aliases are written out");
    }

    [Fact]
    public void A_text_of_a_mebibyte_is_read_and_a_longer_one_is_not()
    {
        var yaml = "a: b\n#" + new string('x', Largest - 6);
        Assert.Equal("b", ConfigurationFile.Parse("f.yaml", yaml).Root.Text("a"));

        Assert.Equal(["f.yaml:1:1: the text is larger than 1 MiB"], Refusal(yaml + "x").Details);
    }

    [Fact]
    public void A_hundred_mistakes_are_shown_and_the_others_are_counted()
    {
        var hundred = Refusal(Wrong(100));
        Assert.Equal(100, hundred.Details.Count);
        Assert.Equal("f.yaml:100:1: unknown key `k100`", hundred.Details[^1]);

        var more = Refusal(Wrong(102));
        Assert.Equal(101, more.Details.Count);
        Assert.Equal("f.yaml:100:1: unknown key `k100`", more.Details[^2]);
        Assert.Equal("... and 2 more", more.Details[^1]);
        Assert.Equal("f.yaml:1:1: unknown key `k1` (102 mistakes in total)", more.What);
    }

    private static string Wrong(int keys) => string.Concat(Enumerable.Range(1, keys).Select(i => $"k{i}: x\n"));

    private static string Lists(int count, string inner) => new string('[', count) + inner + new string(']', count);

    private static string Repeated(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));

    private static string Keys(int count, string value, string prefix) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"{prefix}{i}: {value}"));

    private static void AssertAllowed(bool allowed, string yaml, string refusal)
    {
        if (allowed) Assert.NotEmpty(ConfigurationFile.Parse("f.yaml", yaml).Root.Keys);
        else Assert.Equal([refusal], Refusal(yaml).Details);
    }

    private static ToolException Refusal(string yaml) => Assert.Throws<ToolException>(() =>
    {
        var file = ConfigurationFile.Parse("f.yaml", yaml);
        file.Root.Has("wanted");
        file.ThrowIfMistaken();
    });
}
