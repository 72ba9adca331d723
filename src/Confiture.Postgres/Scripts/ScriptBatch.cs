using System.Text;
using Confiture.Sql;
using Foundation.Waiting;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>
/// Statements of scripts and of our own, sent to the server in one round trip. It knows which place of which file each command came from.
/// Rows of a COPY have a protocol of their own: what stands before them and after them is then sent apart.
/// </summary>
public sealed class ScriptBatch : IAsyncDisposable
{
    private readonly Database database;
    private readonly TimeSpan deadline;
    private readonly List<Part> parts = [];
    private readonly Dictionary<NpgsqlBatchCommand, (SqlScript Script, SqlStatement Statement)> origins = [];
    private Deadline? end;

    /// <summary>Starts an empty batch.</summary>
    /// <param name="database">The open connection.</param>
    /// <param name="deadline">The longest that the whole batch may take.</param>
    public ScriptBatch(Database database, TimeSpan deadline)
    {
        this.database = database;
        this.deadline = deadline;
    }

    private NpgsqlBatch Batch
    {
        get
        {
            if (parts is not [.., Part.Commands]) parts.Add(new Part.Commands(new NpgsqlBatch(database.Connection)));
            return ((Part.Commands)parts[^1]).Batch;
        }
    }

    /// <summary>Adds a statement of our own, with positional parameters (<c>$1</c> and so on).</summary>
    public void Add(string sql, params IReadOnlyList<object?> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        Batch.BatchCommands.Add(command);
    }

    /// <summary>Adds every statement of a script, in order.</summary>
    public void Add(SqlScript script)
    {
        foreach (var statement in script.Statements) Add(script, statement);
    }

    /// <summary>Adds one statement of a script, with its rows when it is a COPY.</summary>
    public void Add(SqlScript script, SqlStatement statement)
    {
        if (statement.Data is { } data)
        {
            parts.Add(new Part.Rows(script, statement, data));
            return;
        }

        Add(script, statement, statement.Text);
    }

    /// <summary>Adds another form of a statement; errors are reported at the place of the one in the script.</summary>
    /// <param name="statement">One of its statements.</param>
    /// <param name="text">What is sent in its place.</param>
    public void Add(SqlScript script, SqlStatement statement, string text)
    {
        var command = new NpgsqlBatchCommand(text);
        origins.Add(command, (script, statement));
        Batch.BatchCommands.Add(command);
    }

    /// <summary>How many rows the statements of scripts have changed that the last call sent.</summary>
    public long Affected { get; private set; }

    /// <summary>Sends everything and waits for the end.</summary>
    /// <exception cref="ScriptException">A statement of a script failed.</exception>
    /// <exception cref="DatabaseException">A statement of our own failed, the deadline passed, or the connection broke.</exception>
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        end ??= Deadline.In(deadline, TimeProvider.System);
        foreach (var part in parts)
        {
            await (part is Part.Commands { Batch: var batch }
                ? ExecuteAsync(batch, end.Left, cancellation)
                : SendAsync((Part.Rows)part, end.Left, cancellation));
        }

        Affected = origins.Keys.Sum(command => Math.Max(0L, command.RecordsAffected));
    }

    /// <summary>Sends what was added so far; what is added later follows with the next call. The time limit is that of all together.</summary>
    /// <exception cref="ScriptException">As <see cref="ExecuteAsync(CancellationToken)"/>.</exception>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await ExecuteAsync(cancellation);
        await DisposeAsync();
        parts.Clear();
        origins.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts.OfType<Part.Commands>()) await part.Batch.DisposeAsync();
    }

    private async Task ExecuteAsync(NpgsqlBatch batch, TimeSpan left, CancellationToken cancellation)
    {
        // Zero would mean no limit.
        batch.Timeout = (int)Math.Max(1, Math.Ceiling(left.TotalSeconds));
        try
        {
            await database.CancellableAsync(batch.ExecuteNonQueryAsync, cancellation);
        }
        catch (PostgresException e) when (e.BatchCommand is { } command && origins.TryGetValue(command, out var origin))
        {
            throw new ScriptException(origin.Script, origin.Statement, e);
        }
        catch (NpgsqlException e)
        {
            throw DatabaseException.Of(e);
        }
    }

    private async Task SendAsync(Part.Rows rows, TimeSpan left, CancellationToken cancellation)
    {
        using var limit = Deadline.Limiting(left, TimeProvider.System, cancellation);
        try
        {
            // The driver's writer flushes and ends by blocking the thread; on the only thread that reads from the server that blocks forever.
            // Its stream does not.
            var writer = (NpgsqlCopyTextWriter)await database.Connection.BeginTextImportAsync(rows.Statement.Text, limit.Token);
            try
            {
                await writer.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(rows.Data), limit.Token);
            }
            catch
            {
                // To end the stream would keep the rows that arrived.
                await writer.CancelAsync();
                throw;
            }

            await writer.BaseStream.DisposeAsync();
        }
        catch (PostgresException e)
        {
            throw new ScriptException(rows.Script, rows.Statement, e);
        }
        catch (NpgsqlException e)
        {
            throw DatabaseException.Of(e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new DatabaseException("The rows were not accepted in time.", new TimeoutException("The deadline passed.", e));
        }
    }

    private abstract record Part
    {
        private Part()
        {
        }

        internal sealed record Commands(NpgsqlBatch Batch) : Part;

        internal sealed record Rows(SqlScript Script, SqlStatement Statement, string Data) : Part;
    }
}

/// <summary>The server refused a statement of a script.</summary>
public sealed class ScriptException : Exception
{
    internal ScriptException(SqlScript script, SqlStatement statement, PostgresException server)
        : base(server.MessageText, server)
    {
        Script = script;
        Statement = statement;
        Server = ServerMessage.Of(server);
        Position = server.Position > 0 ? script.PositionOf(statement, server.Position) : script.PositionOf(statement.Start);
    }

    /// <summary>The script that holds the statement.</summary>
    public SqlScript Script { get; }

    /// <summary>The statement.</summary>
    public SqlStatement Statement { get; }

    /// <summary>The server's error.</summary>
    public ServerMessage Server { get; }

    /// <summary>The position in the script: the server's own when it gave one, otherwise the start of the statement.</summary>
    public SqlPosition Position { get; }

    /// <summary><c>file:line:column</c>, as editors and terminals understand it.</summary>
    public string Place => $"{Script.Name}:{Position.Line}:{Position.Column}";

    /// <summary>Additional lines of the server's message: detail, hint, the context of a function.</summary>
    public IReadOnlyList<string> Details =>
    [
        .. new (string Label, string? Text)[] { ("detail", Server.Detail), ("hint", Server.Hint), ("where", Server.Where) }
            .Where(part => !string.IsNullOrEmpty(part.Text))
            .Select(part => $"{part.Label}: {part.Text}"),
    ];
}
