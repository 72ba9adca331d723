using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Changes for which every row is written again.</summary>
internal static class RewriteRules
{
    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("column-type-rewrites-table", Locking, Error, "A column type change rewrites every row")
        {
            Why = "Reads and writes of the table wait while all rows and indexes are rewritten, and it needs its size on disk a second time.",
            Safer = "Add a column of the new type, backfill it in batches while a trigger keeps it up to date, and swap the two. A longer varchar, varchar to "
                + "text and a larger numeric precision keep the rows.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE users ALTER COLUMN age TYPE bigint;",
            Good = "ALTER TABLE users ADD COLUMN age_wide bigint;",
            OfStatement = static c => c.ActionsWith<TableAction.AlterColumnType>(TableWork.Rewrite)
                .Select(a => new LintMark(a.Span, $"reads and writes wait until every row is rewritten with {a.Column.Text} as {a.Type}")),
        },
        new("volatile-default-rewrites-table", Locking, Error, "A column is added with a volatile default")
        {
            Why = "A volatile default is computed and written for every row while reads and writes wait. A constant, or now(), is stored once and costs "
                + "nothing.",
            Safer = "Add the column without the default, SET DEFAULT for new rows, and backfill the old ones in batches.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();",
            Good = "ALTER TABLE orders ADD COLUMN token uuid;\nALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();",
            OfStatement = static c => AddedColumns(c, column => column.Find<DefaultConstraint>() is not null,
                column => $"reads and writes wait until every row has its own {column}"),
        },
        new("serial-column-rewrites-table", Locking, Error, "A serial or identity column is added to a table in use")
        {
            Why = "Reads and writes of the table wait while every row gets its number.",
            Safer = "Add a plain bigint column, backfill it in batches, then ADD GENERATED AS IDENTITY.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE order_items ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;",
            Good = "ALTER TABLE order_items ADD COLUMN id bigint;",
            OfStatement = static c => AddedColumns(c, column => column.Find<IdentityConstraint>() is not null || (column.Type?.Name.Name
                .EndsWith("serial", StringComparison.Ordinal) ?? false), column => $"reads and writes wait until every row has a number in {column}"),
        },
        new("stored-column-rewrites-table", Locking, Error, "A stored generated column is added to a table in use")
        {
            Why = "Reads and writes of the table wait while the value is computed and written for every row.",
            Safer = "Compute it in a view, in an index on the expression or, on PostgreSQL 18, in a virtual column; or add a plain column, backfill it in "
                + "batches and maintain it with a trigger.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (total * 1.2) STORED;",
            Good = "CREATE VIEW gross_orders AS SELECT id, total * 1.2 AS gross FROM orders;",
            OfStatement = static c => AddedColumns(c, column => column.Find<GeneratedConstraint>() is not null,
                column => $"reads and writes wait until {column} is computed for every row"),
        },
        new("table-is-moved", Locking, Error, "A table is copied: SET LOGGED, TABLESPACE or ACCESS METHOD, MERGE or SPLIT PARTITION")
        {
            Why = "The whole table is copied while reads and writes wait.",
            Safer = "Create a new table in the target place, copy the rows in batches, and swap the two.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE order_items SET UNLOGGED;",
            Good = "CREATE UNLOGGED TABLE order_items_new (LIKE order_items);",
            OfStatement = static c => c.Node is MoveAllInTablespace all
                ? [c.Mark($"reads and writes of everything in {all.From.Text} wait until all of it is copied")]
                : c.ActionsWith<TableAction>(TableWork.Rewrite).Select(a => a switch
                {
                    TableAction.SetLogged or TableAction.SetTablespace or TableAction.SetAccessMethod =>
                        new LintMark(a.Span, "reads and writes wait until the table is copied"),
                    TableAction.MergePartitions or TableAction.SplitPartition =>
                        new LintMark(a.Span, "reads and writes of the whole partitioned table wait until the rows are copied"),
                    _ => null,
                }).OfType<LintMark>(),
        },
        new("table-is-packed", Locking, Error, "VACUUM FULL, CLUSTER or REPACK")
        {
            Why = "The whole table is copied while reads and writes wait.",
            Safer = "Use a plain VACUUM, REPACK (CONCURRENTLY) on PostgreSQL 19, or an extension that compacts tables online such as pg_repack or pg_squeeze.",
            Lock = LockMode.AccessExclusive,
            Bad = "CLUSTER orders USING orders_status_idx;",
            Good = "-- confiture: no transaction\nVACUUM orders;",
            OfStatement = static c => c.Node is Cluster or Vacuum or Repack { Concurrently: false }
                && (c.Works(TableWork.Rewrite) || c.Safety.Tier == RiskTier.LockRisky) ? [c.Mark("reads and writes wait until the table is copied")] : [],
        },
        new("attach-scans-partition", Locking, Warning, "ATTACH PARTITION of a table without a check for its bound")
        {
            Why = "Reads and writes of the table wait while every row is checked against the bound; those of a default partition wait, too.",
            Safer = "Add a NOT VALID check that implies the bound, validate it, attach the partition, and drop the check.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
            Good = "ALTER TABLE events_2026 ADD CONSTRAINT is_2026 CHECK (at IS NOT NULL AND at >= '2026-01-01' AND at < '2027-01-01') NOT VALID;",
            OfStatement = static c => c.Node is AlterTable alter && c.Works(TableWork.Scan)
                ? alter.Actions.OfType<TableAction.AttachPartition>().Where(a => c.IsInUse(a.Partition))
                    .Select(a => new LintMark(a.Span, $"reads and writes wait until every row of {StatementContext.Name(a.Partition)} is checked"))
                : [],
        },
        new("detach-blocks", Locking, Error, "DETACH PARTITION without CONCURRENTLY")
        {
            Why = "Reads and writes of the partitioned table wait, and the lock waits for every running query while all new ones queue behind it.",
            Safer = "Use DETACH PARTITION ... CONCURRENTLY in a separate migration without a transaction; there must be no default partition.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE events DETACH PARTITION events_2025;",
            Good = "-- confiture: no transaction\nALTER TABLE events DETACH PARTITION events_2025 CONCURRENTLY;",
            OfStatement = static c => c.ActionsOf<TableAction.DetachPartition>().Where(a => !a.Concurrently)
                .Select(a => new LintMark(a.Span, "reads and writes of the whole partitioned table wait")),
        },
    ];

    private static IEnumerable<LintMark> AddedColumns(StatementContext c, Func<ColumnDefinition, bool> which, Func<string, string> message) =>
        c.ActionsWith<TableAction.AddColumn>(TableWork.Rewrite).Where(a => which(a.Column)).Select(a => new LintMark(a.Span, message(a.Column.Name.Text)));
}
