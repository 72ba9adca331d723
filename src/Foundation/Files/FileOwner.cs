using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Foundation.Files;

/// <summary>Who owns a file.</summary>
public static class FileOwner
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const uint UserMask = 0x8; // STATX_UID
    private const uint GroupMask = 0x10; // STATX_GID
    private const int UserOffset = 20; // struct statx: mask, blksize, attributes (8), nlink, uid, gid
    private const int GroupOffset = 24;
    private const uint TypeMask = 0x1; // STATX_TYPE
    private const int ModeOffset = 28;
    private const uint TypeBits = 0xF000, Regular = 0x8000; // S_IFMT, S_IFREG
    private const uint WritableByOwner = 0b000_010_010; // 022

    /// <summary>The user id that this process acts with; 0 is root.</summary>
    public static uint EffectiveUser => Native.EffectiveUser();

    /// <summary>Gives a file or directory to another user; a symbolic link is given away itself. Only root may.</summary>
    /// <param name="path">The file or directory.</param>
    /// <param name="user">The new owner's id.</param>
    /// <param name="group">The new group's id.</param>
    /// <exception cref="IOException">The system refuses.</exception>
    public static void Give(string path, uint user, uint group)
    {
        if (Native.ChangeOwner(path, user, group) != 0) throw new IOException($"chown {user}:{group} {path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>The user id that owns a file or directory; null where the system does not report it (only Linux does).</summary>
    /// <param name="path">The file or directory.</param>
    public static uint? Of(string path) => Asked(path, UserMask, UserOffset);

    /// <summary>The group id of a file or directory; null where the system does not report it (only Linux does).</summary>
    /// <param name="path">The file or directory.</param>
    public static uint? GroupOf(string path) => Asked(path, GroupMask, GroupOffset);

    /// <summary>True for a regular file: reading a pipe or a device could block. Links are followed. True where the system does not report the type.</summary>
    /// <param name="path">The file; true as well when there is none.</param>
    public static bool IsPlainFile(string path) => Asked(path, TypeMask, ModeOffset) is not { } mode || (mode & TypeBits) == Regular;

    /// <summary>True when a group has a member other than root and the given user, or is not in <c>/etc/group</c>.</summary>
    /// <param name="group">The group's id.</param>
    /// <param name="user">The user's id.</param>
    public static bool GroupHasOthers(uint group, uint user)
    {
        if (group == 0) return false;
        var accounts = Fields("/etc/passwd", 4);
        if (accounts.Any(a => a[3] == $"{group}" && a[2] != $"{user}" && a[2] != "0")) return true;
        if (Fields("/etc/group", 4).FirstOrDefault(g => g[2] == $"{group}") is not { } found) return true;
        string[] trusted = [.. accounts.Where(a => a[2] == $"{user}" || a[2] == "0").Select(a => a[0])];
        return found[3].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Except(trusted).Any();
    }

    /// <summary>From now on files that this process and its children make can be read by all and written by their owner, whatever mask was inherited.</summary>
    public static void UseOwnersMask() => _ = Native.FileModeMask(WritableByOwner);

    private static uint? Asked(string path, uint mask, int offset)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> buffer = stackalloc byte[256];
        return Native.Statx(CurrentDirectory, path, 0, mask, buffer) == 0 ? BinaryPrimitives.ReadUInt32LittleEndian(buffer[offset..]) : null;
    }

    private static List<string[]> Fields(string path, int count) =>
        !File.Exists(path) ? [] : [.. File.ReadLines(path).Select(line => line.Split(':')).Where(fields => fields.Length >= count)];
}
