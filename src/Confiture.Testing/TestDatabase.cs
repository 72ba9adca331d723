using Confiture.Postgres;

namespace Confiture.Testing;

/// <summary>A database for one test. It is dropped when it is disposed, whoever is connected to it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Session = "confiture test";
    // Every test has a pool of its own, which is useless afterwards.
    private const string ShortPool = ";Connection Idle Lifetime=5;Connection Pruning Interval=1";
    private static readonly TimeSpan ScriptLimit = TimeSpan.FromMinutes(10);
    private readonly Action<string> drop;

    internal TestDatabase(DatabaseUrl url, Action<string> drop) => (Url, this.drop) = (url, drop);

    /// <summary>Its URL; <see cref="DatabaseUrl.ToSecretString"/> gives it as text.</summary>
    public DatabaseUrl Url { get; }

    /// <summary>The connection string for Npgsql, Entity Framework or Dapper.</summary>
    public string ConnectionString => Url.ToConnectionString() + ShortPool;

    /// <summary>Executes statements in one round trip, all or none of them; rows may follow a <c>COPY ... FROM STDIN</c>.</summary>
    /// <param name="sql">One statement or several; no BEGIN or COMMIT. Values are part of the text: for parameters, connect with
    /// <see cref="ConnectionString"/>.</param>
    /// <param name="cancellation">Cancels the statements on the server.</param>
    /// <exception cref="ScriptException">The server refused a statement: <c>Server.SqlState</c> says why, <c>Place</c> says which
    /// (<c>sql:LINE:COLUMN</c>).</exception>
    /// <exception cref="Foundation.Errors.ToolException">The text cannot be split into statements (<c>CONF-SQL-002</c> to <c>CONF-SQL-004</c>).</exception>
    public async Task ExecuteAsync(string sql, CancellationToken cancellation = default)
    {
        await using var database = await OpenAsync(cancellation);
        await using var batch = new ScriptBatch(database, ScriptLimit);
        batch.Add(ScriptReader.Parse("sql", sql));
        await batch.ExecuteAsync(cancellation);
    }

    /// <summary>Every row of a query as text, as psql shows it: values by the names of their columns, null for NULL.</summary>
    /// <param name="sql">One statement that returns rows.</param>
    /// <param name="cancellation">Cancels the query on the server.</param>
    /// <exception cref="ServerException">The server refused it.</exception>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> QueryAsync(string sql, CancellationToken cancellation = default)
    {
        await using var database = await OpenAsync(cancellation);
        return await database.TextsAsync(sql, cancellation);
    }

    /// <summary>The first value of the first row; the default of the type when there is no row or the value is NULL.</summary>
    /// <typeparam name="T">The type: <c>long</c> for a count, <c>string</c> for a text.</typeparam>
    /// <param name="sql">One statement that returns a row.</param>
    /// <param name="cancellation">Cancels the query on the server.</param>
    /// <exception cref="ServerException">The server refused it.</exception>
    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellation = default)
    {
        await using var database = await OpenAsync(cancellation);
        return await database.ScalarAsync<T>(sql, cancellation);
    }

    /// <summary>Has the database dropped, in the background; nothing else may use it from now on.</summary>
    public ValueTask DisposeAsync()
    {
        drop(Url.Database);
        return ValueTask.CompletedTask;
    }

    internal Task<Database> OpenAsync(CancellationToken cancellation) => Database.OpenAsync(Url, Session, cancellation);
}
