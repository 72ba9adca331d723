using System.IO.Enumeration;
using Confiture.Migrations;
using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>Names of databases with the wildcards <c>*</c> and <c>?</c>; a backslash takes their meaning away. Upper and lower case differ.</summary>
public static class DatabasePatterns
{
    // It is there for administrators and holds no data; who means it writes it out.
    private const string Maintenance = "postgres";

    /// <summary>True when a name is a pattern or matches it. No wildcard matches the database <c>postgres</c>.</summary>
    public static bool Match(string pattern, string name) =>
        name == pattern || (name != Maintenance && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    /// <summary>Finds the databases of a server that match, without templates and those that accept no connections.</summary>
    /// <param name="server">A database of the server.</param>
    /// <param name="patterns">The patterns; each must match at least one database.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <returns>The databases by name.</returns>
    /// <exception cref="ToolException">A pattern matches nothing (<c>CONF-TEN-002</c>), or the server cannot be asked.</exception>
    public static async Task<IReadOnlyList<DatabaseUrl>> FindAsync(DatabaseUrl server, IReadOnlyList<string> patterns, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(patterns);
        var names = await NamesAsync(server, cancellation);
        if (patterns.FirstOrDefault(pattern => !names.Any(name => Match(pattern, name))) is { } unmatched)
            throw TargetErrors.Unmatched(unmatched, server.Server, names);
        return [.. names.Where(name => patterns.Any(pattern => Match(pattern, name))).Select(server.WithDatabase)];
    }

    private static async Task<List<string>> NamesAsync(DatabaseUrl server, CancellationToken cancellation)
    {
        await using var database = await AnyAsync(server, cancellation);
        // A limit of -2 marks what an interrupted DROP DATABASE left behind.
        var names = await database.RowsAsync(
            "select datname::text from pg_database where datallowconn and not datistemplate and datconnlimit <> -2", row => row.Text(0), cancellation);
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static async Task<Database> AnyAsync(DatabaseUrl server, CancellationToken cancellation)
    {
        try
        {
            return await Database.OpenAsync(server, SessionName.Of("status"), cancellation);
        }
        catch (ToolException e) when (e.Code == PostgresErrors.DatabaseMissing)
        {
            return await Database.OpenAsync(server.WithDatabase(Maintenance), SessionName.Of("status"), cancellation);
        }
    }
}
