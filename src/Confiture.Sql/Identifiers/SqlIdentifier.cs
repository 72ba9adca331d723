namespace Confiture.Sql;

/// <summary>Names of database objects, written so that PostgreSQL reads back the same name.</summary>
public static class SqlIdentifier
{
    /// <summary>The identifier in double quotes, whatever it is: <c>Id</c> and <c>id</c> stay two names, and a keyword is a name.</summary>
    /// <param name="identifier">The name as the catalog has it.</param>
    /// <exception cref="ArgumentException">The name is empty or contains a NUL character; PostgreSQL has no such names.</exception>
    public static string Quote(string identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        if (identifier.Length == 0)
            throw new ArgumentException("A PostgreSQL identifier is never empty.", nameof(identifier));
        if (identifier.Contains('\0'))
            throw new ArgumentException("A PostgreSQL identifier never contains a NUL character.", nameof(identifier));
        return $"\"{identifier.Replace("\"", "\"\"")}\"";
    }
}
