using System.Text.Json;
using Foundation.Errors;
using Xunit;

namespace Terminal.Tests;

public sealed class UsageTests
{
    private static readonly Func<Output, CancellationToken, Task<ExitCode>> Nothing = (_, _) => Task.FromResult(ExitCode.Ok);

    public static TheoryData<string, string> Wrong => new()
    {
        { "migrat", "Unknown command `migrat`; did you mean `migrate`?" },
        { "zebra", "Unknown command `zebra`." },
        { "migrate dwon", "Unknown command `dwon`." },
        { "migrate pu", "Unknown command `pu`; did you mean `up`?" },
        { "act --fromat json", "Unknown option `--fromat`; did you mean `--format`?" },
        { "act --zebra=hunter2", "Unknown option `--zebra`." },
        { "act surplus", "Unexpected argument `surplus`." },
        { "act postgres://user:hunter2@host/db", "Unexpected argument `postgres://...`." },
        { "act Host=h;Password=hunter2", "Unexpected argument `...`." },
        { "act postgres:/user:hunter2@host/db", "Unexpected argument `...`." },
        { "act postgresql://host/db?password=hunter2", "Unexpected argument `postgresql://...`." },
        { "act password=my hunter2", "Unexpected argument `...`." },
        { "act --format yaml", "`--format` is `text` or `json`, not `yaml`." },
        { "act --format 1", "`--format` is `text` or `json`, not `1`." },
        { "act @/etc/passwd", "Unexpected argument `@/etc/passwd`." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_command_line_is_explained_on_standard_error(string line, string message)
    {
        var run = await Run.Of(new Act(Nothing), default, line.Split(' '));

        Assert.Equal(2, run.Exit);
        Assert.Empty(run.Output);
        Assert.StartsWith($"error[BASE-CLI-001]: {message}\n  why: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--help` for the accepted arguments", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hint_names_the_command_that_was_meant()
    {
        var run = await Run.Of(new Act(Nothing), default, "migrate", "up", "--zebra");

        Assert.Contains($"Run `{Tool.Name} migrate up --help`", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_json_mode_a_wrong_command_line_is_a_document()
    {
        var run = await Run.Of(new Act(Nothing), default, "migrat", "--format", "json");

        var error = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("error/1", "BASE-CLI-001", 2),
            (error.GetProperty("schema").GetString(), error.GetProperty("code").GetString(), error.GetProperty("exit").GetInt32()));
        Assert.Contains("migrate", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("migrate")]
    [InlineData("--quiet")]
    public async Task Without_a_command_the_help_goes_to_standard_error(string line)
    {
        var run = await Run.Of(new Act(Nothing), default, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.Exit);
        Assert.Empty(run.Output);
        Assert.Contains("Usage:", run.Errors, StringComparison.Ordinal);
        Assert.Contains(line is "migrate" ? "up" : "act", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "migrate")]
    [InlineData("migrate --help", "up")]
    [InlineData("migrate up --help", "--format")]
    [InlineData("act --zebra --help", "--quiet")]
    public async Task Help_goes_to_standard_output(string line, string content)
    {
        var run = await Run.Of(new Act(Nothing), default, line.Split(' '));

        Assert.Equal(0, run.Exit);
        Assert.Contains(content, run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-V")]
    public async Task The_version_needs_no_command_tree(string option)
    {
        var output = new StringWriter();

        Assert.Equal(0, await Tool.RunAsync(() => throw new InvalidOperationException("the tree was built"), [option], output, TextWriter.Null));
        Assert.Equal($"{Tool.Name} {Tool.Version}\n", output.ToString());
        Assert.DoesNotContain("+", Tool.Version, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-V --quiet")]
    [InlineData("--quiet -V")]
    public async Task The_version_has_a_short_option_next_to_others_too(string line)
    {
        var run = await Run.Of(new Act(Nothing), default, line.Split(' '));

        Assert.Equal((0, $"{Tool.Name} {Tool.Version}\n"), (run.Exit, run.Output));
    }

    [Theory]
    [InlineData("act --format ", "json", "--quiet")]
    [InlineData("migr", "migrate", "act")]
    [InlineData("", "migrate", "/h")]
    public async Task A_shell_learns_what_may_stand_at_the_cursor_and_nothing_else(string line, string offered, string withheld)
    {
        var typed = $"{Tool.Name} {line}";
        var run = await Run.Of(new Act(Nothing), default, $"[suggest:{typed.Length}]", typed);

        Assert.Equal((0, string.Empty), (run.Exit, run.Errors));
        Assert.Contains(offered, run.Output.Split('\n'));
        Assert.DoesNotContain(withheld, run.Output.Split('\n'));
    }

    [Theory]
    [InlineData("one two three", 9, "one two|three")]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("much-too-long-a-word is", 5, "much-too-long-a-word|is")]
    [InlineData("", 5, "")]
    public void Text_is_broken_between_words(string text, int width, string lines) => Assert.Equal(lines.Split('|'), TextLines.Of(text, width));

    [Fact]
    public async Task Common_options_work_behind_the_command_too()
    {
        var json = false;
        var quiet = false;
        await Run.Of(output => (json, quiet) = (output.Json, output.Quiet), "--format=json", "-q");

        Assert.True(json && quiet);
    }
}
