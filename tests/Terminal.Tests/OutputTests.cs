using System.Text.Json.Serialization;
using Foundation.Errors;
using Xunit;

namespace Terminal.Tests;

[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class Json : JsonSerializerContext;

public sealed class OutputTests
{
    [Fact]
    public async Task Data_goes_to_standard_output_and_dated_talk_to_standard_error()
    {
        var run = await Run.Of(output =>
        {
            output.Data("data");
            output.Say("talk\nmore");
            output.Warn("careful");
            output.Hint("try");
        });

        Assert.Equal("data\n", run.Output);
        Assert.Equal("2026-11-21T06:23:31Z talk\n  more\n2026-11-21T06:23:31Z warning: careful\nhint: try\n", run.Errors);
    }

    [Fact]
    public async Task Quiet_keeps_data_and_warnings()
    {
        var run = await Run.Of(
            output =>
            {
                output.Data("data");
                output.Say("talk");
                output.Warn("careful");
                output.Hint("try");
            },
            "--quiet");

        Assert.Equal(("data\n", "2026-11-21T06:23:31Z warning: careful\n"), (run.Output, run.Errors));
    }

    [Fact]
    public async Task A_json_report_is_the_only_thing_on_standard_output()
    {
        static void Report(Output output)
        {
            output.Data("text");
            output.Verbatim("text");
            output.Table(["a"], [["b"]]);
            output.Document(["é<"], () => Json.Default.StringArray);
        }

        Assert.Equal("[\n  \"é<\"\n]\n", (await Run.Of(Report, "--format", "json")).Output);
        Assert.Equal("text\ntexta\nb\n", (await Run.Of(Report)).Output);
    }

    [Fact]
    public async Task A_piped_table_is_aligned_and_never_cut()
    {
        var wide = new string('x', 500);
        var run = await Run.Of(output => output.Table(["name", "state"], [["a", "ok"], [wide, "two\nlines"], ["日本", ""]]));

        Assert.Equal($"name{new string(' ', 498)}state\na{new string(' ', 501)}ok\n{wide}  two\\nlines\n日本\n", run.Output);
    }

    [Theory]
    [InlineData("plain é 日本 😀\ttab", "plain é 日本 😀\ttab")]
    [InlineData("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m")]
    [InlineData("a\rb", "a\\rb")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("\a\b\0\x7f", "\\x07\\x08\\x00\\x7f")]
    [InlineData("\u009b31m", "\\x9b31m")]
    [InlineData("\u202egpj.exe", "\\u202egpj.exe")]
    [InlineData("\u2028\u200b", "\\u2028\\u200b")]
    public async Task What_could_harm_a_terminal_is_shown_as_an_escape(string text, string shown)
    {
        Assert.Equal(shown, Printable.Text(text));
        var run = await Run.Of(output =>
        {
            output.Data(text);
            output.Say(text);
            output.Warn(text);
            output.Hint(text);
            output.Table(["h"], [[text]]);
            throw FoundationErrors.Usage.Error(text, text, text).With([text]);
        });

        Assert.StartsWith(shown + "\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Output + run.Errors, c => c is '\x1b' or '\r' or '\a' or '\u009b' or '\u202e' or '\u2028');
    }

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_an_escape() => Assert.Equal("half \\ud83d pair", Printable.Text("half \ud83d pair"));

    [Fact]
    public async Task Verbatim_text_reaches_a_pipe_unchanged() =>
        Assert.Equal("E'\x1b'\r\n", (await Run.Of(output => output.Verbatim("E'\x1b'\r\n"))).Output);

    [Fact]
    public async Task A_question_without_a_terminal_is_refused_and_names_the_option()
    {
        var run = await Run.Of(output => output.Confirm("Drop the table?"));

        Assert.Equal(2, run.Exit);
        Assert.StartsWith("error[BASE-CLI-002]: Confirmation required: Drop the table?", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--yes", run.Errors, StringComparison.Ordinal);
    }
}
