using System.Collections.Frozen;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>Why the server refused a statement, in its own words.</summary>
/// <param name="SqlState">The five characters of the SQLSTATE; see <see cref="Postgres.SqlState"/>.</param>
/// <param name="Text">The message.</param>
/// <param name="Detail">Its detail, or null.</param>
/// <param name="Hint">Its hint, or null.</param>
/// <param name="Where">The context, for example the lines of a function, or null.</param>
/// <param name="Position">The character of the statement, from 1; 0 when the server gave none.</param>
public sealed record ServerMessage(string SqlState, string Text, string? Detail, string? Hint, string? Where, int Position)
{
    private static readonly FrozenSet<string> Transient = FrozenSet.Create(Postgres.SqlState.LockNotAvailable, Postgres.SqlState.DeadlockDetected,
        Postgres.SqlState.SerializationFailure);

    /// <summary>
    /// True when the same transaction may succeed if it is tried again on the same connection: lock not granted, deadlock,
    /// serialization failure. A broken connection is not transient in this sense: it is unknown what the server committed.
    /// </summary>
    public bool IsTransient => Transient.Contains(SqlState);

    /// <summary>True when the server ended the session: an administrator, a crash, or its own end.</summary>
    public bool EndsSession => SqlState.StartsWith("57P", StringComparison.Ordinal);

    internal static ServerMessage Of(PostgresException e) => new(e.SqlState, e.MessageText, e.Detail, e.Hint, e.Where, e.Position);
}

/// <summary>A statement failed: the server refused it (then this is a <see cref="ServerException"/>), the deadline passed, or the connection broke.</summary>
public class DatabaseException : Exception
{
    internal DatabaseException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>True when the deadline passed.</summary>
    public bool IsTimeout => InnerException is TimeoutException || InnerException?.InnerException is TimeoutException;

    internal static DatabaseException Of(NpgsqlException cause) =>
        cause is PostgresException server ? new ServerException(server) : new DatabaseException(cause.Message, cause);
}

/// <summary>The server refused a statement.</summary>
public sealed class ServerException : DatabaseException
{
    internal ServerException(PostgresException cause)
        : base(cause.Message, cause) => Server = ServerMessage.Of(cause);

    /// <summary>What the server said.</summary>
    public ServerMessage Server { get; }

    /// <summary>The SQLSTATE.</summary>
    public string SqlState => Server.SqlState;
}
