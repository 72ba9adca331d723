using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Every command that changes a unit, as values: what is run, and what a line for sudo allows, come from here.</summary>
/// <param name="settings">The unit.</param>
internal sealed class UnitCommands(ServiceSettings.Systemd settings)
{
    /// <summary>The full path of systemctl: sudo compares it.</summary>
    public const string Systemctl = "/usr/bin/systemctl";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>What brings a new release into service, in order. A unit that is not running is started, whatever the action.</summary>
    /// <param name="runs">True when the unit runs.</param>
    public IReadOnlyList<Command> Start(bool runs) => settings.Action switch
    {
        UnitAction.Reload when runs => [Of("reload", settings.Unit)],
        UnitAction.Socket => [Of("stop", settings.Unit), Of("start", settings.Socket!), Of("start", settings.Unit)],
        _ => [Of("restart", settings.Unit)],
    };

    /// <summary>What takes the release out of service. Its socket goes first: a connection would start it again.</summary>
    public IReadOnlyList<Command> Stop => settings.Socket is { } socket ? [Of("stop", socket), Of("stop", settings.Unit)] : [Of("stop", settings.Unit)];

    /// <summary>What makes systemd forget failures: five quick restarts put a unit, and its socket, into start-limit-hit.</summary>
    public IReadOnlyList<Command> Reset =>
        settings.Socket is { } socket ? [Of("reset-failed", settings.Unit), Of("reset-failed", socket)] : [Of("reset-failed", settings.Unit)];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Command> All => [.. Reset.Concat(Start(true)).Concat(Start(false)).Concat(Stop).DistinctBy(c => c.ToString())];

    /// <summary>A command as an ordinary user runs it: without a terminal and without a question.</summary>
    public static Command BySudo(Command command) => command with { Program = "sudo", Arguments = ["-n", command.Program, .. command.Arguments] };

    private static Command Of(string verb, string unit) => Command.Of(Systemctl, "--no-ask-password", verb, unit) with { Deadline = Deadline };
}
