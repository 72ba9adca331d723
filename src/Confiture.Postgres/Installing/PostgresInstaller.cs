namespace Confiture.Postgres;

/// <summary>Fetches PostgreSQL server programs into the cache.</summary>
public static partial class PostgresInstaller
{
    /// <summary>The major version that is installed when none is named.</summary>
    public const int DefaultMajor = 17;
}
