using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>What systemd says about a unit. Reading it needs no rights.</summary>
internal sealed class UnitState
{
    private const string Asked = "LoadState,ActiveState,SubState,Result,InvocationID,MainPID,NRestarts,CanReload,TriggeredBy,ExecMainCode,ExecMainStatus";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, string> properties;
    private readonly string unit;

    private UnitState(string unit, Dictionary<string, string> properties) => (this.unit, this.properties) = (unit, properties);

    /// <summary>A property; empty when systemd does not say.</summary>
    public string this[string property] => properties.GetValueOrDefault(property, string.Empty);

    /// <summary>True when there is such a unit.</summary>
    public bool IsLoaded => this["LoadState"] == "loaded";

    /// <summary>True while it runs. `activating` is also what waits to be started again after it has failed.</summary>
    public bool IsActive => this["ActiveState"] is "active" or "reloading";

    /// <summary>Names this run of it.</summary>
    public string? InvocationId => this["InvocationID"] is { Length: > 0 } id ? id : null;

    /// <summary>The sockets whose connections start it.</summary>
    public IEnumerable<string> Sockets => this["TriggeredBy"].Split(' ').Where(u => u.EndsWith(".socket", StringComparison.Ordinal));

    /// <summary>One line for people: <c>app.service is failed (start-limit-hit)</c>.</summary>
    public string Words
    {
        get
        {
            var state = this["ActiveState"] is { Length: > 0 } active ? active : "unknown";
            var result = this["Result"] is { Length: > 0 } and not "success" and var failure && !IsActive ? $", {failure}" : string.Empty;
            return $"{unit} is {state} ({this["SubState"]}{result})";
        }
    }

    /// <summary>What helps to understand a failure, a line each.</summary>
    public IReadOnlyList<string> Lines =>
    [
        Words,
        .. this["Result"] == "start-limit-hit" ? (IReadOnlyList<string>)["it was started too often in a short time; systemd waits for a reset-failed"] : [],
        .. this["ExecMainStatus"] is { Length: > 0 } status ? (IReadOnlyList<string>)[$"main process: code {this["ExecMainCode"]}, status {status}"] : [],
        .. this["NRestarts"] is { Length: > 0 } and not "0" and var restarts ? (IReadOnlyList<string>)[$"restarted by systemd: {restarts} times"] : [],
    ];

    /// <summary>Asks systemd.</summary>
    /// <param name="unit">The unit's name.</param>
    /// <param name="runner">Runs systemctl.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<UnitState> OfAsync(string unit, CommandRunner runner, CancellationToken cancellation)
    {
        var shown = await runner.OutputOfAsync(
            Command.Of("systemctl", "--no-ask-password", "show", unit, "--property", Asked) with { Deadline = Deadline }, cancellation);
        return new(unit, shown.Split('\n').Where(l => l.Contains('=', StringComparison.Ordinal)).ToDictionary(
            l => l[..l.IndexOf('=', StringComparison.Ordinal)], l => l[(l.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim(), StringComparer.Ordinal));
    }
}
