using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>A process started by an earlier configuration of the target that the current one would never stop.</summary>
internal static class FormerService
{
    /// <summary>A description; null when there is none.</summary>
    /// <param name="parts">What the host acts on.</param>
    public static string? Of(HostParts parts) =>
        parts.Target.Service is not ServiceSettings.Process && new ProcessFiles(parts.Directory.RunDirectory).RunningSupervisor is { } supervisor
            ? $"{supervisor.Pid}"
            : null;

    /// <summary>Refuses to act while one runs.</summary>
    /// <param name="parts">What the host acts on.</param>
    /// <exception cref="ToolException">It runs (<c>FRAI-DEP-015</c>).</exception>
    public static void Require(HostParts parts)
    {
        if (Of(parts) is not { } pid) return;
        throw DeploymentErrors.Service.Error(
            $"A process of {parts.Target} still runs under supervisor {pid}, but fraises.yaml no longer has a `service` of type `process`.",
            "An earlier deployment started it, and it would keep running its code, whatever is deployed.",
            $"Stop it (kill {pid}), or restore the `service`.");
    }
}
