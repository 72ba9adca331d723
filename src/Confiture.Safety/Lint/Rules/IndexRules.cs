using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Indexes that are created, rebuilt or dropped while others work.</summary>
internal static class IndexRules
{
    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("create-index-blocks-writes", Locking, Error, "CREATE INDEX without CONCURRENTLY on a table in use")
        {
            Why = "Every INSERT, UPDATE and DELETE waits while the whole index is built.",
            Safer = "Use CREATE INDEX CONCURRENTLY, in a separate migration without a transaction.",
            Lock = LockMode.Share,
            Bad = "CREATE INDEX orders_placed_at_idx ON orders (placed_at);",
            Good = "-- confiture: no transaction\nCREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at);",
            OfStatement = static c => c.Node is CreateIndex { Concurrently: false } s && c.Works(TableWork.IndexBuild)
                ? [c.Mark($"writes to {StatementContext.Name(s.Table)} wait until the index is built")]
                : [],
        },
        new("drop-index-blocks", Locking, Warning, "DROP INDEX without CONCURRENTLY")
        {
            Why = "Reads and writes of the index's table wait, and the lock waits for every running query while all new ones queue behind it.",
            Safer = "Use DROP INDEX CONCURRENTLY in a separate migration without a transaction.",
            Lock = LockMode.AccessExclusive,
            Bad = "DROP INDEX orders_status_idx;",
            Good = "-- confiture: no transaction\nDROP INDEX CONCURRENTLY IF EXISTS orders_status_idx;",
            OfStatement = static c => c.Node is DropObjects { Kind: ObjectKind.Index, Concurrently: false } s && s.Objects.Any(o => c.IsInUse(o.Name))
                ? [c.Mark($"the table of {StatementContext.Name(s.Objects[0].Name)} is locked against reads and writes")]
                : [],
        },
        new("reindex-blocks", Locking, Error, "REINDEX without CONCURRENTLY")
        {
            Why = "Writes to the table, and every query that would use the index, wait while it is rebuilt.",
            Safer = "Use REINDEX INDEX CONCURRENTLY in a separate migration without a transaction.",
            Lock = LockMode.AccessExclusive,
            Bad = "REINDEX INDEX orders_status_idx;",
            Good = "-- confiture: no transaction\nREINDEX INDEX CONCURRENTLY orders_status_idx;",
            OfStatement = static c => c.Node is Reindex { Concurrently: false } ? [c.Mark("writes wait until the indexes are rebuilt")] : [],
        },
        new("index-kept-when-invalid", Transactions, Warning, "CREATE INDEX CONCURRENTLY IF NOT EXISTS keeps an invalid index")
        {
            Why = "A failed concurrent build leaves an invalid index behind. On the next run, IF NOT EXISTS finds its name and does nothing: the index is "
                + "never used, and a unique one enforces nothing.",
            Safer = "DROP INDEX CONCURRENTLY IF EXISTS first, then CREATE INDEX CONCURRENTLY without IF NOT EXISTS.",
            Lock = LockMode.ShareUpdateExclusive,
            Bad = "-- confiture: no transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS orders_total_idx ON orders (total);",
            Good = "-- confiture: "
                + "no transaction\nDROP INDEX CONCURRENTLY IF EXISTS orders_total_idx;\nCREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);",
            OfStatement = static c => c.Node is CreateIndex { Concurrently: true, IfNotExists: true } ? [c.Mark("an invalid index of this name is kept")] : [],
        },
        new("index-waits-under-lock-timeout", Transactions, Info, "CREATE INDEX CONCURRENTLY while lock_timeout is set")
        {
            Why = "A concurrent build waits for every older transaction of the database. "
                + "lock_timeout limits that wait too, so on a busy server the build is cancelled and leaves an invalid index.",
            Safer = "SET lock_timeout = 0 for the concurrent build and limit it with statement_timeout.",
            Lock = LockMode.ShareUpdateExclusive,
            Bad = "-- confiture: no transaction\nSET lock_timeout = '2s';\nCREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);",
            Good = "-- confiture: "
                + "no transaction\nSET lock_timeout = 0;\nSET statement_timeout = '20min';\nCREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);",
            OfStatement = static c => c.Node is CreateIndex { Concurrently: true } && c.Safety.HasLockTimeout && c.Earlier.SetsLockTimeout
                ? [c.Mark("the wait for older transactions counts against lock_timeout")]
                : [],
        },
        new("refresh-blocks-reads", Locking, Warning, "REFRESH MATERIALIZED VIEW without CONCURRENTLY")
        {
            Why = "Reads of the view wait until its query has run.",
            Safer = "Use REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on the view.",
            Lock = LockMode.AccessExclusive,
            Bad = "REFRESH MATERIALIZED VIEW order_totals;",
            Good = "REFRESH MATERIALIZED VIEW CONCURRENTLY order_totals;",
            OfStatement = static c => c.Node is RefreshMaterializedView { Concurrently: false, WithData: true } s && c.IsInUse(s.Name)
                ? [c.Mark($"reads of {StatementContext.Name(s.Name)} wait until it is refreshed")]
                : [],
        },
    ];
}
