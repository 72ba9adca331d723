using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>What was done with a service, host by host.</summary>
internal sealed record ServiceReport(string Schema, string Target, ServiceVerb Verb, IReadOnlyList<ControlledHost> Hosts);

/// <summary>A host whose service was restarted or stopped.</summary>
internal sealed record ControlledHost(string Host, string Result);

/// <summary><c>fraisier restart</c> and <c>fraisier stop</c>.</summary>
internal sealed class ServiceCommand(Composition composition, ServiceVerb verb, string name, string description) : TargetCommand(name, description)
{
    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var progress = new EngineProgress(output, target);
        await using var fleet = await composition.FleetOfAsync(target, progress.On, cancellation);
        List<ControlledHost> hosts = [];
        await new Controller(target, fleet, null, progress, composition.Time, composition.Engine).ControlAsync(verb, Done, cancellation);
        output.Document(new("fraisier/service/1", target.Name, verb, hosts), () => CliJson.Default.ServiceReport);
        return ExitCode.Ok;

        void Done(string host, string result)
        {
            lock (hosts) hosts.Add(new(host, result));
            output.Data(target.Hosts.Count == 1 ? $"{target}: {result}" : $"{target}: {host}: {result}");
        }
    }
}
