using System.CommandLine;
using Foundation.Errors;
using Foundation.Processes;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary><c>fraisier run FRAISE ENVIRONMENT -- COMMAND</c>.</summary>
internal sealed class RunCommand : TargetCommand
{
    private readonly Composition composition;
    private readonly Option<string?> host = new("--host") { Description = "Host to run on (default: the one where migrations run)", HelpName = "HOST" };
    private readonly Argument<string[]> command = new("command") { Description = "Program and its arguments, after --", Arity = ArgumentArity.OneOrMore };

    public RunCommand(Composition composition)
        : base("run", "Run a command in the live release's directory, with the variables of its service")
    {
        this.composition = composition;
        Options.Add(host);
        Arguments.Add(command);
    }

    public override IReadOnlyList<string> Formats { get; } = ["text"];

    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var name = Hosts.Chosen(target, arguments.GetValue(host) ?? target.MigrateOn)[0];
        await using var fleet = await composition.FleetOfAsync(target, new EngineProgress(output, target).On, cancellation);
        if (output.IsInteractive && fleet[name] is LocalHost local)
            return (ExitCode)await AttachedProcess.RunAsync(await local.CommandAsync(arguments.GetValue(command)!, cancellation), cancellation);
        var (input, data) = Output.Streams();
        await using var errors = Output.Errors();
        var code = await fleet[name].ExecuteAsync(arguments.GetValue(command)!, input, Said, cancellation);
        return (ExitCode)code;

        void Said(byte[] bytes, bool isError)
        {
            lock (data)
            {
                var stream = isError ? errors : data;
                stream.Write(bytes);
                stream.Flush();
            }
        }
    }
}
