using System.Net;
using Foundation.Errors;
using Foundation.Files;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>The target that owns a unique resource of a host: a systemd unit, a port.</summary>
/// <param name="Thing">What it is.</param>
/// <param name="Target">The target's name.</param>
/// <param name="AppPath">The target's directory.</param>
public sealed record HostClaim(string Thing, string Target, string AppPath) : Document
{
    /// <summary>The variable that names another directory for claims.</summary>
    public const string Variable = "FRAISIER_STATE";

    private const string ForRoot = "/var/lib/fraisier";

    // Ports of a web server that stands before many applications.
    private static readonly int[] SharedPorts = [80, 443];

    private static string Root =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? Path.GetFullPath(named)
        : FileOwner.EffectiveUser == 0 ? ForRoot
        : Path.Combine(StateOfUser(), "fraisier");

    private string Place => Path.Combine(Root, "claims", $"{Uri.EscapeDataString(Thing)}.json");

    /// <summary>Refuses a target that needs what another one on this host has. Changes nothing.</summary>
    /// <exception cref="ToolException"><c>FRAI-DEP-025</c>, naming the other one.</exception>
    public static void Require(Target target)
    {
        foreach (var wanted in Of(target))
        {
            if (Read(wanted.Place, HostJson.Default.HostClaim) is not { } claim || !claim.Holds
                || (claim.Target == wanted.Target && claim.AppPath == wanted.AppPath))
            {
                continue;
            }

            throw DeploymentErrors.Claimed.Error(
                $"The {claim.Thing} belongs to {claim.Target} in {claim.AppPath}; this is {target} in {target.AppPath}.",
                "A host has only one: either target would mistake the other's for its own.",
                $"Give {target} another one in fraises.yaml. If {claim.Target} is no longer deployed there, run: rm {ShellWord.Of(wanted.Place)}");
        }
    }

    /// <summary>Claims the resources that a target needs.</summary>
    public static void Claim(Target target)
    {
        Require(target);
        var wanted = Of(target)
            .Where(w => Read(w.Place, HostJson.Default.HostClaim) is not { } claim || claim.Target != w.Target || claim.AppPath != w.AppPath).ToList();
        if (wanted.Count == 0) return;
        var disk = new Disk(Root);
        disk.Create(Path.Combine(Root, "claims"));
        foreach (var claim in wanted) disk.Write(claim.Place, claim, HostJson.Default.HostClaim);
    }

    // A claim counts as long as the target's directory is the target's: what was moved away or deleted claims nothing.
    private bool Holds => DirectoryOwner.Of(new HostDirectory(AppPath, Target.Replace('/', '.'))) == Target;

    private static IEnumerable<HostClaim> Of(Target target)
    {
        if (target.Service is ServiceSettings.Systemd systemd) yield return new($"unit {systemd.Unit}", target.Name, target.AppPath);
        if (target.Service is ServiceSettings.None) yield break;
        foreach (var port in target.Health.Select(LocalPort).OfType<int>().Except(SharedPorts).Distinct())
            yield return new($"port {port}", target.Name, target.AppPath);
    }

    private static int? LocalPort(HealthSettings check) => check switch
    {
        HealthSettings.Http { Url: { IsLoopback: true } url } => url.Port,
        HealthSettings.Tcp tcp when tcp.Host == "localhost" || (IPAddress.TryParse(tcp.Host, out var address) && IPAddress.IsLoopback(address)) => tcp.Port,
        _ => null,
    };

    private static string StateOfUser() =>
        Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state)
            ? state
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
}
