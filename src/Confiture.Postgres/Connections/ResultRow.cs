using Npgsql;

namespace Confiture.Postgres;

/// <summary>The current row of a result. It is read while rows arrive, and is another row after the next step.</summary>
public sealed class ResultRow
{
    private readonly NpgsqlDataReader reader;

    internal ResultRow(NpgsqlDataReader reader) => this.reader = reader;

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];

    /// <summary>True when the column's values are read as text.</summary>
    /// <param name="column">The column, from 0.</param>
    public bool IsText(int column) => reader.GetFieldType(column) == typeof(string);

    /// <summary>True when the value is NULL.</summary>
    /// <param name="column">The column, from 0.</param>
    public bool IsNull(int column) => reader.IsDBNull(column);

    /// <summary>A value that is not NULL.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="column">The column, from 0.</param>
    public T Get<T>(int column) => reader.GetFieldValue<T>(column);

    /// <summary>A text that is not NULL.</summary>
    /// <param name="column">The column, from 0.</param>
    public string Text(int column) => reader.GetString(column);

    /// <summary>A text, or null.</summary>
    /// <param name="column">The column, from 0.</param>
    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <summary>The results of several statements that were sent together, one after the other.</summary>
public sealed class ResultSets : IAsyncDisposable
{
    private readonly NpgsqlBatch batch;
    private readonly NpgsqlDataReader reader;

    internal ResultSets(NpgsqlBatch batch, NpgsqlDataReader reader)
    {
        this.batch = batch;
        this.reader = reader;
        Row = new(reader);
    }

    /// <summary>The current row.</summary>
    public ResultRow Row { get; }

    /// <summary>Reads the rows of the current result, and goes on to the next result.</summary>
    /// <param name="read">Called for each row.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="DatabaseException">A statement failed.</exception>
    public async Task EachAsync(Action<ResultRow> read, CancellationToken cancellation)
    {
        try
        {
            while (await reader.ReadAsync(cancellation)) read(Row);
            await reader.NextResultAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            throw DatabaseException.Of(e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await batch.DisposeAsync();
    }
}
