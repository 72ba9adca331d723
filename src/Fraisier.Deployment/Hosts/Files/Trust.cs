using Foundation.Errors;
using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Only this user and root may be able to change the files that are opened, including every directory from the root of the file system.</summary>
internal static class Trust
{
    private const UnixFileMode Others = UnixFileMode.OtherWrite;

    /// <summary>Refuses an application's directory that belongs to someone else, or that someone else could replace.</summary>
    /// <exception cref="ToolException"><c>FRAI-DEP-008</c> or <c>FRAI-DEP-028</c>, exit 6.</exception>
    public static void Require(Target target)
    {
        RequireOwnership(target.AppPath);
        for (var place = NearestDirectory(target.AppPath); place is not null; place = Path.GetDirectoryName(place)) RequireNobodyElse(place);
        foreach (var place in (string[])[".fraisier", ".git", ".git/config", ".git/hooks", ".git/info", ".git/objects", "releases"])
            RequireOurs(Path.Combine(target.AppPath, place));
        var store = HostDirectory.Of(target);
        foreach (var place in (string[])[store.Root, store.MirrorDirectory, Path.Combine(store.MirrorDirectory, "config"), store.RunDirectory,
            store.MarkDirectory])
        {
            RequireOurs(place);
        }
    }

    /// <summary>The directory, or the nearest parent that exists.</summary>
    public static string NearestDirectory(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { Length: > 0 } parent) path = parent;
        return path;
    }

    private static void RequireOwnership(string appPath)
    {
        var existing = NearestDirectory(appPath);
        var created = existing != appPath;
        if (FileOwner.Of(existing) is not { } owner || owner == FileOwner.EffectiveUser || (created && FileOwner.EffectiveUser == 0)) return;
        throw DeploymentErrors.NotOwned.Error(
            $"{existing} belongs to user id {owner}; this is user id {FileOwner.EffectiveUser} ({SystemUser.Name}).",
            "Files that one user creates cannot be replaced or removed by another in the next deployment.",
            $"Deploy as its owner (sudo -u '#{owner}' fraisier ...), or give it to this user: chown -R {FileOwner.EffectiveUser} {existing}");
    }

    private static void RequireNobodyElse(string place)
    {
        var mode = File.GetUnixFileMode(place);
        if (FileOwner.Of(place) is { } owner && owner != 0 && owner != FileOwner.EffectiveUser)
        {
            throw Untrusted(place, $"it belongs to user id {owner}",
                $"Move the application to a path whose directories all belong to root or to this user.");
        }

        if (IsOpenToGroup(place, mode)) throw Untrusted(place, $"the members of group {FileOwner.GroupOf(place)} can write to it", $"chmod g-w {place}");

        // In a directory with the sticky bit, users cannot rename files of others.
        if ((mode & Others) != UnixFileMode.None && (mode & UnixFileMode.StickyBit) == UnixFileMode.None)
        {
            throw Untrusted(place,
                "every user can write to it", $"chmod o-w {place}");
        }
    }

    private static void RequireOurs(string place)
    {
        var info = new FileInfo(place);
        if (info.LinkTarget is not null) throw Untrusted(place, "it is a symbolic link", $"Replace it with the directory itself: rm {place}");
        if (!Path.Exists(place)) return;
        if (FileOwner.Of(place) is { } owner && owner != 0 && owner != FileOwner.EffectiveUser)
            throw Untrusted(place, $"it belongs to user id {owner}", $"chown -R {FileOwner.EffectiveUser} {place}");
        var mode = File.GetUnixFileMode(place);
        if (IsOpenToGroup(place, mode)) throw Untrusted(place, $"the members of group {FileOwner.GroupOf(place)} can write to it", $"chmod -R g-w {place}");
        if ((mode & Others) != UnixFileMode.None) throw Untrusted(place, "every user can write to it", $"chmod -R o-w {place}");
    }

    // A user private group, as on many systems, grants access to no one else.
    private static bool IsOpenToGroup(string place, UnixFileMode mode) =>
        (mode & UnixFileMode.GroupWrite) != UnixFileMode.None && (mode & UnixFileMode.StickyBit) == UnixFileMode.None
        && FileOwner.GroupOf(place) is { } group && FileOwner.GroupHasOthers(group, FileOwner.EffectiveUser);

    private static ToolException Untrusted(string place, string reason, string fix) => DeploymentErrors.Untrusted.Error(
        $"{place} is not safe to use: {reason}.", "A user who can change what Fraisier opens can make it run programs with this user's rights.", fix);
}
