using System.Buffers.Binary;

namespace Foundation.Files;

/// <summary>Second names of files.</summary>
public static class HardLink
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint InodeMask = 0x100; // STATX_INO
    private const int InodeOffset = 32; // struct statx: mask, blksize, attributes (8), nlink, uid, gid, mode, spare, ino (8)

    /// <summary>Gives a file a second name; false where the system does not allow it: another file system, a file of another user.</summary>
    /// <param name="path">The file; a symbolic link gets a second name itself.</param>
    /// <param name="name">The new name; nothing is there yet.</param>
    public static bool TryCreate(string path, string name) => Native.LinkAt(CurrentDirectory, path, CurrentDirectory, name, 0) == 0;

    /// <summary>True when both names are of one file.</summary>
    /// <param name="one">A name.</param>
    /// <param name="other">Another name; it may be missing.</param>
    public static bool IsSame(string one, string other) => InodeOf(one) is { } inode && InodeOf(other) == inode;

    private static ulong? InodeOf(string path)
    {
        Span<byte> buffer = stackalloc byte[256];
        return Native.Statx(CurrentDirectory, path, NoFollow, InodeMask, buffer) == 0 ? BinaryPrimitives.ReadUInt64LittleEndian(buffer[InodeOffset..]) : null;
    }
}
