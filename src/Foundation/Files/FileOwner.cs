using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Foundation.Files;

/// <summary>Who owns a file.</summary>
public static class FileOwner
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const uint UserMask = 0x8; // STATX_UID
    private const int UserOffset = 20; // struct statx: mask, blksize, attributes (8), nlink, uid

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

    /// <summary>The user id that owns a file or directory; null where the system does not tell (only Linux does).</summary>
    /// <param name="path">The file or directory.</param>
    public static uint? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> buffer = stackalloc byte[256];
        return Native.Statx(CurrentDirectory, path, 0, UserMask, buffer) == 0 ? BinaryPrimitives.ReadUInt32LittleEndian(buffer[UserOffset..]) : null;
    }
}
