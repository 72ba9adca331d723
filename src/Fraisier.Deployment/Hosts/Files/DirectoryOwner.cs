using Foundation.Errors;
using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>The target that owns an application's directory.</summary>
/// <param name="Target">The target's name.</param>
public sealed record DirectoryOwner(string Target) : Document
{
    /// <summary>Refuses a directory that belongs to another target. Changes nothing.</summary>
    /// <param name="host">What the host keeps of the target.</param>
    /// <param name="target">The target that wants it.</param>
    /// <exception cref="ToolException">Another one has it (<c>FRAI-DEP-025</c>).</exception>
    public static void Require(HostDirectory host, Target target)
    {
        if (Of(host) is not { } owner || owner == target.Name) return;
        throw DeploymentErrors.Claimed.Error(
            $"{host.AppPath} belongs to {owner}; this is {target}.",
            "Two targets in one directory would delete each other's live release and roll back each other's schema.",
            $"Give {target} its own `app_path`. If {target} is the new name of {owner}, run: fraisier adopt {target.Fraise} {target.Environment} --from "
                + $"{owner}");
    }

    /// <summary>Makes the target the owner of the directory.</summary>
    /// <param name="host">What the host keeps of the target.</param>
    public static void Claim(HostDirectory host, Target target)
    {
        Require(host, target);
        if (Read(host.OwnerFile, HostJson.Default.DirectoryOwner) is null) host.Write(host.OwnerFile, new(target.Name), HostJson.Default.DirectoryOwner);
    }

    /// <summary>Gives a directory from one target to another: the same one under a new name.</summary>
    /// <param name="host">What the host keeps of the target.</param>
    /// <param name="target">The target that gets it.</param>
    /// <param name="from">The target that has it.</param>
    /// <exception cref="ToolException">Another one has it (<c>FRAI-DEP-025</c>).</exception>
    public static void HandOver(HostDirectory host, Target target, string from)
    {
        if (Of(host) is { } owner && owner != from) Require(host, target);
        var former = Path.Combine(host.Shared, from.Replace('/', '.'));
        if (Directory.Exists(former) && !Directory.Exists(host.Root)) DurableFile.Rename(former, host.Root);
        host.Create();
        host.Write(host.OwnerFile, new(target.Name), HostJson.Default.DirectoryOwner);
    }

    /// <summary>The target that has a directory; null when none has.</summary>
    /// <param name="host">What the host keeps of a target.</param>
    public static string? Of(HostDirectory host) =>
        Read(host.OwnerFile, HostJson.Default.DirectoryOwner)?.Target ?? OfEarlierVersion(host);

    // An earlier version wrote no owner; the directory of the store names the target.
    private static string? OfEarlierVersion(HostDirectory host)
    {
        if (!Directory.Exists(host.Shared)) return null;
        string[] stores = [.. Directory.EnumerateDirectories(host.Shared).Where(d => File.Exists(Path.Combine(d, "lease.json")))];
        return stores.Length == 0 || stores.Contains(host.Root) ? null : Path.GetFileName(stores[0]).Replace('.', '/');
    }
}
