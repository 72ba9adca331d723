using System.Collections.Frozen;

namespace Confiture.Postgres;

/// <summary>The options of a temporary server.</summary>
public sealed record TemporaryServerOptions
{
    /// <summary>A temporary server of any available version.</summary>
    public static readonly TemporaryServerOptions Default = new();

    /// <summary>A directory of server programs or a major version such as <c>16</c>;
    /// null leaves the choice to <c>CONFITURE_POSTGRES</c> and the search order.</summary>
    public string? Postgres { get; init; }

    /// <summary>Server programs that were found already; wins over <see cref="Postgres"/>.</summary>
    public PostgresBinaries? Binaries { get; init; }

    /// <summary>True: what is committed survives a crash of the server or the machine, at the usual cost. False, as a rule for tests: no fsync.</summary>
    public bool Durable { get; init; }

    /// <summary>True to close the loopback address; the administrator then has no password.</summary>
    public bool SocketOnly { get; init; }

    /// <summary>More settings for postgresql.conf, by name; they win over the ones chosen here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = FrozenDictionary<string, string>.Empty;
}
