using System.Globalization;
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Safety;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>Checks of the server and of what this user may do there, whatever is pending.</summary>
internal static class ServerChecks
{
    // One for the run, one that watches who blocks it.
    private const int ConnectionsOfARun = 2;

    public static async Task<IReadOnlyList<ReadinessLine>> OfAsync(Database database, LedgerTable ledger, CancellationToken cancellation)
    {
        var facts = (await database.RowsAsync(
            """
            select pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean, coalesce(to_regnamespace($2)::text, ''),
                   coalesce(has_schema_privilege(to_regnamespace($2)::oid, 'create') and has_schema_privilege(to_regnamespace($2)::oid, 'usage'), false),
                   to_regclass($1) is not null,
                   coalesce(has_table_privilege(to_regclass($1), 'select') and has_table_privilege(to_regclass($1), 'insert')
                       and has_table_privilege(to_regclass($1), 'update') and has_table_privilege(to_regclass($1), 'delete'), false),
                   current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                       - coalesce(current_setting('reserved_connections', true)::int, 0)
                       - (select count(*) from pg_stat_activity where backend_type = 'client backend')::int,
                   current_setting('statement_timeout'), current_setting('idle_in_transaction_session_timeout'),
                   coalesce(current_setting('transaction_timeout', true), '0')
            """,
            row => new Facts(row.Get<bool>(0), row.Get<bool>(1), row.Text(2).Length > 0, row.Get<bool>(3), row.Get<bool>(4), row.Get<bool>(5),
                row.Get<int>(6), row.Text(7), row.Text(8), row.Text(9)),
            cancellation, ledger.Name.ToString(), Sql.SqlIdentifier.Quote(ledger.Name.Schema!)))[0];
        return [VersionLine(database), WritableLine(facts), PrivilegeLine(database, ledger, facts), ConnectionLine(facts), TimeoutLine(facts)];
    }

    public static async Task<ReadinessLine> PoolerAsync(Database database, CancellationToken cancellation) =>
        await OwnSession.RefutedAsync(database, cancellation) is { } shared
            ? ReadinessLine.Fail("pooler", $"a pooler shares the session: {shared.TrimEnd('.')}",
                "Set `migration.direct_url` in the environment file to a URL that bypasses the pooler.")
            : ReadinessLine.Ok("pooler", "the connection keeps its session");

    private static ReadinessLine VersionLine(Database database)
    {
        var major = database.ServerVersion / 10_000;
        return major < SafetyOptions.OldestVersion
            ? ReadinessLine.Fail("version", $"PostgreSQL {major} is older than {SafetyOptions.OldestVersion}, the oldest that is supported",
                "Upgrade the server.")
            : major > SafetyOptions.NewestVersion
                ? ReadinessLine.Warn("version", $"PostgreSQL {major} is newer than {SafetyOptions.NewestVersion}, the newest that was tested", null)
                : ReadinessLine.Ok("version", $"PostgreSQL {major}");
    }

    private static ReadinessLine WritableLine(Facts facts) => facts switch
    {
        { IsStandby: true } => ReadinessLine.Fail("writable", "the server is a standby", "Use the URL of the primary."),
        { IsReadOnly: true } => ReadinessLine.Fail("writable", "transactions are read-only for this user or database",
            "Turn default_transaction_read_only off, or connect as another user."),
        _ => ReadinessLine.Ok("writable", "the server is a primary and accepts writes"),
    };

    private static ReadinessLine PrivilegeLine(Database database, LedgerTable ledger, Facts facts) => facts switch
    {
        { HasLedger: true, MayWriteLedger: true } => ReadinessLine.Ok("privileges", $"{database.Url.User} may write the ledger {ledger.Name}"),
        { HasLedger: true } => ReadinessLine.Fail("privileges", $"{database.Url.User} may not write the ledger {ledger.Name}",
            $"As its owner, run: grant select, insert, update, delete on {ledger.Name} to {Sql.SqlIdentifier.Quote(database.Url.User)}"),
        { HasSchema: false } => ReadinessLine.Fail("privileges", $"schema {ledger.Name.Schema} of the ledger does not exist",
            $"Create it: create schema {Sql.SqlIdentifier.Quote(ledger.Name.Schema!)}"),
        { MayCreate: false } => ReadinessLine.Fail("privileges", $"{database.Url.User} may not create the ledger in schema {ledger.Name.Schema}",
            $"As the owner of the schema, run: grant create, usage on schema {Sql.SqlIdentifier.Quote(ledger.Name.Schema!)} to "
                + Sql.SqlIdentifier.Quote(database.Url.User)),
        _ => ReadinessLine.Ok("privileges", $"{database.Url.User} may create the ledger {ledger.Name}"),
    };

    // The count includes this session, and the run gets its place.
    private static ReadinessLine ConnectionLine(Facts facts) => facts.FreeConnections + 1 >= ConnectionsOfARun
        ? ReadinessLine.Ok("connections", string.Create(CultureInfo.InvariantCulture, $"{facts.FreeConnections} more connections are free"))
        : ReadinessLine.Warn("connections", "no other connection is free: whoever blocks the run cannot be named", "Close idle connections.");

    private static ReadinessLine TimeoutLine(Facts facts)
    {
        IReadOnlyList<string> set =
        [
            .. new[] { ("statement_timeout", facts.StatementTimeout), ("idle_in_transaction_session_timeout", facts.IdleTimeout),
                ("transaction_timeout", facts.TransactionTimeout) }.Where(s => s.Item2 != "0").Select(s => $"{s.Item1} is {s.Item2}"),
        ];
        return set.Count == 0
            ? ReadinessLine.Ok("timeouts", "no timeout of this user or database ends a statement")
            : ReadinessLine.Warn("timeouts", $"{Counted.Of(set.Count, "timeout")} of this user or database can end a migration",
                "Raise it for this user, or give statements longer: confiture migrate up --statement-timeout 15min", set);
    }

    private sealed record Facts(bool IsStandby, bool IsReadOnly, bool HasSchema, bool MayCreate, bool HasLedger, bool MayWriteLedger,
        int FreeConnections, string StatementTimeout, string IdleTimeout, string TransactionTimeout);
}
