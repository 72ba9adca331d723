using System.Buffers.Binary;

namespace Foundation.Files;

/// <summary>Who owns a file.</summary>
public static class FileOwner
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const uint UserMask = 0x8; // STATX_UID
    private const int UserOffset = 20; // struct statx: mask, blksize, attributes (8), nlink, uid

    /// <summary>The user id that this process acts with; 0 is root.</summary>
    public static uint EffectiveUser => Native.EffectiveUser();

    /// <summary>The user id that owns a file or directory; null where the system does not tell (only Linux does).</summary>
    /// <param name="path">The file or directory.</param>
    public static uint? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> buffer = stackalloc byte[256];
        return Native.Statx(CurrentDirectory, path, 0, UserMask, buffer) == 0 ? BinaryPrimitives.ReadUInt32LittleEndian(buffer[UserOffset..]) : null;
    }
}
