using Foundation.Errors;
using Foundation.Waiting;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>One open connection to one database. Nothing is pooled: closing it ends the server's session with all its locks.</summary>
public sealed class Database : IAsyncDisposable
{
    internal const string ClientCheck = "client_connection_check_interval";
    private const int ClientCheckSince = 14_00_00;

    // Statements reach the server as they were written; the splitter of Confiture.Sql divides scripts, not the driver.
    static Database() => AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);

    private readonly NpgsqlDataSource source;

    private Database(NpgsqlDataSource source, NpgsqlConnection connection, DatabaseUrl url, string name)
    {
        this.source = source;
        Connection = connection;
        Url = url;
        Name = name;
        var version = connection.PostgreSqlVersion;
        ServerVersion = version.Major >= 10
            ? (version.Major * 10_000) + version.Minor
            : (version.Major * 10_000) + (version.Minor * 100) + Math.Max(0, version.Build);
    }

    /// <summary>The driver's connection, which nothing outside of this project sees.</summary>
    internal NpgsqlConnection Connection { get; }

    /// <summary>Has somebody hear what the server sends in addition to its results, notices and warnings, while the connection is open.</summary>
    /// <param name="listener">Called with each message.</param>
    public void Hear(Action<string> listener) => Connection.Notice += (_, e) => listener(e.Notice.MessageText);

    /// <summary>True until the connection breaks or is closed.</summary>
    public bool IsOpen => Connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>The server's process id of this session; behind a pooler, a number of the pooler's own.</summary>
    public int SessionId => Connection.ProcessID;

    /// <summary>The URL of the connection.</summary>
    public DatabaseUrl Url { get; }

    /// <summary>Its name in <c>pg_stat_activity</c>.</summary>
    public string Name { get; }

    /// <summary>The server's version as PostgreSQL counts: 150009 is 15.9.</summary>
    public int ServerVersion { get; }

    /// <summary>
    /// True when the session that answers is the one that the server announced when the connection was made. A pooler announces a number of its
    /// own, and may give each transaction another session: see <see cref="OwnSession"/>.
    /// </summary>
    public bool IsDirect { get; private set; }

    /// <summary>Connects to the first of the URL's servers that answers and is what it asks for; each has 15 seconds.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="applicationName">What others see in <c>pg_stat_activity</c>; the server keeps 63 bytes of it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ToolException"><c>CONF-PG-002</c> to <c>CONF-PG-006</c> and <c>CONF-PG-008</c>, by cause.</exception>
    public static async Task<Database> OpenAsync(DatabaseUrl url, string applicationName, CancellationToken cancellation)
    {
        List<ToolException> failures = [];
        foreach (var target in url.Rounds)
        {
            foreach (var address in url.Addresses)
            {
                try
                {
                    return await OpenAsync(url, address, target, applicationName, cancellation);
                }
                catch (ToolException e) when (OpenFailure.LetsOthersTry(e))
                {
                    failures.Add(e);
                }
            }
        }

        throw OpenFailure.OfAll(url, failures);
    }

    /// <summary>Runs one statement and returns the number of rows it changed (-1 where that has no meaning).</summary>
    /// <param name="sql">One statement; parameters are <c>$1</c>, <c>$2</c>, …</param>
    /// <param name="cancellation">Cancels the statement on the server.</param>
    /// <param name="parameters">The values, in order.</param>
    /// <exception cref="DatabaseException">The statement failed.</exception>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params object?[] parameters)
    {
        try
        {
            await using var command = CommandOf(sql, parameters);
            return await CancellableAsync(command.ExecuteNonQueryAsync, cancellation);
        }
        catch (NpgsqlException e)
        {
            throw DatabaseException.Of(e);
        }
    }

    /// <summary>The first column of the first row; default when there is no row or the value is NULL.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="sql">One statement; parameters are <c>$1</c>, <c>$2</c>, …</param>
    /// <param name="cancellation">Cancels the statement on the server.</param>
    /// <param name="parameters">The values, in order.</param>
    /// <exception cref="DatabaseException">The statement failed.</exception>
    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellation, params object?[] parameters)
    {
        try
        {
            await using var command = CommandOf(sql, parameters);
            await using var reader = await CancellableAsync(command.ExecuteReaderAsync, cancellation);
            return await reader.ReadAsync(cancellation) && !await reader.IsDBNullAsync(0, cancellation)
                ? await reader.GetFieldValueAsync<T>(0, cancellation)
                : default;
        }
        catch (NpgsqlException e)
        {
            throw DatabaseException.Of(e);
        }
    }

    /// <summary>Every row, each made into a value by <paramref name="read"/>.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="sql">One statement; parameters are <c>$1</c>, <c>$2</c>, …</param>
    /// <param name="read">Reads the present row; it does not advance the reader.</param>
    /// <param name="cancellation">Cancels the statement on the server.</param>
    /// <param name="parameters">The values, in order.</param>
    /// <exception cref="DatabaseException">The statement failed.</exception>
    public async Task<List<T>> RowsAsync<T>(string sql, Func<ResultRow, T> read, CancellationToken cancellation, params object?[] parameters)
    {
        try
        {
            await using var command = CommandOf(sql, parameters);
            await using var reader = await CancellableAsync(command.ExecuteReaderAsync, cancellation);
            var row = new ResultRow(reader);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellation)) rows.Add(read(row));
            return rows;
        }
        catch (NpgsqlException e)
        {
            throw DatabaseException.Of(e);
        }
    }

    /// <summary>Every row as text, as psql shows it: the values by the names of their columns, null for NULL. Of columns with one name, the last
    /// counts.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="cancellation">Cancels the statement on the server.</param>
    /// <exception cref="DatabaseException">The statement failed.</exception>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> TextsAsync(string sql, CancellationToken cancellation)
    {
        try
        {
            await using var command = CommandOf(sql, []);
            command.AllResultTypesAreUnknown = true;
            await using var reader = await CancellableAsync(command.ExecuteReaderAsync, cancellation);
            List<OrderedDictionary<string, string?>> rows = [];
            while (await reader.ReadAsync(cancellation))
            {
                OrderedDictionary<string, string?> row = new(StringComparer.Ordinal);
                for (var i = 0; i < reader.FieldCount; i++) row[reader.GetName(i)] = reader.IsDBNull(i) ? null : reader.GetString(i);
                rows.Add(row);
            }

            return rows;
        }
        catch (NpgsqlException e)
        {
            throw DatabaseException.Of(e);
        }
    }

    /// <summary>Sends several statements together; their results are read while they arrive.</summary>
    /// <param name="statements">The statements, in order.</param>
    /// <param name="cancellation">Cancels them on the server.</param>
    /// <exception cref="DatabaseException">The first one failed.</exception>
    public async Task<ResultSets> ReadAsync(IEnumerable<string> statements, CancellationToken cancellation)
    {
        var batch = new NpgsqlBatch(Connection);
        foreach (var statement in statements) batch.BatchCommands.Add(new(statement));
        try
        {
            return new(batch, await batch.ExecuteReaderAsync(cancellation));
        }
        catch (NpgsqlException e)
        {
            await batch.DisposeAsync();
            throw DatabaseException.Of(e);
        }
    }

    /// <summary>Runs statements; a pooler's session has a number by which it cannot be cancelled, so the driver does it there.</summary>
    internal Task<T> CancellableAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        IsDirect && cancellation.CanBeCanceled ? new StatementCancellation(source, Connection.ProcessID).RunAsync(work, cancellation) : work(cancellation);

    /// <summary>Ends the session, and with it its transaction and its locks. For a session that is beyond use.</summary>
    public Task CloseAsync() => Connection.CloseAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await source.DisposeAsync();
    }

    private static async Task<Database> OpenAsync(
        DatabaseUrl url, ServerAddress address, SessionTarget target, string applicationName, CancellationToken cancellation)
    {
        var source = SourceOf(url.ToConnectionString(applicationName, address));
        var connection = source.CreateConnection();
        using var deadline = Deadline.Limiting(DatabaseUrl.ConnectLimit, TimeProvider.System, cancellation);
        try
        {
            await connection.OpenAsync(deadline.Token);
            var database = new Database(source, connection, url, applicationName);
            if (!await target.FitsAsync(connection, deadline.Token)) throw OpenFailure.NotWanted(url, address, target);
            database.IsDirect = await database.NoticeVanishedClientAsync(deadline.Token);
            return database;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            await source.DisposeAsync();
            cancellation.ThrowIfCancellationRequested();
            if (OpenFailure.Of(url, address, e is DatabaseException { InnerException: { } driver } ? driver : e) is { } failure) throw failure;
            throw;
        }
    }

    // The full builder prepares for every type that the driver knows, which takes longer than most commands need altogether.
    private static NpgsqlDataSource SourceOf(string connectionString)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        builder.EnableArrays();
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    // A statement of a killed client otherwise runs to its end, holding its locks. Not a start-up option: poolers refuse those. Nor a setting
    // for a session that others get next.
    private async Task<bool> NoticeVanishedClientAsync(CancellationToken cancellation)
    {
        if (ServerVersion >= ClientCheckSince)
        {
            try
            {
                return await ScalarAsync<string>($"select set_config('{ClientCheck}', '2000', false) where pg_backend_pid() = $1", cancellation,
                    Connection.ProcessID) is not null;
            }
            catch (ServerException e) when (e.SqlState is SqlState.InvalidParameterValue)
            {
                // The server's operating system cannot watch a connection (macOS before PostgreSQL 15); the work itself is not affected.
            }
        }

        return await ScalarAsync<int>("select pg_backend_pid()", cancellation) == Connection.ProcessID;
    }

    private NpgsqlCommand CommandOf(string sql, object?[] parameters)
    {
        var command = new NpgsqlCommand(sql, Connection);
        foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
