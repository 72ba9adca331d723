using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Confiture.Migrations;

/// <summary>
/// The <c>application_name</c> of a session that migrates: it names the lock holder to people and other runs. The server keeps
/// 63 bytes, so the parts that programs read come first.
/// </summary>
public static class SessionName
{
    private const string Tool = "confiture";
    private const int LongestHost = 24;

    /// <summary>The name for a run by hand: <c>confiture up 1234@host</c>.</summary>
    public static string Of(string verb) => $"{Tool} {verb} {Environment.ProcessId}@{Host}";

    /// <summary>The name for a run under a lease: <c>confiture e12 1a2b3c4d 1234@host</c>.</summary>
    /// <param name="fence">The controller's right to change the database.</param>
    public static string Of(Fence fence) => $"{Tool} e{fence.Epoch} {Mark(fence.Resource)} {Environment.ProcessId}@{Host}";

    internal static long? EpochOf(string name, string resource) =>
        name.Split(' ') is [Tool, ['e', .. var epoch], var mark, ..] && mark == Mark(resource)
        && long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Host => Environment.MachineName.Length > LongestHost ? Environment.MachineName[..LongestHost] : Environment.MachineName;

    private static string Mark(string resource) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resource)))[..8];
}
