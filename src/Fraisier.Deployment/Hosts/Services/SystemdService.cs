using System.Text;
using Foundation.Files;
using Foundation.Processes;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>A systemd unit on this host. What only reads needs no rights; what changes goes through sudo where the user is not root.</summary>
/// <param name="settings">The unit.</param>
/// <param name="target">The target that it serves.</param>
/// <param name="livePath">Where the live release is: the unit must run it from there.</param>
/// <param name="runner">Runs systemctl.</param>
public sealed class SystemdService(ServiceSettings.Systemd settings, Target target, string livePath, CommandRunner runner) : IService
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private readonly UnitCommands commands = new(settings);
    private readonly string unit = settings.Unit;

    private bool UsesSudo => settings.Sudo ?? FileOwner.EffectiveUser != 0;

    /// <inheritdoc/>
    public string Description => settings.Action switch
    {
        UnitAction.Reload => $"systemd unit {unit} (reload)",
        UnitAction.Socket => $"systemd unit {unit} behind {settings.Socket}",
        _ => $"systemd unit {unit}",
    };

    /// <inheritdoc/>
    public bool IsThere => true;

    /// <inheritdoc/>
    public bool StopsBeforeItStarts => false;

    /// <inheritdoc/>
    public async Task<bool?> RunsAsync(Placement live, CancellationToken cancellation)
    {
        // A process that reads its release again keeps the directory that it was started in.
        if (settings.Action == UnitAction.Reload) return null;

        // The kernel knows the directory itself, where the unit names a link.
        var state = await UnitState.OfAsync(unit, runner, cancellation);
        if (!int.TryParse(state["MainPID"], out var pid) || pid <= 1) return null;
        if (ProcessDirectory.Of(pid) is not { } directory) return null;
        if (IsWithin(directory, live.Directory)) return true;

        // In another release's directory it is that release; anywhere else says nothing.
        var releases = Path.GetDirectoryName(live.Directory)!;
        return livePath != live.Directory && IsWithin(directory, releases) ? false : null;
    }

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var state = await LoadedAsync(unit, cancellation);
        if (settings.Action == UnitAction.Reload && state["CanReload"] != "yes")
        {
            throw DeploymentErrors.Service.Error($"The unit {unit} cannot be reloaded.", "It has no `ExecReload`, and is not of type notify-reload.",
                "Add `ExecReload=` to it (systemctl edit " + unit + "), or set `action: restart`.");
        }

        if (settings.Socket is { } socket) await LoadedAsync(socket, cancellation);
        foreach (var other in state.Sockets.Where(s => s != settings.Socket)) await RequireClosedAsync(other, cancellation);
        await RequireItRunsWhatIsLiveAsync(cancellation);
        if (UsesSudo) await RequireSudoAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task<ServiceState> ObserveAsync(CancellationToken cancellation)
    {
        var state = await UnitState.OfAsync(unit, runner, cancellation);
        return new(state.IsActive, state.IsActive ? state.InvocationId : null, state.Words);
    }

    /// <inheritdoc/>
    public async Task StartAsync(Release release, string directory, CancellationToken cancellation)
    {
        // A unit that never failed, or is not loaded, makes it answer with an error, which says nothing.
        foreach (var reset in commands.Reset) await runner.RunAsync(Permitted(reset), cancellation);
        foreach (var command in commands.Start((await ObserveAsync(cancellation)).Runs)) await ControlAsync(command, cancellation);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellation)
    {
        foreach (var command in commands.Stop) await ControlAsync(command, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> StateLinesAsync(CancellationToken cancellation)
    {
        var state = await UnitState.OfAsync(unit, runner, cancellation);
        return settings.Socket is { } socket ? [.. state.Lines, (await UnitState.OfAsync(socket, runner, cancellation)).Words] : state.Lines;
    }

    /// <inheritdoc/>
    public async Task<string> TryAsync(CancellationToken cancellation)
    {
        await CheckAsync(cancellation);
        return $"{(await UnitState.OfAsync(unit, runner, cancellation)).Words}; this user may control it, and it was not restarted";
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string?>> EnvironmentAsync(Release release, CancellationToken cancellation)
    {
        var shown = await runner.OutputOfAsync(
            Command.Of("systemctl", "show", unit, "--property", "Environment,EnvironmentFiles") with { Deadline = Deadline }, cancellation);
        var variables = UnitEnvironment.Of(shown);
        (variables["FRAISIER_RELEASE"], variables["FRAISIER_COMMIT"]) = (release.Name, release.Commit);
        return variables;
    }

    /// <inheritdoc/>
    public Command? LogCommand(int lines, bool follow) => Command.Of("journalctl",
        ["--unit", unit, "--lines", $"{lines}", "--no-pager", "--quiet", "--output", "short-iso", .. follow ? (string[])["--follow"] : []]);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> LastLogLinesAsync(int count, CancellationToken cancellation)
    {
        var log = await runner.RunAsync(Command.Of("journalctl", "--unit", unit, "--lines", $"{count}", "--no-pager", "--output", "cat",
            "--quiet") with { Deadline = Deadline }, cancellation);
        return log.Succeeded ? log.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : [$"(journalctl failed with exit code {log.ExitCode}: {log.Errors.Trim()})"];
    }

    private async Task<UnitState> LoadedAsync(string name, CancellationToken cancellation)
    {
        var state = await UnitState.OfAsync(name, runner, cancellation);
        return state.IsLoaded ? state : throw DeploymentErrors.Service.Error(
            $"The unit {name} does not exist ({(state["LoadState"] is { Length: > 0 } said ? said : "unknown")}).",
            "systemd has no unit file for it, or cannot read it.",
            $"Install the unit file and run: systemctl daemon-reload; check it with: systemctl status {name}");
    }

    // Stopped, the unit would be started again by the next connection, and a rollback would find the newer release on the older schema.
    private async Task RequireClosedAsync(string socket, CancellationToken cancellation)
    {
        if (!(await UnitState.OfAsync(socket, runner, cancellation)).IsActive) return;
        throw DeploymentErrors.Service.Error(
            $"{socket} starts {unit} at every connection, and fraises.yaml does not mention it.",
            "A service that is stopped for a rollback must not be started again meanwhile.",
            $"Set `service: {{type: systemd, unit: {unit}, action: socket, socket: {socket}}}`, or stop and disable {socket}.");
    }

    // A unit that runs something else would be restarted, answer, and be called the new release.
    private async Task RequireItRunsWhatIsLiveAsync(CancellationToken cancellation)
    {
        var text = await runner.DataOfAsync(Command.Of("systemctl", "cat", unit) with { Deadline = Deadline }, cancellation);
        if (Encoding.UTF8.GetString(text).Contains(livePath, StringComparison.Ordinal)) return;
        throw DeploymentErrors.Service.Error(
            $"The unit {unit} does not run the live release: it does not mention {livePath}.",
            "A restart would run the same code as before, whatever is deployed.",
            $"Set `WorkingDirectory={livePath}` in it (systemctl edit {unit}). If a script of the unit changes to it, mention the path in a comment in the "
                + "unit.");
    }

    // `sudo -l COMMAND` asks whether a command is allowed, and runs nothing.
    private async Task RequireSudoAsync(CancellationToken cancellation)
    {
        foreach (var command in commands.All)
        {
            var asked = Command.Of("sudo", ["-n", "-l", command.Program, .. command.Arguments]) with { Deadline = Deadline };
            if ((await runner.RunAsync(asked, cancellation)).Succeeded) continue;
            throw DeploymentErrors.Service.Error(
                $"{SystemUser.Name} may not run `sudo -n {command}`.",
                "Only root may change the unit, and no line for sudo allows this command without a password.",
                $"As root: fraisier scaffold sudoers {target.Fraise} {target.Environment} --user {ShellWord.Of(SystemUser.Name)} > /etc/sudoers.d/fraisier. "
                    + "If systemd itself allows it, set `sudo: false`.");
        }
    }

    private static bool IsWithin(string path, string directory) => path == directory || path.StartsWith(directory + "/", StringComparison.Ordinal);

    private Command Permitted(Command command) => UsesSudo ? UnitCommands.BySudo(command) : command;

    // What the unit says is read now: clean-up changes it.
    private async Task ControlAsync(Command command, CancellationToken cancellation)
    {
        var result = await runner.RunAsync(Permitted(command), cancellation);
        if (result.Succeeded) return;
        var (state, log) = (await StateLinesAsync(cancellation), await LastLogLinesAsync(50, cancellation));
        throw DeploymentErrors.Service.Error(
            $"`{result.Command}` failed with exit code {result.ExitCode}: {state[0]}.",
            result.Errors.Trim().Split('\n')[^1],
            $"Run: systemctl status {unit}; journalctl --unit {unit}",
            CommandRunner.Failed(result)).With([.. result.Errors.Trim().Split('\n'), .. state, .. log]);
    }
}
