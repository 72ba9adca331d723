namespace Confiture.Testing;

/// <summary>How databases for tests are made.</summary>
public sealed record TestDatabaseOptions
{
    /// <summary>The most databases that may be made in advance.</summary>
    public const int MostInStock = 100;

    /// <summary>
    /// The URL of a database of the server to use; the databases for tests are made next to it, and it stays as it is. Its user needs CREATEDB.
    /// Null (the default) starts a temporary server, which ends with the process.
    /// </summary>
    public string? Server { get; init; }

    /// <summary>The PostgreSQL of the temporary server: a major version, or a directory of server programs. Null (the default) leaves the choice to
    /// <c>shadow: { postgres }</c> of the environment, then to <c>CONFITURE_POSTGRES</c>, then to what is installed.</summary>
    public string? Postgres { get; init; }

    /// <summary>The environment whose files count: <c>db/environments/NAME.yaml</c>. Null (the default) means <c>local</c>, and the usual directories when
    /// that has no file. Its own database is never used.</summary>
    public string? Environment { get; init; }

    /// <summary>True to give each database the rows of the seed files as well; false by default.</summary>
    public bool WithSeeds { get; init; }

    /// <summary>How many databases are made in advance, from 1 to <see cref="MostInStock"/>; 4 by default. A test that finds one waits no longer
    /// than a method call takes.</summary>
    public int InStock { get; init; } = 4;
}
