using System.CommandLine;
using System.Text;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary><c>fraisier agent</c>: serves a controller on another host or outside a container.</summary>
internal sealed class AgentCommand : ToolCommand
{
    public const string Word = "agent";

    private readonly Composition composition;

    public AgentCommand(Composition composition)
        : base(Word, "Serve a controller over standard input and output")
    {
        this.composition = composition;
        Hidden = true;
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var (input, answers) = Output.Streams();

        // What a shell said before may not have ended its line.
        await answers.WriteAsync(Encoding.ASCII.GetBytes($"\n{AgentServer.Greeting}\n"), cancellation);
        await answers.FlushAsync(cancellation);
        using var pipe = new MessagePipe(input, answers);
        using var server = new AgentServer(pipe, composition.ServedAsync, composition.Time);
        await server.RunAsync(cancellation);
        return ExitCode.Ok;
    }
}
