using Confiture.Sql;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>Statements of scripts and of our own, sent to the server in one round trip. It knows which place of which file each command came from.</summary>
public sealed class ScriptBatch : IAsyncDisposable
{
    private readonly NpgsqlBatch batch;
    private readonly Dictionary<NpgsqlBatchCommand, (SqlScript Script, SqlStatement Statement)> origins = [];

    /// <summary>Starts an empty batch.</summary>
    /// <param name="database">The open connection.</param>
    /// <param name="deadline">The longest that the whole batch may take.</param>
    public ScriptBatch(Database database, TimeSpan deadline) =>
        batch = new NpgsqlBatch(database.Connection) { Timeout = (int)Math.Ceiling(deadline.TotalSeconds) };

    /// <summary>Adds a statement of our own, with positional parameters (<c>$1</c> and so on).</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">Its parameters in order.</param>
    public void Add(string sql, params IReadOnlyList<object?> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }

    /// <summary>Adds every statement of a script, in order.</summary>
    /// <param name="script">The script.</param>
    public void Add(SqlScript script)
    {
        foreach (var statement in script.Statements) Add(script, statement);
    }

    /// <summary>Adds one statement of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="statement">One of its statements.</param>
    public void Add(SqlScript script, SqlStatement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Text);
        origins.Add(command, (script, statement));
        batch.BatchCommands.Add(command);
    }

    /// <summary>Sends everything and waits for the end.</summary>
    /// <param name="cancellation">Cancels the statement that is running.</param>
    /// <exception cref="ScriptException">A statement of a script failed.</exception>
    /// <exception cref="NpgsqlException">A statement of our own failed, or the connection broke.</exception>
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e) when (e.BatchCommand is { } command && origins.TryGetValue(command, out var origin))
        {
            throw new ScriptException(origin.Script, origin.Statement, e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => batch.DisposeAsync();
}

/// <summary>The server refused a statement of a script.</summary>
public sealed class ScriptException : Exception
{
    internal ScriptException(SqlScript script, SqlStatement statement, PostgresException server)
        : base(server.MessageText, server)
    {
        Script = script;
        Statement = statement;
        Server = server;
        Position = server.Position > 0 ? script.PositionOf(statement, server.Position) : script.PositionOf(statement.Start);
    }

    /// <summary>The script that holds the statement.</summary>
    public SqlScript Script { get; }

    /// <summary>The statement.</summary>
    public SqlStatement Statement { get; }

    /// <summary>What the server said.</summary>
    public PostgresException Server { get; }

    /// <summary>Where in the script: the server's own position when it gave one, else the start of the statement.</summary>
    public SqlPosition Position { get; }

    /// <summary><c>file:line:column</c>, as editors and terminals understand it.</summary>
    public string Place => $"{Script.Name}:{Position.Line}:{Position.Column}";

    /// <summary>What the server added to its message, one line each: detail, hint, the context of a function.</summary>
    public IReadOnlyList<string> Details =>
    [
        .. new (string Label, string? Text)[] { ("detail", Server.Detail), ("hint", Server.Hint), ("where", Server.Where) }
            .Where(part => !string.IsNullOrEmpty(part.Text))
            .Select(part => $"{part.Label}: {part.Text}"),
    ];
}
