using System.CommandLine;
using Foundation.Errors;

namespace Terminal.Tests.Sample;

internal sealed class WaitCommand() : ToolCommand("wait", "Waits for a signal and then cleans up for two seconds")
{
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        output.Say("waiting");
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(10), cancellation);
        }
        finally
        {
            await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
            output.Say("cleaned up");
        }

        return ExitCode.Ok;
    }
}

internal sealed class AskCommand() : ToolCommand("ask", "Asks a question")
{
    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        output.Data(output.Confirm("Drop the table `users`?", cancellation) ? "confirmed" : "declined");
        return Task.FromResult(ExitCode.Ok);
    }
}

internal sealed class ListCommand() : ToolCommand("list", "Prints a table and many lines")
{
    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        output.Table(["name", "state"], [["red \x1b[31m", new string('x', 200)], ["b", "ok"]]);
        for (var i = 0; i < 100_000; i++) output.Data("line");
        output.Say("end");
        return Task.FromResult(ExitCode.Ok);
    }
}

internal sealed class ProgressCommand() : ToolCommand("progress", "Shows progress and fails")
{
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        using (var progress = output.Progress("copying", 4))
        {
            for (var i = 0; i < 4; i++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(150), cancellation);
                progress.Report(i + 1, "users");
                output.Say($"step {i}");
            }
        }

        throw FoundationErrors.FileNotWritable.Error("It failed.", "Because.", "Try again.");
    }
}
