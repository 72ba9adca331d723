using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>The databases of a server, created, swapped and dropped from its maintenance database.</summary>
internal sealed class ServerDatabases : IAsyncDisposable
{
    private const string Maintenance = "postgres", OtherMaintenance = "template1";
    private const int StrategySince = 15_00_00;
    private static readonly TimeSpan SwapLimit = TimeSpan.FromSeconds(10);
    private static readonly Pace SwapPace = Pace.Doubling(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));
    private readonly Database connection;
    private readonly DatabaseUrl url;
    private string? strategy;

    private ServerDatabases(Database connection, DatabaseUrl url) => (this.connection, this.url) = (connection, url);

    internal Database Connection => connection;

    internal static async Task<ServerDatabases> OpenAsync(DatabaseUrl url, CancellationToken cancellation) =>
        new(await Database.OpenAsync(
            url.WithDatabase(url.Database == Maintenance ? OtherMaintenance : Maintenance), SessionName.Of("build"), cancellation), url);

    internal Task<bool> HasAsync(string name, CancellationToken cancellation) =>
        connection.ScalarAsync<bool>("select exists(select from pg_database where datname = $1)", cancellation, name);

    /// <summary>Whether the server itself has made a database.</summary>
    internal static bool IsOfServer(string name) => name is Maintenance or OtherMaintenance or "template0";

    /// <summary>Whether a database receives changes by a subscription, which cannot move to another database and keeps this one from being dropped.</summary>
    internal Task<bool> IsSubscribedAsync(string name, CancellationToken cancellation) => connection.ScalarAsync<bool>(
        "select exists (select from pg_subscription s join pg_database d on d.oid = s.subdbid where d.datname = $1)", cancellation, name);

    internal Task<bool> IsTemplateAsync(string name, CancellationToken cancellation) => connection.ScalarAsync<bool>(
        "select exists(select from pg_database where datname = $1 and datistemplate)", cancellation, name);

    /// <summary>What this user may do with a database.</summary>
    internal async Task<ReplacementRights> RightsAsync(string name, CancellationToken cancellation) => (await connection.RowsAsync(
        """
        select r.rolname::text, r.rolcreatedb or r.rolsuper, pg_has_role(d.datdba, 'usage'), pg_get_userbyid(d.datdba)::text
        from pg_roles r, pg_database d where r.rolname = current_user and d.datname = $1
        """,
        r => new ReplacementRights(r.Text(0), r.Get<bool>(1), r.Get<bool>(2), r.Text(3)), cancellation, name)).Single();

    internal async Task<DatabaseShape?> ShapeOfAsync(string name, CancellationToken cancellation) =>
        (await connection.RowsAsync(DatabaseShape.Query, DatabaseShape.Of, cancellation, name)).SingleOrDefault();

    /// <summary>False when somebody else has just created it.</summary>
    internal async Task<bool> CreateAsync(string name, DatabaseShape shape, CancellationToken cancellation)
    {
        try
        {
            await connection.ExecuteAsync($"create database {SqlIdentifier.Quote(name)} {shape.Options}{await StrategyAsync(cancellation)}", cancellation);
            return true;
        }
        catch (ServerException e) when (e.SqlState is SqlState.DuplicateDatabase or SqlState.UniqueViolation)
        {
            return false;
        }
        catch (ServerException e) when (name == url.Database)
        {
            throw BuildErrors.NotCreated(url, e);
        }
    }

    // Copying files takes a third of the time of logging every block, where the checkpoint that goes with it waits for no disk.
    private async Task<string> StrategyAsync(CancellationToken cancellation) => strategy ??=
        connection.ServerVersion >= StrategySince && await connection.ScalarAsync<string>("select current_setting('fsync')", cancellation) == "off"
            ? " strategy file_copy" : string.Empty;

    internal Task<bool> CloneAsync(string name, string template, CancellationToken cancellation) =>
        CreateAsync(name, new($"template {SqlIdentifier.Quote(template)}"), cancellation);

    internal Task DropAsync(string name, CancellationToken cancellation) =>
        connection.ExecuteAsync($"drop database if exists {SqlIdentifier.Quote(name)}", cancellation);

    /// <summary>What ALTER, GRANT and COMMENT have said of a database: the statements that say it of another one.</summary>
    internal async Task<IReadOnlyList<string>> TraitsAsync(string name, string other, CancellationToken cancellation)
    {
        var quoted = SqlIdentifier.Quote(other);
        List<string?> statements = [.. await connection.RowsAsync(
            """
            select unnest(array[
                case when d.datconnlimit >= 0 then format('alter database %I connection limit %s', $2, d.datconnlimit) end,
                case when shobj_description(d.oid, 'pg_database') is not null
                     then format('comment on database %I is %L', $2, shobj_description(d.oid, 'pg_database')) end,
                case when d.datacl is not null then format('revoke all on database %I from public', $2) end])
            from pg_database d where d.datname = $1
            union all
            select format('grant %s on database %I to %s%s', a.privilege_type, $2,
                          case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
                          case when a.is_grantable then ' with grant option' else '' end)
            from pg_database d, aclexplode(d.datacl) a where d.datname = $1
            """,
            r => r.TextOrNull(0), cancellation, name, other)];
        var settings = await connection.RowsAsync(
            """
            select quote_ident(pg_get_userbyid(nullif(s.setrole, 0)))::text, item from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase,
                unnest(s.setconfig) item where d.datname = $1
            """,
            r => $"{(r.TextOrNull(0) is { } role ? $"alter role {role} in database" : "alter database")} {quoted} {SettingItem.Assignment(r.Text(1))}",
            cancellation, name);
        // Last, because it may take away the right to do the others.
        var owner = await connection.ScalarAsync<string>(
            "select quote_ident(pg_get_userbyid(datdba)) from pg_database where datname = $1", cancellation, name);
        return [.. statements.OfType<string>(), .. settings, $"alter database {quoted} owner to {owner}"];
    }

    /// <summary>Gives one database the name of another, in one transaction; the other one gets the third name.</summary>
    internal async Task SwapAsync(
        (string Name, string Successor, string Aside) names, IReadOnlyList<string> traits, bool force, CancellationToken cancellation)
    {
        var (name, successor, aside) = names;
        string[] statements =
        [
            .. traits, $"alter database {SqlIdentifier.Quote(name)} rename to {SqlIdentifier.Quote(aside)}",
            $"alter database {SqlIdentifier.Quote(successor)} rename to {SqlIdentifier.Quote(name)}",
        ];
        // Programs that reconnect at once are disconnected again. The server itself waits some seconds for a session that is just ending.
        var isDone = force
            ? await Deadline.In(SwapLimit, TimeProvider.System)
                .UntilAsync(() => TrySwapAsync([Disconnection(name), .. statements], cancellation), SwapPace, cancellation)
            : await TrySwapAsync(statements, cancellation);
        if (!isDone) throw BuildErrors.Occupied(url, await SessionsAsync(name, cancellation));
    }

    /// <summary>What builds have begun and neither finished nor removed, because they were killed. One that is being built
    /// has a session most of the time, and is young, which its name tells (<see cref="NewName"/>).</summary>
    internal async Task<IReadOnlyList<string>> LeftoversAsync(CancellationToken cancellation) => await connection.RowsAsync(
        """
        select datname::text from pg_database d where datname ~ '^confiture_(build|old)_[0-9a-f]{32}$'
            and not exists (select from pg_stat_activity where datname = d.datname)
            and to_timestamp(('x' || lpad(left(right(datname, 32), 12), 16, '0'))::bit(64)::bigint / 1000.0) not between
                now() - interval '1 hour' and now() + interval '1 hour' order by 1
        """,
        r => r.Text(0), cancellation);

    /// <summary>A name for a database that is on its way in or out; it begins with the time.</summary>
    internal static string NewName(string what) => $"confiture_{what}_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<bool> TrySwapAsync(IReadOnlyList<string> statements, CancellationToken cancellation)
    {
        await connection.ExecuteAsync("begin", cancellation);
        try
        {
            foreach (var statement in statements) await connection.ExecuteAsync(statement, cancellation);
            await connection.ExecuteAsync("commit", cancellation);
            return true;
        }
        catch (ServerException e)
        {
            await connection.ExecuteAsync("rollback", CancellationToken.None);
            if (e.SqlState == SqlState.ObjectInUse) return false;
            throw BuildErrors.Refused(connection.Url, $"{url.Database} could not be replaced", e);
        }
    }

    private static string Disconnection(string name) =>
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = {SqlLiteral.Quote(name)} and pid <> pg_backend_pid()";

    private async Task<IReadOnlyList<string>> SessionsAsync(string name, CancellationToken cancellation) => await connection.RowsAsync(
        """
        select format('process %s: %s%s, since %s', pid, usename, coalesce(' (' || nullif(application_name, '') || ')', ''),
                      to_char(backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'))
        from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() order by pid
        """,
        r => r.Text(0), cancellation, name);
}
