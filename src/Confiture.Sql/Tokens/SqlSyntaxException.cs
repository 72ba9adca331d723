namespace Confiture.Sql;

/// <summary>A text cannot be cut into statements, or holds something that cannot be sent to a server.</summary>
public sealed class SqlSyntaxException : Exception
{
    internal SqlSyntaxException(string name, SqlPosition position, string reason, string fix)
        : base($"{name}:{position}: {reason}")
    {
        Name = name;
        Position = position;
        Reason = reason;
        Fix = fix;
    }

    /// <summary>The name of the text, usually a file name.</summary>
    public string Name { get; }

    /// <summary>The start of the error.</summary>
    public SqlPosition Position { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>What to change.</summary>
    public string Fix { get; }
}
