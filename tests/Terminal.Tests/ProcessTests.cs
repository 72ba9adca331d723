using Foundation.Processes;
using Xunit;

namespace Terminal.Tests;

/// <summary>The kit from outside: a real executable with real signals, pipes and terminals.</summary>
public sealed class ProcessTests
{
    private static readonly string Sample = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../Sample/bin", Configuration, "net10.0/sample"));
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_lets_the_command_clean_up_and_a_second_one_does_not_cut_it_short(string signal)
    {
        // The tool's stderr is the pipe that this script reads, so signals go out exactly when it has said the words.
        // A test run in the background inherits an ignored SIGINT, which the tool would rightly go on ignoring.
        var result = await ShellAsync($"""
            exec 3< <(exec env --default-signal={signal} {Sample} wait 2>&1 >/dev/null; ) ; pid=$!
            read -r line <&3; echo "$line"
            kill -{signal} $pid
            read -r line <&3; echo "$line"
            kill -{signal} $pid
            cat <&3
            wait $pid; echo "exit $?"
            """);

        Assert.Collection(
            result.Output.TrimEnd().Split('\n'),
            line => Assert.EndsWith("Z waiting", line, StringComparison.Ordinal),
            line => Assert.Equal("Interrupted; stopping and cleaning up.", line),
            line => Assert.StartsWith("Still cleaning up", line, StringComparison.Ordinal),
            line => Assert.EndsWith("Z cleaned up", line, StringComparison.Ordinal),
            line => Assert.StartsWith("error[BASE-CLI-003]", line, StringComparison.Ordinal),
            line => Assert.StartsWith("  why:", line, StringComparison.Ordinal),
            line => Assert.StartsWith("  fix:", line, StringComparison.Ordinal),
            line => Assert.Equal("exit 130", line));
    }

    [Fact]
    public async Task Under_nohup_a_hang_up_is_not_noticed()
    {
        var result = await ShellAsync($"""
            exec 3< <(exec nohup {Sample} wait 2>&1 >/dev/null </dev/null; ) ; pid=$!
            read -r line <&3; echo "$line"
            kill -HUP $pid
            sleep 1
            kill -TERM $pid
            cat <&3
            """);

        Assert.DoesNotContain("Still cleaning up", result.Output, StringComparison.Ordinal);
        Assert.Contains("cleaned up", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--version", "sample 1.2.3\n")]
    [InlineData("--version --quiet", "sample 1.2.3\n")]
    public async Task The_version_is_printed_without_build_metadata(string line, string expected)
    {
        var result = await new CommandRunner().RunAsync(Command.Of(Sample, line.Split(' ')), CancellationToken.None);

        Assert.Equal((0, expected), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_reader_that_leaves_early_is_no_error()
    {
        var result = await ShellAsync($$"""{{Sample}} list | head -n 1; echo "exit ${PIPESTATUS[0]}" """);

        Assert.Equal("name          state\nexit 0\n", result.Output);
        Assert.Matches(@"^\S+Z end\n$", result.Errors);
    }

    [Theory]
    [InlineData("list > /dev/full")]
    [InlineData("--version > /dev/full")]
    [InlineData("zebra --format json > /dev/full", 2, "Unknown command")]
    public async Task Data_that_cannot_be_written_is_a_failure(
        string line, int exit = 1, string message = "error[BASE-FIL-001]: Cannot write to standard output.\n  why: No space left on device")
    {
        var result = await ShellAsync($"{Sample} {line}");

        Assert.Equal(exit, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Talk_that_cannot_be_written_does_not_stop_the_work()
    {
        var result = await ShellAsync($"{Sample} list 2> /dev/full | tail -n 1; echo ${{PIPESTATUS[0]}}");

        Assert.Equal("line\n0\n", result.Output);
    }

    [Theory]
    [InlineData("y\n", "confirmed")]
    [InlineData("YES\n", "confirmed")]
    [InlineData("n\n", "declined")]
    [InlineData("\n", "declined")]
    public async Task On_a_terminal_a_question_is_asked(string answer, string outcome)
    {
        var result = await TerminalAsync("ask", answer);

        Assert.Contains("Drop the table `users`? [y/N] ", result, StringComparison.Ordinal);
        Assert.Contains(outcome, result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_c_at_a_question_is_an_interrupt()
    {
        const string Person = """
            import os, pty, sys
            pid, terminal = pty.fork()
            if pid == 0: os.execv(sys.argv[1], [sys.argv[1], 'ask'])
            seen = b''
            while b'[y/N] ' not in seen: seen += os.read(terminal, 1000)
            os.write(terminal, b'\x03')
            try:
                while True: seen += os.read(terminal, 1000)
            except OSError: pass
            print(seen.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """;

        var result = await new CommandRunner()
            .OutputOfAsync(Command.Of("python3", "-c", Person, Sample) with { Deadline = TimeSpan.FromSeconds(60) }, CancellationToken.None);

        Assert.Contains("Interrupted", result, StringComparison.Ordinal);
        Assert.DoesNotContain("declined", result, StringComparison.Ordinal);
        Assert.EndsWith(" 130", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_a_question_is_refused()
    {
        var result = await new CommandRunner().RunAsync(Command.Of(Sample, "ask") with { Input = "y\n" }, CancellationToken.None);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("--yes", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_a_table_is_drawn_and_harmful_text_is_shown_escaped()
    {
        var result = await TerminalAsync("list", "");

        Assert.Contains("╭", result, StringComparison.Ordinal);
        Assert.Contains("red \\x1b[31m", result, StringComparison.Ordinal);
        Assert.Contains("\nend\r\n", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_progress_is_one_line_that_goes_away()
    {
        var result = await TerminalAsync("progress", "");

        Assert.Contains("copying: 2 of 4 (50 %), users", result, StringComparison.Ordinal);
        Assert.Contains("\r\x1b[Kstep 3\r\n", result, StringComparison.Ordinal);
        Assert.Contains("\r\x1b[K\x1b[1;31merror[BASE-FIL-001]:\x1b[0m It failed.", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR=1")]
    [InlineData("TERM=dumb")]
    public async Task Colours_can_be_refused(string variable)
    {
        var result = await TerminalAsync("progress", "", variable);

        // On a terminal the runtime itself sets the keypad mode (ESC [?1h); colours and erasures are ours.
        Assert.DoesNotMatch(@"\x1b\[[0-9;]*[mK]", result);
        Assert.Contains("error[BASE-FIL-001]: It failed.", result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("1", true)]
    public async Task The_stack_trace_is_for_those_who_ask(string debug, bool shown)
    {
        var command = Command.Of(Sample, "progress") with { Environment = new Dictionary<string, string?> { ["FRAISIER_DEBUG"] = debug } };

        Assert.Equal(shown,
            (await new CommandRunner().RunAsync(command, CancellationToken.None)).Errors.Contains("   at Terminal.Tests.Sample", StringComparison.Ordinal));
    }

    private static Task<CommandResult> ShellAsync(string script) =>
        new CommandRunner().RunAsync(Command.Of("bash", "-c", script) with { Deadline = TimeSpan.FromSeconds(60) }, CancellationToken.None);

    private static async Task<string> TerminalAsync(string arguments, string input, string variable = "TERM=xterm")
    {
        var command = Command.Of("env", "-u", "NO_COLOR", "TERM=xterm", variable, "script", "-qec", $"stty cols 100; {Sample} {arguments}",
            "/dev/null") with { Input = input, Deadline = TimeSpan.FromSeconds(60) };
        return (await new CommandRunner().RunAsync(command, CancellationToken.None)).Output;
    }
}
