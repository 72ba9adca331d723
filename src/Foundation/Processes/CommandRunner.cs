using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Foundation.Errors;

namespace Foundation.Processes;

/// <summary>The only way to start programs. Each runs in its own session, so that it can be killed with everything it started.</summary>
public sealed class CommandRunner
{
    private const int OutputLimitCharacters = 1 << 20;
    private static readonly TimeSpan PipeDrainLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    /// <summary>Variables that every command of this runner gets, for example the mark by which <see cref="Orphans"/>
    /// finds what a killed run left behind.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Runs a command to its end and returns its result, whatever the exit code.</summary>
    /// <exception cref="ToolException">The program is missing (<c>BASE-RUN-001</c>) or did not end within its deadline (<c>BASE-RUN-003</c>).</exception>
    public async Task<CommandResult> RunAsync(Command command, CancellationToken cancellation)
    {
        using var process = ProcessStart.Begin(command, Environment);
        using var deadline = Waiting.Deadline.Limiting(command.Deadline, TimeProvider.System, cancellation);
        var (output, errors) = (new Tail(process.StandardOutput), new Tail(process.StandardError));
        try
        {
            await WriteInputAsync(process, command.Input, deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync(process);
            cancellation.ThrowIfCancellationRequested();
            throw TimedOut(command);
        }

        // A daemon that the command left behind may hold the pipes open forever: only the exit code counts.
        await Task.WhenAny(Task.WhenAll(output.End, errors.End), Task.Delay(PipeDrainLimit, TimeProvider.System, cancellation));
        return new(command, process.ExitCode, output.Text, errors.Text);
    }

    /// <summary>Runs a command that must succeed and returns its standard output without the last line break.</summary>
    /// <exception cref="ToolException">As <see cref="RunAsync"/>, and <c>BASE-RUN-002</c> for an exit code other than 0.</exception>
    public async Task<string> OutputOfAsync(Command command, CancellationToken cancellation)
    {
        var result = await RunAsync(command, cancellation);
        return result.Succeeded ? result.Output.TrimEnd('\n', '\r') : throw Failed(result);
    }

    /// <summary>Runs a command whose standard output is data, and returns all of it: a part would be used as if it were the whole.</summary>
    /// <exception cref="ToolException">As <see cref="OutputOfAsync"/>; also when the output does not end with the program.</exception>
    public async Task<byte[]> DataOfAsync(Command command, CancellationToken cancellation)
    {
        using var process = ProcessStart.Begin(command, Environment);
        using var deadline = Waiting.Deadline.Limiting(command.Deadline, TimeProvider.System, cancellation);
        var errors = new Tail(process.StandardError);
        using var data = new MemoryStream();
        try
        {
            var copied = process.StandardOutput.BaseStream.CopyToAsync(data, deadline.Token);
            await WriteInputAsync(process, command.Input, deadline.Token);
            await copied;
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync(process);
            cancellation.ThrowIfCancellationRequested();
            throw TimedOut(command);
        }

        await Task.WhenAny(errors.End, Task.Delay(PipeDrainLimit, TimeProvider.System, cancellation));
        return process.ExitCode == 0 ? data.ToArray() : throw Failed(new(command, process.ExitCode, string.Empty, errors.Text));
    }

    /// <summary>The error for a command that ended with an exit code other than 0; it carries the last lines of what the program said.</summary>
    /// <param name="result">The result of the failed command.</param>
    public static ToolException Failed(CommandResult result)
    {
        var said = (result.Errors.Trim().Length > 0 ? result.Errors : result.Output).Trim().Split('\n');
        return FoundationErrors.ProgramFailed.Error(
            $"`{result.Command}` failed with exit code {result.ExitCode}.",
            said[^1].Length > 0 ? said[^1] : "The program printed nothing.",
            "Run the command by hand in the same directory.").With(said.Length > 1 ? said[Math.Max(0, said.Length - 50)..] : []);
    }

    private static ToolException TimedOut(Command command) => FoundationErrors.ProgramTimedOut.Error(
        $"`{command}` did not finish within {command.Deadline.TotalSeconds:0} s and was killed.",
        "It hung or needs more time.",
        "Run it by hand to see what it is waiting for; raise its timeout if it is just slow.");

    private static async Task WriteInputAsync(Process process, string? input, CancellationToken cancellation)
    {
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program closed its input early; its exit code says whether that matters.
        }
    }

    /// <summary>Kills the program and everything it started, and waits until it is gone: the caller is about to clean up behind it.</summary>
    private static async Task KillAsync(Process process)
    {
        try
        {
            // First along parents and children, while they still know each other, then by the group: a child may have left either.
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is Win32Exception or AggregateException or InvalidOperationException)
        {
            // A part of it ended meanwhile or belongs to another user; the group gets what is left.
        }

        ProcessGroup.Kill(process.Id);
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(KillLimit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            // It hangs inside the kernel; the signal waits for it there.
        }
    }

    /// <summary>The last part of a stream, readable at any time: a daemon may hold the stream open after the program's end.</summary>
    private sealed class Tail
    {
        private readonly Lock gate = new();
        private readonly StringBuilder text = new();

        public Tail(StreamReader reader) => End = ReadAsync(reader);

        public Task End { get; }

        public string Text
        {
            get
            {
                lock (gate)
                    return text.Length <= OutputLimitCharacters ? text.ToString() : text.ToString(text.Length - OutputLimitCharacters, OutputLimitCharacters);
            }
        }

        private async Task ReadAsync(StreamReader reader)
        {
            var buffer = new char[8192];
            while (await reader.ReadAsync(buffer) is > 0 and var count)
            {
                lock (gate)
                {
                    text.Append(buffer, 0, count);
                    if (text.Length > 2 * OutputLimitCharacters) text.Remove(0, text.Length - OutputLimitCharacters);
                }
            }
        }
    }
}
