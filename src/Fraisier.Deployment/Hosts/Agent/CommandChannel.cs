using Foundation.Processes;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>Starts an agent by a command of this machine: in another process, or in a container.</summary>
/// <param name="command">What starts the agent.</param>
/// <param name="pipeOf">Makes the pipe of a started agent; tests put faults in.</param>
public sealed class CommandChannel(Command command, Func<PipedProcess, MessagePipe>? pipeOf = null) : IAgentChannel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string TryByHand => command.ToString();

    /// <inheritdoc/>
    public async Task<(PipedProcess Process, MessagePipe Pipe)> OpenAsync(string host, CancellationToken cancellation)
    {
        var process = PipedProcess.Start(command);
        using var limit = Deadline.Limiting(Patience, TimeProvider.System, cancellation);
        var greeting = await AgentGreeting.ReadAsync(process.Output, limit.Token);
        if (greeting == AgentServer.Greeting) return (process, pipeOf?.Invoke(process) ?? new MessagePipe(process.Output, process.Input));
        await process.EndAsync();
        var said = process.LastErrors();
        process.Dispose();
        throw DeploymentErrors.HostUnreachable.Error(
            $"No agent answers on host {host}{(greeting is null ? string.Empty : $": it says `{greeting}`")}.",
            said.Count > 0 ? said[^1] : "The command ended without a greeting of the agent, or another version is installed.",
            $"Try by hand, as the same user: {command}").With(said);
    }
}
