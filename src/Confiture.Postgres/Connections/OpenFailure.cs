using System.Net.Sockets;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>Turns what went wrong while connecting into an error that says what to do.</summary>
internal static class OpenFailure
{
    internal static ToolException? Of(DatabaseUrl url, ServerAddress at, Exception error) => error switch
    {
        PostgresException server => FromServer(url, at, server),
        // The driver reports a missing password, a failed TLS handshake and a dead socket with one type; the inner exception distinguishes them.
        NpgsqlException { InnerException: null } driver when driver.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
            Authentication(url, at, "The server asks for a password and the URL has none.", driver),
        NpgsqlException or SocketException or IOException or TimeoutException => Unreachable(at, Reason(error), error),
        OperationCanceledException => Unreachable(at, $"No answer within {DatabaseUrl.ConnectLimit.TotalSeconds:0} s.", error),
        _ => null,
    };

    /// <summary>True when the next server of the URL should be tried: this one does not answer, accepts no connections, or does not match the URL.</summary>
    internal static bool LetsOthersTry(ToolException error) =>
        error.Code == PostgresErrors.Unreachable || error.Code == PostgresErrors.ConnectionRefused || error.Code == PostgresErrors.NoSuchServer;

    /// <summary>One error for a URL none of whose servers did.</summary>
    internal static ToolException OfAll(DatabaseUrl url, IReadOnlyList<ToolException> failures) => url.Addresses.Count == 1
        ? failures[^1]
        : failures[^1].Code.Error(
            $"None of the servers {string.Join(", ", url.Addresses)} accepts the connection to `{url.Database}`.",
            "They were tried in this order; their answers are below.",
            "Check that one of them is running and matches `target_session_attrs` in the URL.",
            failures[^1]).With([.. failures.Select(f => $"{f.What} {f.Why}").Distinct(StringComparer.Ordinal)]);

    /// <summary>The server answers and is not what <c>target_session_attrs</c> asks for.</summary>
    internal static ToolException NotWanted(DatabaseUrl url, ServerAddress at, SessionTarget target) => PostgresErrors.NoSuchServer.Error(
        $"The server {at} does not match the URL.",
        $"The URL asks for `{SessionTarget.Parameter}={target}`, and a session in `{url.Database}` there is something else.",
        $"Name a server that matches, or several separated by commas, or change `{SessionTarget.Parameter}`.");

    private static ToolException FromServer(DatabaseUrl url, ServerAddress at, PostgresException e) => e.SqlState switch
    {
        SqlState.InvalidPassword or SqlState.InvalidAuthorization => Authentication(url, at, e.MessageText, e),
        SqlState.InvalidCatalogName => PostgresErrors.DatabaseMissing.Error(
            $"The database `{url.Database}` does not exist on {at}.",
            e.MessageText,
            $"Create it (`createdb -h {ShellWord.Of(at.Host)} -p {at.Port} -U {ShellWord.Of(url.User)} -- {ShellWord.Of(url.Database)}`) or "
                + "correct the name in the URL.",
            e),
        SqlState.InsufficientPrivilege => PostgresErrors.InsufficientPrivilege.Error(
            $"The user `{url.User}` may not connect to the database `{url.Database}` on {at}.",
            e.MessageText,
            $"As an administrator, run: {Granted(url)}",
            e),
        SqlState.TooManyConnections => Refused(url, at, e, "Close idle connections (see pg_stat_activity) or raise max_connections."),
        SqlState.CannotConnectNow or SqlState.AdminShutdown or SqlState.CrashShutdown => Refused(url, at, e, "Wait until the server is up, then try again."),
        _ => Refused(url, at, e, "Check the server's log for the reason."),
    };

    private static ToolException Authentication(DatabaseUrl url, ServerAddress at, string why, Exception e) => PostgresErrors.AuthenticationFailed.Error(
        $"The server {at} rejected the user `{url.User}`.",
        why,
        "Check the password in the URL, the environment variable that it comes from, and the server's pg_hba.conf.",
        e);

    private static ToolException Refused(DatabaseUrl url, ServerAddress at, PostgresException e, string fix) =>
        PostgresErrors.ConnectionRefused.Error($"The server {at} does not accept connections to `{url.Database}`.",
            $"{e.MessageText} (SQLSTATE {e.SqlState}).", fix, e);

    private static ToolException Unreachable(ServerAddress at, string why, Exception e) => PostgresErrors.Unreachable.Error(
        $"The database server {at} cannot be reached.",
        why,
        at.IsSocket
            ? $"Check that the server is running and that its socket is {at.Host}/.s.PGSQL.{at.Port}."
            : $"Check that the server is running and that host and port are right: `pg_isready -h {ShellWord.Of(at.Host)} -p {at.Port}`.",
        e);

    private static string Granted(DatabaseUrl url) => $"grant connect on database {SqlIdentifier.Quote(url.Database)} to {SqlIdentifier.Quote(url.User)}";

    private static string Reason(Exception error) => (error.InnerException ?? error).Message.TrimEnd('.') + ".";
}
