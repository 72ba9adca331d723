using System.Text;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>A systemd unit on this host.</summary>
/// <param name="unit">The unit's name.</param>
/// <param name="livePath">Where the live release is: the unit must run it from there.</param>
/// <param name="runner">Runs systemctl.</param>
public sealed class SystemdService(string unit, string livePath, CommandRunner runner) : IService
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public string Description => $"systemd unit {unit}";

    /// <inheritdoc/>
    public bool IsThere => true;

    /// <inheritdoc/>
    public bool StopsBeforeItStarts => false;

    /// <inheritdoc/>
    public async Task<bool?> RunsAsync(Placement live, CancellationToken cancellation)
    {
        // The kernel knows the directory itself, where the unit names a link.
        var properties = await PropertiesAsync(cancellation);
        if (!int.TryParse(properties.GetValueOrDefault("MainPID"), out var pid) || pid <= 1) return null;
        if (ProcessDirectory.Of(pid) is not { } directory) return null;
        if (IsWithin(directory, live.Directory)) return true;

        // In another release's directory it is that release; anywhere else says nothing.
        var releases = Path.GetDirectoryName(live.Directory)!;
        return livePath != live.Directory && IsWithin(directory, releases) ? false : null;
    }

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var properties = await PropertiesAsync(cancellation);
        if (properties.GetValueOrDefault("LoadState") == "loaded")
        {
            await RequireItRunsWhatIsLiveAsync(cancellation);
            return;
        }

        throw DeploymentErrors.Service.Error(
            $"The unit {unit} does not exist ({properties.GetValueOrDefault("LoadState") ?? "unknown"}).",
            "systemd has no unit file for it, or cannot read it.",
            $"Install the unit file and run: systemctl daemon-reload; check it with: systemctl status {unit}");
    }

    /// <inheritdoc/>
    public async Task<ServiceState> ObserveAsync(CancellationToken cancellation)
    {
        var properties = await PropertiesAsync(cancellation);
        var state = properties.GetValueOrDefault("ActiveState") ?? "unknown";
        var runs = state is "active" or "reloading"; // `activating` is also what waits to be started again after it has failed.
        return new(runs, runs ? properties.GetValueOrDefault("InvocationID") : null, $"{unit} is {state} ({properties.GetValueOrDefault("SubState")})");
    }

    /// <inheritdoc/>
    public async Task StartAsync(Release release, string directory, CancellationToken cancellation)
    {
        // Five quick restarts put a unit into start-limit-hit, and it would refuse this one too.
        // A unit that never failed makes it answer with an error, which says nothing.
        await runner.RunAsync(Systemctl("reset-failed", unit), cancellation);
        await ControlAsync("restart", cancellation);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellation) => ControlAsync("stop", cancellation);

    /// <inheritdoc/>
    public async Task<string> TryAsync(CancellationToken cancellation)
    {
        var properties = await PropertiesAsync(cancellation);
        return $"{unit} is {properties.GetValueOrDefault("LoadState")} and {properties.GetValueOrDefault("ActiveState")}; it was not restarted";
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string?>> EnvironmentAsync(Release release, CancellationToken cancellation)
    {
        var shown = await runner.OutputOfAsync(Systemctl("show", unit, "--property", "Environment,EnvironmentFiles"), cancellation);
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

    // A unit that runs something else would be restarted, answer, and be called the new release.
    private async Task RequireItRunsWhatIsLiveAsync(CancellationToken cancellation)
    {
        var text = await runner.DataOfAsync(Systemctl("cat", unit), cancellation);
        if (Encoding.UTF8.GetString(text).Contains(livePath, StringComparison.Ordinal)) return;
        throw DeploymentErrors.Service.Error(
            $"The unit {unit} does not run the live release: it does not mention {livePath}.",
            "A restart would run the same code as before, whatever is deployed.",
            $"Set `WorkingDirectory={livePath}` in it (systemctl edit {unit}). If a script of the unit changes to it, mention the path in a comment in the "
                + "unit.");
    }

    private static bool IsWithin(string path, string directory) => path == directory || path.StartsWith(directory + "/", StringComparison.Ordinal);

    private async Task ControlAsync(string verb, CancellationToken cancellation)
    {
        var result = await runner.RunAsync(Systemctl(verb, unit), cancellation);
        if (result.Succeeded) return;
        var log = await LastLogLinesAsync(50, cancellation);
        throw DeploymentErrors.Service.Error(
            $"`{result.Command}` failed with exit code {result.ExitCode}.",
            result.Errors.Trim().Split('\n')[^1],
            $"Run: systemctl status {unit}; journalctl --unit {unit}",
            CommandRunner.Failed(result)).With([.. result.Errors.Trim().Split('\n'), .. log]);
    }

    private async Task<Dictionary<string, string>> PropertiesAsync(CancellationToken cancellation)
    {
        var shown = await runner.OutputOfAsync(Systemctl("show", unit, "--property", "LoadState,ActiveState,SubState,InvocationID,MainPID"), cancellation);
        return shown.Split('\n').Where(l => l.Contains('=', StringComparison.Ordinal)).ToDictionary(l => l[..l.IndexOf('=', StringComparison.Ordinal)],
            l => l[(l.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim(), StringComparer.Ordinal);
    }

    private static Command Systemctl(params IReadOnlyList<string> arguments) =>
        Command.Of("systemctl", ["--no-ask-password", .. arguments]) with { Deadline = Deadline };
}
