using System.CommandLine;
using System.Text;
using Foundation.Errors;

namespace Terminal.Tests;

/// <summary>Runs a command line in this process and keeps what it wrote.</summary>
internal sealed record Run(int Exit, string Output, string Errors)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 6, 23, 31, TimeSpan.Zero);

    public static Task<Run> Of(Func<Output, CancellationToken, Task<ExitCode>> work, params string[] arguments) =>
        Of(new Act(work), default, ["act", .. arguments]);

    public static Task<Run> Of(Action<Output> work, params string[] arguments) => Of(
        (output, _) =>
        {
            work(output);
            return Task.FromResult(ExitCode.Ok);
        },
        arguments);

    public static async Task<Run> Of(ToolCommand act, CancellationToken cancellation, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(new StringBuilder()), new StringWriter(new StringBuilder()));
        var exit = await Tool.RunAsync(() => Root(act), arguments, output, errors, new FixedTime(), cancellation);
        return new(exit, output.ToString(), errors.ToString());
    }

    private static RootCommand Root(ToolCommand act) =>
        new("A tool for tests") { act, new Command("migrate", "Migrations") { new Act((_, _) => Task.FromResult(ExitCode.Ok), "up") } };

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

internal sealed class Act(Func<Output, CancellationToken, Task<ExitCode>> work, string name = "act") : ToolCommand(name, "Does what the test wants")
{
    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation) => work(output, cancellation);
}
