using System.Net.Sockets;
using Foundation.Errors;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>Turns what went wrong while connecting into an error that says what to do.</summary>
internal static class OpenFailure
{
    internal static ToolException? Of(DatabaseUrl url, Exception error) => error switch
    {
        PostgresException server => FromServer(url, server),
        // The driver reports a missing password, a failed TLS handshake and a dead socket by one type; the inner exception tells which.
        NpgsqlException { InnerException: null } driver when driver.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => Authentication(url, "The server asks for a password and the URL has none.", driver),
        NpgsqlException or SocketException or IOException or TimeoutException => Unreachable(url, Reason(error), error),
        OperationCanceledException => Unreachable(url, $"No answer within {DatabaseUrl.ConnectLimit.TotalSeconds:0} s.", error),
        _ => null,
    };

    private static ToolException FromServer(DatabaseUrl url, PostgresException e) => e.SqlState switch
    {
        SqlState.InvalidPassword or SqlState.InvalidAuthorization => Authentication(url, e.MessageText, e),
        SqlState.InvalidCatalogName => PostgresErrors.DatabaseMissing.Error(
            $"The database `{url.Database}` does not exist on {Place(url)}.",
            e.MessageText,
            $"Create it (`createdb -h {url.Host} -p {url.Port} -U {url.User} {url.Database}`) or correct the name in the URL.",
            e),
        SqlState.InsufficientPrivilege => PostgresErrors.InsufficientPrivilege.Error(
            $"The user `{url.User}` may not connect to the database `{url.Database}` on {Place(url)}.",
            e.MessageText,
            $"Let an administrator run: GRANT CONNECT ON DATABASE … TO …, for `{url.Database}` and `{url.User}`.",
            e),
        SqlState.TooManyConnections => Refused(url, e, "Close idle connections (see pg_stat_activity) or raise max_connections."),
        SqlState.CannotConnectNow or SqlState.AdminShutdown or SqlState.CrashShutdown => Refused(url, e, "Wait until the server runs, then try again."),
        _ => Refused(url, e, "See the server's log for the reason."),
    };

    private static ToolException Authentication(DatabaseUrl url, string why, Exception e) => PostgresErrors.AuthenticationFailed.Error(
        $"The server {Place(url)} refused the user `{url.User}`.",
        why,
        "Check the password in the URL and the environment variable that it comes from, and the server's pg_hba.conf.",
        e);

    private static ToolException Refused(DatabaseUrl url, PostgresException e, string fix) =>
        PostgresErrors.ConnectionRefused.Error($"The server {Place(url)} takes no connection to `{url.Database}`.", $"{e.MessageText} (SQLSTATE {e.SqlState}).", fix, e);

    private static ToolException Unreachable(DatabaseUrl url, string why, Exception e) => PostgresErrors.Unreachable.Error(
        $"The database server {Place(url)} cannot be reached.",
        why,
        url.IsSocket
            ? $"Check that the server runs and that its socket is {url.Host}/.s.PGSQL.{url.Port}."
            : $"Check that the server runs and that host and port are right: `pg_isready -h {url.Host} -p {url.Port}`.",
        e);

    private static string Place(DatabaseUrl url) => url.IsSocket ? $"on the socket {url.Host}/.s.PGSQL.{url.Port}" : $"{url.Host}:{url.Port}";

    private static string Reason(Exception error) => (error.InnerException ?? error).Message.TrimEnd('.') + ".";
}
