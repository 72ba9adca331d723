using System.Runtime.InteropServices;
using Foundation.Errors;

namespace Terminal;

/// <summary>Libraries of the system that the runtime needs and that would otherwise end the process without a word of ours.</summary>
internal static class NativeLibraries
{
    // In the runtime's own order.
    private static readonly string[] OpenSsl = ["libssl.so.3", "libssl.so.1.1", "libssl.so.1.0.2", "libssl.so.1.0.0", "libssl.so.10"];

    /// <exception cref="ToolException">There is none (<c>BASE-CLI-005</c>).</exception>
    public static void RequireOpenSsl()
    {
        if (Environment.GetEnvironmentVariable("CLR_OPENSSL_VERSION_OVERRIDE") is { Length: > 0 }) return;
        if (OpenSsl.Any(name => NativeLibrary.TryLoad(name, out _))) return;
        throw FoundationErrors.LibraryMissing.Error(
            "OpenSSL is not installed: none of " + string.Join(", ", OpenSsl) + " can be loaded.",
            "Checksums and encrypted connections need it.",
            "Install it (Debian, Ubuntu: `apt-get install libssl3`; Alpine has another C library and is not supported).");
    }
}
