using System.Text.Json;
using Foundation.Errors;
using Xunit;

namespace Terminal.Tests;

public sealed class FailureTests
{
    private static readonly ErrorCode Code = new("CONF-MIG-004", ExitCode.StateMismatch, "A test");

    [Fact]
    public async Task An_error_is_told_in_full()
    {
        var run = await Run.Of(_ => throw Code.Error("It broke.", "Because\nof two things.", "Run `x`.").With(["first", "second\nthird"]));

        Assert.Equal(8, run.Exit);
        Assert.Empty(run.Output);
        Assert.Equal("""
            error[CONF-MIG-004]: It broke.
              why: Because
                   of two things.
              fix: Run `x`.
                first
                second
                third

            """, run.Errors);
    }

    [Fact]
    public async Task In_json_mode_the_error_is_one_document_and_the_text_stays()
    {
        var run = await Run.Of(_ => throw Code.Error("Ünbroken \x1b[31m", "why", "fix").With(["a", "b"]), "--format", "json");

        Assert.Equal("""
            {
              "schema": "error/1",
              "code": "CONF-MIG-004",
              "exit": 8,
              "what": "Ünbroken \u001B[31m",
              "why": "why",
              "fix": "fix",
              "details": [
                "a",
                "b"
              ],
              "completed": []
            }

            """, run.Output);
        Assert.StartsWith("error[CONF-MIG-004]: Ünbroken \\x1b[31m\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_after_the_document_does_not_make_a_second_one()
    {
        var run = await Run.Of(
            output =>
            {
                output.Document(1, () => Json.Default.Int32);
                throw Code.Error("late", "why", "fix");
            },
            "--format",
            "json");

        Assert.Equal("1\n", run.Output);
        Assert.Contains("late", run.Errors, StringComparison.Ordinal);
        Assert.Equal(8, run.Exit);
    }

    [Fact]
    public async Task The_exit_code_is_what_the_command_returns()
    {
        foreach (var code in Enum.GetValues<ExitCode>()) Assert.Equal((int)code, (await Run.Of((_, _) => Task.FromResult(code))).Exit);
    }

    [Fact]
    public async Task A_defect_is_reported_with_its_type_and_without_a_stack_trace()
    {
        var run = await Run.Of(_ => throw new InvalidDataException("odd"));

        Assert.Equal(1, run.Exit);
        Assert.StartsWith("error[BASE-CLI-004]: System.IO.InvalidDataException: odd\n", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_command_ends_with_130()
    {
        using var source = new CancellationTokenSource();
        var run = await Run.Of(
            new Act(async (_, cancellation) =>
            {
                await source.CancelAsync();
                await Task.Delay(TimeSpan.FromMinutes(1), cancellation);
                return ExitCode.Ok;
            }),
            source.Token,
            "act");

        Assert.Equal(130, run.Exit);
        Assert.StartsWith("error[BASE-CLI-003]: The command was interrupted.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_rolled_back_after_an_interrupt_says_so_itself()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        Assert.Equal(3, (await Run.Of(new Act((_, _) => Task.FromResult(ExitCode.RolledBack)), source.Token, "act")).Exit);
    }

    [Fact]
    public async Task A_cancellation_that_the_user_did_not_ask_for_is_a_defect()
    {
        var run = await Run.Of((_, _) => Task.FromException<ExitCode>(new OperationCanceledException("inner")));

        Assert.Equal(1, run.Exit);
        Assert.Contains("BASE-CLI-004", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_tree_that_cannot_be_built_is_reported_too()
    {
        var errors = new StringWriter();

        Assert.Equal(1, await Tool.RunAsync(() => throw new InvalidDataException("tree"), ["x"], TextWriter.Null, errors));
        Assert.Contains("tree", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_printed_json_is_valid_whatever_the_text()
    {
        var run = await Run.Of(_ => throw Code.Error("\0\u0085\u202e\ud800\"\\", "<&>'", "\u2028"), "--format=json");

        var what = JsonDocument.Parse(run.Output).RootElement.GetProperty("what").GetString();
        Assert.Equal("\0\u0085\u202e\ufffd\"\\", what);
        Assert.DoesNotContain(run.Output, c => (char.IsControl(c) && c != '\n') || c == '\u202e');
    }
}
