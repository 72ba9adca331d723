using Foundation.Processes;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>The commands that start an agent. This is the only place that quotes for a shell, because ssh uses one.</summary>
public static class AgentCommands
{
    private const string Agent = "agent";

    /// <summary>On another host, over ssh.</summary>
    /// <param name="host">The host as ssh knows it.</param>
    /// <param name="program">The program there.</param>
    public static Command Ssh(string host, string program = "fraisier") => Command.Of(
        "ssh", "-oBatchMode=yes", "-oConnectTimeout=15", "-oServerAliveInterval=15", "-oServerAliveCountMax=3", "-T", "--", host,
        $"{ShellWord.Of(program)} {Agent}");

    /// <summary>In a container.</summary>
    /// <param name="container">The container's name.</param>
    /// <param name="program">The program there.</param>
    public static Command Docker(string container, string program = "fraisier") => Command.Of("docker", "exec", "--interactive", container, program, Agent);
}
