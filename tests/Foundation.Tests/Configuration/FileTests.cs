using System.Text;
using Foundation.Configuration;
using Foundation.Errors;
using Xunit;

namespace Foundation.Tests.Configuration;

public sealed class FileTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "", "f.yaml:1:1: the file is empty; it must contain a map" },
        { "# only a comment\n", "f.yaml:1:1: the file is empty; it must contain a map" },
        { "---\n", "f.yaml:1:1: the file is empty; it must contain a map" },
        { "- a\n- b\n", "f.yaml:1:1: the file must contain a map of keys and values, not a list" },
        { "just text\n", "f.yaml:1:1: the file must contain a map of keys and values, not a single value" },
        { "a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document begins here; the file must contain one" },
        { "a:\n\tb: 1\n", "f.yaml:2:1: this line is indented with a tab; YAML allows only spaces" },
        { "a: 1\nb: \u001b[31m\n", "f.yaml:2:4: the control character U+001B is not allowed in YAML" },
        { "a: 1\n<<: *x\n", "f.yaml:2:1: merge keys (`<<`) are not supported; write the keys out, or use an alias for a whole value" },
        { "a: *nobody\n", "f.yaml:1:4: `*nobody` has no anchor `&nobody` before it" },
        { "a: &a\n  b: *a\n", "f.yaml:2:6: `*a` refers to itself" },
        { "a: !!python/object/apply:os.system [id]\n", "f.yaml:1:4: the tag `tag:yaml.org,2002:python/object/apply:os.system` is not supported; "
            + "write the plain value" },
        { "a: !secret x\n", "f.yaml:1:4: the tag `!secret` is not supported; write the plain value" },
        { "? [a]\n: b\n", "f.yaml:1:3: a key must be plain text" },
        { "'': b\n", "f.yaml:1:1: a key is empty" },
        { "&k a: b\n", "f.yaml:1:1: a key cannot carry an anchor" },
        { "!x a: b\n", "f.yaml:1:1: the tag `!x` is not supported; write the plain value" },
        { "a: !!set {b}\n", "f.yaml:1:4: the tag `tag:yaml.org,2002:set` is not supported; write the plain value" },
        { "a: b\u0007\n", "f.yaml:1:5: the control character U+0007 is not allowed in YAML" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_file_that_is_not_one_map_is_refused_with_its_place(string yaml, string line)
    {
        var error = Assert.Throws<ToolException>(() => ConfigurationFile.Parse("f.yaml", yaml));

        Assert.Equal([line], error.Details);
        Assert.Same(FoundationErrors.Configuration, error.Code);
    }

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n", "f.yaml:1:6: ")]
    [InlineData("a: 'open\n", "f.yaml:")]
    [InlineData("a: b: c\n", "f.yaml:1:5: ")]
    [InlineData("a: 1\n  b: 2\n", "f.yaml:2:")]
    [InlineData("a: @b\n", "f.yaml:1:4: ")]
    public void Broken_syntax_is_told_with_line_and_column(string yaml, string start)
    {
        var error = Assert.Throws<ToolException>(() => ConfigurationFile.Parse("f.yaml", yaml));

        Assert.StartsWith(start, error.Details[0], StringComparison.Ordinal);
        Assert.Contains("invalid YAML", error.Details[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_bomb_is_refused_before_it_grows()
    {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i <= 30; i++) bomb.Append($"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        var error = Assert.Throws<ToolException>(() => ConfigurationFile.Parse("f.yaml", bomb.ToString()));

        Assert.StartsWith("f.yaml:5:", error.Details[0], StringComparison.Ordinal);
        Assert.Contains("grows to more than 100,000 values here once its aliases are written out", error.Details[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_cannot_be_gained_through_aliases()
    {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i <= 70; i++) text.Append($"a{i}: &a{i} [*a{i - 1}]\n");

        var error = Assert.Throws<ToolException>(() => ConfigurationFile.Parse("f.yaml", text.ToString()));
        Assert.Contains("nests values more than 64 levels deep", error.Details[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Sixty_four_levels_are_allowed_and_one_more_is_not()
    {
        static string Nested(int lists) => $"a: {new string('[', lists)}{new string(']', lists)}";

        ConfigurationFile.Parse("f.yaml", Nested(63));
        Assert.Contains("more than 64 levels", Assert.Throws<ToolException>(() => ConfigurationFile.Parse("f.yaml", Nested(64))).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<ToolException>(() => ConfigurationFile.Load("/nowhere/fraises.yaml"));

        Assert.Same(FoundationErrors.ConfigurationMissing, error.Code);
        Assert.Equal(ExitCode.Usage, error.Code.Exit);
        Assert.Equal("The configuration file /nowhere/fraises.yaml does not exist.", error.What);
        Assert.Equal($"The path is relative to {Environment.CurrentDirectory}.", error.Why);
        Assert.Equal("Run the command in the project directory, or name the file with the command's option.", error.Fix);
    }

    [Fact]
    public void A_directory_is_not_a_file()
    {
        var error = Assert.Throws<ToolException>(() => ConfigurationFile.Load("/tmp"));

        Assert.Same(FoundationErrors.ConfigurationMissing, error.Code);
        Assert.Equal("The configuration file /tmp cannot be read.", error.What);
        Assert.Contains("/tmp", error.Why, StringComparison.Ordinal);
        Assert.Equal("Check that /tmp is a file and that this user may read it.", error.Fix);
    }

    [Fact]
    public void A_file_is_read_under_its_path_with_the_variables_that_are_given()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("f.yaml");
        File.WriteAllText(path, "v: ${A}\n");
        var file = ConfigurationFile.Load(path, name => name == "A" ? "alpha" : null);

        Assert.Equal(path, file.Name);
        Assert.Equal("alpha", file.Root.Text("v"));
        Assert.Equal($"{path}:1:1", file.Root.Place);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "not UTF-8")]
    [InlineData(new byte[] { 0x61, 0x3A, 0x20, 0xE9 }, "not UTF-8")]
    public void Other_encodings_are_refused(byte[] content, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("f.yaml"), content);

        Assert.Contains(message, Assert.Throws<ToolException>(() => ConfigurationFile.Load(folder.File("f.yaml"))).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_mebibyte_loads_and_a_larger_one_does_not()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("f.yaml"), "a: " + new string('x', (1 << 20) - 3));
        Assert.Equal((1 << 20) - 3, ConfigurationFile.Load(folder.File("f.yaml")).Root.Text("a").Length);

        File.AppendAllText(folder.File("f.yaml"), "y");
        Assert.Contains("larger than 1 MiB", Assert.Throws<ToolException>(() => ConfigurationFile.Load(folder.File("f.yaml"))).What, StringComparison.Ordinal);
    }
}
