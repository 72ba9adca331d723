using System.Text.Json.Serialization.Metadata;
using Foundation.Processes;
using Fraisier.Cli;
using Fraisier.Deployment;

namespace Fraisier.Harness;

/// <summary>
/// The host behind the pipe of an agent. Every message is a transition: before it goes and after it has come. At one of them the
/// controller is killed, the agent is killed, or the pipe is cut.
/// </summary>
internal sealed class FaultyPipe(PipedProcess agent, FaultPoints faults, bool killsAgent, int at) : MessagePipe(agent.Output, agent.Input)
{
    // One count for all pipes of a run: what is cut once is whole afterwards.
    private static int count;

    public static Composition Between(Composition composition, FaultPoints faults, string fault)
    {
        var at = int.TryParse(Environment.GetEnvironmentVariable("HARNESS_BREAK_AT"), out var number) ? number : 0;
        FaultyPipe PipeOf(PipedProcess agent) => new(agent, faults, fault == "kill", at);
        return composition with
        {
            Channel = _ => Environment.GetEnvironmentVariable("HARNESS_SSH") is { Length: > 0 } host
                ? new SshChannel(new(host, new()), new(Program: Environment.ProcessPath!), AgentExecutables.Beside(null), PipeOf)
                : new CommandChannel(Agent(), PipeOf),
        };
    }

    public override async Task SendAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var counts = message is not (AgentRequest.Hold or AgentRequest.Cancel);
        if (counts) Reach($"before sending {Name(message)}");
        await base.SendAsync(message, type, cancellation);
        if (counts) Reach($"after sending {Name(message)}");
    }

    public override async Task<T?> ReceiveAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var message = await base.ReceiveAsync(type, cancellation);
        if (message is not null) Reach($"after receiving {Name(message)}");
        return message;
    }

    // The agent has no faults of its own: it is the same program without the variables that ask for them.
    private static Command Agent() => Composition.Self("agent") with
    {
        Environment = new Dictionary<string, string?>
        {
            ["HARNESS_PIPE"] = null, ["HARNESS_TRACE"] = null, ["HARNESS_KILL_AT"] = null, ["HARNESS_PAUSE_AT"] = null,
        },
    };

    private static string Name(object? message) => message switch
    {
        AgentRequest.Run run => $"{run.Verb} {run.Call.Step.Name}",
        AgentRequest.Probe probe => $"probe {probe.Call.Step.Name}",
        AgentReply.Heard heard => $"{heard.News.Kind} {heard.News.Text}",
        _ => message?.GetType().Name ?? "nothing",
    };

    private void Reach(string point)
    {
        faults.Reach(point);
        if (++count != at) return;
        if (killsAgent)
        {
            ProcessGroup.SignalOne(agent.Id, ProcessSignal.Kill);
            return;
        }

        agent.Input.Dispose();
        agent.Output.Dispose();
    }
}
