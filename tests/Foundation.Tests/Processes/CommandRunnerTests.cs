using System.Globalization;
using Foundation.Errors;
using Foundation.Processes;
using Xunit;

namespace Foundation.Tests.Processes;

public sealed class CommandRunnerTests
{
    private readonly CommandRunner runner = new();

    [Fact]
    public async Task Output_errors_and_exit_code_come_back()
    {
        var result = await runner.RunAsync(Command.Of("sh", "-c", "echo out; echo é >&2; exit 3"), CancellationToken.None);

        Assert.Equal((3, "out\n", "é\n"), (result.ExitCode, result.Output, result.Errors));
        Assert.False(result.Succeeded);
    }

    [Theory]
    [InlineData("$(id); `id` | cat > /tmp/x")]
    [InlineData("two  words")]
    [InlineData("")]
    [InlineData("'\"\\*")]
    [InlineData("-n")]
    public async Task Arguments_arrive_as_they_are(string argument) =>
        Assert.Equal($"<{argument}>", await runner.OutputOfAsync(Command.Of("printf", "<%s>", argument), CancellationToken.None));

    [Fact]
    public async Task Input_is_passed_and_no_input_is_empty_input()
    {
        Assert.Equal("é\nz", await runner.OutputOfAsync(Command.Of("cat") with { Input = "é\nz" }, CancellationToken.None));
        Assert.Equal("", await runner.OutputOfAsync(Command.Of("cat"), CancellationToken.None));
    }

    [Fact]
    public async Task A_program_may_ignore_its_input() =>
        Assert.Equal("ok", await runner.OutputOfAsync(Command.Of("echo", "ok") with { Input = new string('x', 1_000_000) }, CancellationToken.None));

    [Fact]
    public async Task Large_input_and_output_flow_at_the_same_time()
    {
        var text = new string('x', 900_000);

        Assert.Equal(text, await runner.OutputOfAsync(Command.Of("cat") with { Input = text }, CancellationToken.None));
    }

