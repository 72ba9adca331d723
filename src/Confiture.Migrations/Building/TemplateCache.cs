using System.Security.Cryptography;
using System.Text;
using Confiture.Schema;
using Confiture.Sql;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>
/// Templates of built schemas: databases that nobody can connect to, named after what they were built from. An unchanged schema is cloned in the time
/// that copying its files takes.
/// </summary>
/// <param name="server">The server that keeps them.</param>
/// <param name="wait">The longest wait for another build of the same template.</param>
/// <param name="kept">How many templates for one database stay: the newest.</param>
internal sealed class TemplateCache(ServerDatabases server, TimeSpan wait, int kept = TemplateCache.Kept)
{
    private const string Prefix = "confiture_template_";
    private const int Kept = 3, DigitsInName = 32;
    private static readonly Foundation.Waiting.Pace Poll = Foundation.Waiting.Pace.Doubling(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));

    /// <summary>What a template holds, in a few characters.</summary>
    internal static string KeyOf(SchemaSource source, MigrationSet set, LedgerTable ledger, DatabaseShape shape, int version)
    {
        var text = new StringBuilder(string.Join('\n', version / 10_000, shape.Options, ledger.Name, source.IsStrict, string.Empty));
        foreach (var script in source.Scripts) text.Append($"{script.Text.Length}:{script.Text}\n");
        foreach (var migration in set.Migrations) text.Append($"{migration} {migration.Up.Checksum} {migration.Down?.Checksum}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The template with a key, built when it is missing.</summary>
    /// <param name="key">What it holds.</param>
    /// <param name="database">The database that it is for: of the templates for one database the newest are kept.</param>
    /// <param name="build">Builds it in an empty database of a name.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Its name; null when a clone would lack something that the schema sets for the database itself.</returns>
    internal async Task<string?> EnsureAsync(string key, string database, DatabaseShape shape, Func<string, Task> build, CancellationToken cancellation)
    {
        var name = Prefix + key[..DigitsInName];
        var mark = $"confiture template {key} of {database}";
        await LockAsync(name, cancellation);
        try
        {
            if (await IsReadyAsync(name, mark, cancellation)) return name;
            // One that is not marked was not finished.
            await server.DropAsync(name, cancellation);
            await server.CreateAsync(name, shape, cancellation);
            await build(name);
            if (!await IsClonedWhollyAsync(name, cancellation))
            {
                await server.DropAsync(name, cancellation);
                return null;
            }

            await server.Connection.ExecuteAsync($"alter database {SqlIdentifier.Quote(name)} allow_connections false", cancellation);
            await server.Connection.ExecuteAsync($"comment on database {SqlIdentifier.Quote(name)} is {SqlLiteral.Quote(mark)}", cancellation);
            await PruneAsync(database, cancellation);
            return name;
        }
        finally
        {
            await server.Connection.ExecuteAsync("select pg_advisory_unlock(hashtextextended($1, 0))", CancellationToken.None, name);
        }
    }

    private async Task LockAsync(string name, CancellationToken cancellation)
    {
        var isTaken = await Deadline.In(wait, TimeProvider.System).UntilAsync(
            () => server.Connection.ScalarAsync<bool>("select pg_try_advisory_lock(hashtextextended($1, 0))", cancellation, name), Poll, cancellation);
        if (!isTaken) throw BuildErrors.TemplateBusy(name, wait);
    }

    // Who may create databases could leave one of this name with anything in it.
    private Task<bool> IsReadyAsync(string name, string mark, CancellationToken cancellation) => server.Connection.ScalarAsync<bool>(
        """
        select exists(select from pg_database where datname = $1 and datdba = current_user::regrole and not datallowconn
                      and shobj_description(oid, 'pg_database') = $2)
        """,
        cancellation, name, mark);

    // Settings and grants of a database do not come along with a clone.
    private Task<bool> IsClonedWhollyAsync(string name, CancellationToken cancellation) => server.Connection.ScalarAsync<bool>(
        """
        select d.datacl is null and shobj_description(d.oid, 'pg_database') is null and not exists(select from pg_db_role_setting where setdatabase = d.oid)
        from pg_database d where d.datname = $1
        """,
        cancellation, name);

    private async Task PruneAsync(string database, CancellationToken cancellation)
    {
        var old = await server.Connection.RowsAsync(
            """
            select datname::text from pg_database where datname like 'confiture\_template\_%' and datdba = current_user::regrole
                and shobj_description(oid, 'pg_database') like 'confiture template %' and split_part(shobj_description(oid, 'pg_database'), ' of ', 2) = $1
            order by oid desc offset $2
            """,
            r => r.Text(0), cancellation, database, kept);
        foreach (var name in old) await server.DropAsync(name, cancellation);
    }
}
