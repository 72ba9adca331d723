using System.Globalization;
using Confiture.Migrations;
using Confiture.Postgres;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>Checks of what the pending migrations need.</summary>
internal static class PendingChecks
{
    private const long LargeRewrite = 1L << 30;

    public static ReadinessLine Files(MigrationValidation files)
    {
        List<string> problems = [.. files.Problems.Where(p => p.Rule is not (ProblemRule.Irreversible or ProblemRule.Empty)).Select(p => p.ToString())];
        return ReadinessLine.OfList("files", ReadinessState.Fail, problems, "problem", $"{Counted.Of(files.Migrations, "migration")} can be read",
            "Correct them; `confiture migrate validate` lists them too.");
    }

    public static IReadOnlyList<ReadinessLine> Ledger(MigrationStatus status)
    {
        var empty = status.Pending.Where(m => m.Up.Script.Statements.Count == 0).Select(m => m.Up.Path).ToList();
        var applied = status.Entries.Count(e => e.Row is not null);
        return
        [
            status.Drift.Count > 0
                ? ReadinessLine.Fail("ledger", $"{Counted.Of(status.Drift.Count, "migration")} differ from the ledger", "See `confiture migrate status`.",
                    [.. status.Drift.Select(e => $"{e}: {e.State}")])
                : status.Unfinished.Count > 0
                    ? ReadinessLine.Warn("ledger", $"{Counted.Of(status.Unfinished.Count, "migration")} unfinished: `confiture migrate up` restarts them", null,
                        [.. status.Unfinished.Select(e => e.ToString())])
                    : ReadinessLine.Ok("ledger",
                        status.HasLedger ? $"{Counted.Of(applied, "migration")} applied, as the files say" : "there is none yet"),
            empty.Count > 0
                ? ReadinessLine.Fail("pending", $"{Counted.Of(empty.Count, "pending migration")} without a statement",
                    "Write the change, or remove both files.", empty)
                : ReadinessLine.Ok("pending",
                    status.Pending.Count == 0 ? "no migration is pending" : $"{Counted.Of(status.Pending.Count, "migration")} to apply"),
            ReadinessLine.OfList("reversible", ReadinessState.Warn, [.. status.Pending.Where(m => !m.IsReversible).Select(m => m.ToString())],
                "pending migration", "every pending migration can be rolled back", "They cannot be rolled back: write their down files, or take a backup."),
        ];
    }

    public static ReadinessLine Placement(Pending pending) => ReadinessLine.OfList("transactions", ReadinessState.Fail, pending.Misplaced, "statement",
        "every statement may run where it stands", "It cannot run in a transaction: move it to a migration with `-- confiture: no transaction`.");

    public static async Task<IReadOnlyList<ReadinessLine>> OwnershipAsync(Database database, Pending pending, CancellationToken cancellation)
    {
        var foreign = await database.RowsAsync(
            """
            select c.oid::regclass::text || ' belongs to ' || pg_get_userbyid(c.relowner)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname || '.' || c.relname = any ($1) and not pg_has_role(c.relowner, 'usage') order by 1
            """,
            row => row.Text(0), cancellation,
            (object)pending.Touched.Where(t => t.NeedsOwner).Select(t => $"{t.Name.Schema}.{t.Name.Name}").ToArray());
        var closed = await database.RowsAsync(
            """
            select distinct n.nspname::text from unnest($1::text[]) wanted join pg_namespace n on n.nspname = coalesce(nullif(wanted, ''), current_schema())
            where not has_schema_privilege(n.oid, 'create') order by 1
            """,
            row => row.Text(0), cancellation, (object)pending.Schemas.ToArray());
        return
        [
            ReadinessLine.OfList("ownership", ReadinessState.Fail, foreign, "relation", $"{database.Url.User} owns what pending migrations alter",
                "Connect as the owner, or as a member of the owning role."),
            ReadinessLine.OfList("schemas", ReadinessState.Fail, closed, "schema", "pending migrations may create objects where they do",
                $"Grant CREATE on these schemas to {database.Url.User}."),
        ];
    }

    public static async Task<ReadinessLine> ExtensionsAsync(Database database, Pending pending, CancellationToken cancellation)
    {
        var missing = await database.RowsAsync(
            """
            select wanted || case when e.name is null then ': the server does not have it' else ': only a superuser may create it' end
            from unnest($1::text[]) wanted
            left join pg_available_extensions e on e.name = wanted
            left join pg_available_extension_versions v on v.name = wanted and v.version = e.default_version
            where e.name is null or (e.installed_version is null and v.superuser and not v.trusted and not current_setting('is_superuser')::boolean)
            order by 1
            """,
            row => row.Text(0), cancellation, (object)pending.Extensions.ToArray());
        return ReadinessLine.OfList("extensions", ReadinessState.Fail, missing, "extension",
            pending.Extensions.Count == 0 ? "pending migrations create none" : $"available: {string.Join(", ", pending.Extensions)}",
            "Install the package of the extension on the server, or have a superuser create it.");
    }

    public static async Task<ReadinessLine> DiskAsync(Database database, Pending pending, CancellationToken cancellation)
    {
        var sizes = await database.RowsAsync(
            "select wanted, pg_total_relation_size(to_regclass(wanted)) from unnest($1::text[]) wanted where to_regclass(wanted) is not null",
            row => (Table: row.Text(0), Bytes: row.Get<long>(1)), cancellation, (object)pending.Rewritten.ToArray());
        if (sizes.Count == 0) return ReadinessLine.Ok("disk", "pending migrations rewrite no existing table");
        var all = await database.ScalarAsync<long>("select pg_database_size(current_database())", cancellation);
        var needed = sizes.Sum(s => s.Bytes);
        var text = $"rewriting needs about {Megabytes(needed)} in addition to the database's {Megabytes(all)}, and as much WAL";
        IReadOnlyList<string> details = [.. sizes.Select(s => $"{s.Table}: {Megabytes(s.Bytes)}")];
        return needed >= LargeRewrite
            ? ReadinessLine.Warn("disk", text, "The server does not say how much is free: look at its disk and at that of its replicas.", details)
            : ReadinessLine.Ok("disk", text);
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes >> 20):#,0} MiB");
}