    [Fact]
    public async Task The_deadline_counts_while_input_is_not_read()
    {
        var command = Command.Of("sleep", "600") with { Input = new string('x', 1_000_000), Deadline = TimeSpan.FromMilliseconds(200) };

        var error = await Assert.ThrowsAsync<ToolException>(() => runner.RunAsync(command, CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Same(FoundationErrors.ProgramTimedOut, error.Code);
    }

    [Fact]
    public async Task At_the_deadline_the_program_dies_with_its_children_orphans_and_those_in_other_sessions()
    {
        using var folder = new TemporaryFolder();
        var script = $"(sleep 600 & echo $! >> {folder.File("pids")}; wait) & setsid sleep 601 & echo $! >> {folder.File("pids")}; "
            + $"sh -c 'sleep 602 & echo $! >> {folder.File("pids")}'; echo $$ >> {folder.File("pids")}; wait";
        var command = Command.Of("sh", "-c", script) with { Deadline = TimeSpan.FromSeconds(2) };

        var error = await Assert.ThrowsAsync<ToolException>(() => runner.RunAsync(command, CancellationToken.None));

        Assert.Contains("did not finish within 2 s and was killed", error.What, StringComparison.Ordinal);
        int[] pids = [.. File.ReadAllLines(folder.File("pids")).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        Assert.Equal(4, pids.Length);
        await Eventually.HoldsAsync(() => pids.All(pid => ProcessIdentity.Of(pid) is null));
    }

    [Fact]
    public async Task Cancellation_kills_the_group_and_is_reported_as_such()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var running = runner.RunAsync(Command.Of("sh", "-c", $"sleep 600 & echo $! > {folder.File("pid")}; wait"), cancellation.Token);
        await Eventually.HoldsAsync(() => File.Exists(folder.File("pid")) && File.ReadAllText(folder.File("pid")).EndsWith('\n'));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var pid = int.Parse(File.ReadAllText(folder.File("pid")), CultureInfo.InvariantCulture);
        await Eventually.HoldsAsync(() => ProcessIdentity.Of(pid) is null);
    }

    [Fact]
    public async Task A_daemon_that_keeps_the_pipe_open_does_not_hold_up_the_result()
    {
        var result = await runner.RunAsync(Command.Of("sh", "-c", "sleep 20 & echo started $!"), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(15));

        Assert.StartsWith("started ", result.Output, StringComparison.Ordinal);
        ProcessGroup.SignalOne(int.Parse(result.Output.Split(' ')[1], CultureInfo.InvariantCulture), ProcessSignal.Kill);
    }

    [Fact]
    public async Task A_missing_program_is_named_with_what_to_do()
    {
        var error = await Assert.ThrowsAsync<ToolException>(() => runner.RunAsync(Command.Of("no-such-program"), CancellationToken.None));

        Assert.Same(FoundationErrors.ProgramMissing, error.Code);
        Assert.Contains("`no-such-program` is not installed", error.What, StringComparison.Ordinal);
        Assert.Contains("apt-get install no-such-program", error.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!/opt/nowhere/python\n", "needs the interpreter `/opt/nowhere/python`", "correct the first line")]
    [InlineData("#!/usr/bin/env no-such-python\n", "needs the interpreter `no-such-python`", "correct the first line")]
    [InlineData("#! /usr/bin/env -S no-such-python -u\n", "needs the interpreter `no-such-python`", "correct the first line")]
    [InlineData("#!/bin/sh\r\necho hello\r\n", "Windows line breaks", "sed -i 's/\\r$//'")]
    public async Task A_script_whose_interpreter_is_missing_says_so(string script, string what, string fix)
    {
        using var folder = new TemporaryFolder();
        var path = Script(folder, script);

        var error = await Assert.ThrowsAsync<ToolException>(() => runner.RunAsync(Command.Of(path), CancellationToken.None));

        Assert.Same(FoundationErrors.ProgramMissing, error.Code);
        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.Contains(path, error.What, StringComparison.Ordinal);
        Assert.Contains(fix, error.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!/bin/sh\necho hello\n")]
    [InlineData("#!/usr/bin/env sh\necho hello\n")]
    [InlineData("#!/usr/bin/env -S sh -e\necho hello\n")]
    [InlineData("#!/usr/bin/env -S X=1 sh\necho hello\n")]
    public async Task A_script_runs_with_the_interpreter_of_its_first_line(string script)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("hello", await runner.OutputOfAsync(Command.Of(Script(folder, script)), CancellationToken.None));
    }

    [Fact]
    public async Task A_missing_directory_is_not_a_missing_program()
    {
        var error = await Assert.ThrowsAsync<ToolException>(() => runner.RunAsync(Command.Of("true") with { WorkingDirectory = "/nowhere" },
            CancellationToken.None));

        Assert.Same(FoundationErrors.ProgramFailed, error.Code);
        Assert.Contains("/nowhere", error.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_may_be_a_path_relative_to_the_directory() =>
        Assert.Equal("", await runner.OutputOfAsync(Command.Of("bin/true") with { WorkingDirectory = "/usr" }, CancellationToken.None));

    [Fact]
    public async Task A_failure_carries_the_last_words_of_the_program()
    {
        var error = await Assert.ThrowsAsync<ToolException>(() => runner.OutputOfAsync(Command.Of("sh", "-c", "seq 100 >&2; exit 4"), CancellationToken.None));

        Assert.Same(FoundationErrors.ProgramFailed, error.Code);
        Assert.Contains("exit code 4", error.What, StringComparison.Ordinal);
        Assert.Equal("100", error.Why);
        Assert.Equal(Enumerable.Range(51, 50).Select(n => n.ToString(CultureInfo.InvariantCulture)), error.Details);
    }

    [Fact]
    public async Task Of_endless_output_the_last_megabyte_is_kept()
    {
        var result = await runner.RunAsync(Command.Of("seq", "1", "1000000"), CancellationToken.None);

        Assert.Equal(1 << 20, result.Output.Length);
        Assert.EndsWith("\n999999\n1000000\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_are_set_and_removed_and_never_printed()
    {
        var marked = new CommandRunner { Environment = new Dictionary<string, string?> { ["MARK"] = "m" } };
        var command = Command.Of("sh", "-c", "echo $MARK $PASSWORD ${HOME-none}") with
        {
            Environment = new Dictionary<string, string?> { ["PASSWORD"] = "hunter2", ["HOME"] = null },
        };

        Assert.Equal("m hunter2 none", await marked.OutputOfAsync(command, CancellationToken.None));
        Assert.Equal("sh -c 'echo $MARK $PASSWORD ${HOME-none}'", command.ToString());
    }

    [Fact]
    public async Task Each_program_leads_a_session_of_its_own()
    {
        var ids = (await runner.OutputOfAsync(Command.Of("sh", "-c", "ps -o pid=,pgid=,sid= -p $$"), CancellationToken.None))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Orphans_are_found_by_their_mark_and_others_are_spared()
    {
        var value = Guid.NewGuid().ToString("N");
        var marked = new CommandRunner { Environment = new Dictionary<string, string?> { ["FOUNDATION_MARK"] = value } };
        var other =
            new CommandRunner { Environment = new Dictionary<string, string?> { ["FOUNDATION_MARK"] = value + "1", ["OTHER"] = $"FOUNDATION_MARK={value}" } };
        using var folder = new TemporaryFolder();
        using var end = new CancellationTokenSource();
        var first = marked.RunAsync(Command.Of("sh", "-c", $"sleep 600 & setsid sleep 601 & touch {folder.File("a")}; wait"), CancellationToken.None);
        var spared = other.RunAsync(Command.Of("sh", "-c", $"touch {folder.File("b")}; exec sleep 600"), end.Token);
        await Eventually.HoldsAsync(() => File.Exists(folder.File("a")) && File.Exists(folder.File("b")));

        var killed = Orphans.Reap("FOUNDATION_MARK", value);

        Assert.Equal(3, killed.Count);
        Assert.Equal(128 + 9, (await first).ExitCode);
        await Eventually.HoldsAsync(() => killed.All(pid => ProcessIdentity.Of(pid) is null));
        Assert.Empty(Orphans.Reap("FOUNDATION_MARK", value));
        Assert.False(spared.IsCompleted);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => spared);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Signals_to_everybody_are_refused(int pid)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessGroup.Kill(pid));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessGroup.SignalOne(pid, ProcessSignal.Kill));
    }

    [Fact]
    public void Commands_are_values()
    {
        Assert.Equal("git log -1 'it'\\''s' ''", Command.Of("git", "log", "-1", "it's", "").ToString());
        Assert.Null(ProgramPath.Find("/etc/passwd"));
        Assert.NotNull(ProgramPath.Find("sh"));
    }

    private static string Script(TemporaryFolder folder, string text)
    {
        var path = folder.File("script");
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
