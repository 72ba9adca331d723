namespace Confiture.Postgres;

/// <summary>One place where a server may answer.</summary>
/// <param name="Host">The server's name or address, or the directory of its socket when it begins with a slash.</param>
/// <param name="Port">The port; for a socket the number in its name.</param>
public sealed record ServerAddress(string Host, int Port)
{
    /// <summary>True when the connection goes through a socket file of this machine.</summary>
    public bool IsSocket => Host.StartsWith('/');

    /// <summary>The address as messages call it.</summary>
    public override string ToString() => IsSocket ? $"on the socket {Host}/.s.PGSQL.{Port}" : $"{Host}:{Port}";
}
