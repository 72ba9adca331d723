using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Looks at a systemd unit.</summary>
/// <param name="settings">Which one.</param>
/// <param name="runner">Runs systemctl.</param>
internal sealed class UnitProbe(HealthSettings.Unit settings, CommandRunner runner) : IProbe
{
    public string Question => $"unit {settings.UnitName}";

    public bool StrangersCanAnswer => false;

    public async Task<ProbeAnswer> AskAsync(Release? release, TimeSpan wait, CancellationToken cancellation)
    {
        var state = await UnitState.OfAsync(settings.UnitName, runner, cancellation);
        return new(state.IsActive, Ended: true, state.Words) { Answered = state.IsLoaded, Instance = $"{state.InvocationId}/{state["NRestarts"]}" };
    }
}
