using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Locks that are held longer than they have to be.</summary>
internal static class LockRules
{
    private const int ManyTables = 2;

    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("lock-table", Locking, Error, "LOCK TABLE in a mode that blocks writes")
        {
            Why = "The lock is held until the end of the transaction, whatever later statements need.",
            Safer = "Let each statement take its own lock.",
            Lock = LockMode.AccessExclusive,
            Bad = "LOCK TABLE orders;",
            Good = "LOCK TABLE orders IN ROW EXCLUSIVE MODE;",
            OfStatement = static c => c.Node is LockTable s && c.Safety.Hardest is { Mode.BlocksWrites: true } held
                ? [c.Mark($"{held.Mode.Sql} blocks {held.Mode.Blocked} until the end of the transaction")] : [],
        },
        new("work-after-exclusive-lock", Locking, Error, "Long-running work in a transaction that holds ACCESS EXCLUSIVE")
        {
            Why = "The locks of earlier statements are held while this one scans, rewrites or indexes a table or selects or changes its rows.",
            Safer = "Move the long-running work to a separate migration.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD COLUMN note text;\nUPDATE order_items SET count = 1 WHERE count IS NULL;",
            Good = "ALTER TABLE orders ADD COLUMN note text;",
            OfStatement = static c => (c.Safety.Work.Any(w => !w.IsNew) || (c.Node is Update or Delete or Merge && IsInUse(c)) || RowReads.Any(c))
                && c.Safety.HeldBefore.Exclusive.FirstOrDefault(l => !(c.Node is ChangeNode change
                    && c.Relations.Resolve(change.Target.Value) == l.Object)) is { } held
                ? [c.Mark($"{held.Object.Name} blocks reads and writes while this runs")]
                : [],
        },
        new("several-tables-locked", Locking, Warning, "One transaction locks several tables in use against reads or writes")
        {
            Why = "The first table stays locked while the migration waits for the next one, and applications that lock them in another order deadlock with it.",
            Safer = "Write one migration for each table.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE users ADD COLUMN note text;",
            Good = "ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE orders ADD COLUMN source text;",
            OfStatement = static c => c.Safety.HeldBefore.Exclusive.Length > 0 && Added(c) is { Count: > 0 } added
                    && HeldTables(c.Safety.HeldBefore.Exclusive, c) is { Count: > 0 } held && held.Count + added.Count == ManyTables && !held.Overlaps(added)
                ? [c.Mark($"{held.First()} stays locked while waiting for {added.First()}")]
                : [],
        },
        new("several-foreign-keys", Locking, Warning, "One transaction adds foreign keys that lock more than two tables in use")
        {
            Why = "Each foreign key blocks writes to two tables, and all of them stay locked until the end.",
            Safer = "Write one migration for each foreign key.",
            Lock = LockMode.ShareRowExclusive,
            Bad = "ALTER TABLE orders ADD CONSTRAINT orders_user_fkey FOREIGN KEY (user_id) REFERENCES users NOT VALID;\nALTER TABLE order_items ADD "
                + "CONSTRAINT order_items_user_fkey FOREIGN KEY (item) REFERENCES accounts (number) NOT VALID;",
            Good = "ALTER TABLE orders ADD CONSTRAINT orders_user_fkey FOREIGN KEY (user_id) REFERENCES users NOT VALID;",
            OfStatement = static c => IsForeignKey(c.Safety) && c.SameTransaction.ForeignKeyTables is { Count: > 0 } earlier
                && earlier.Union(TablesInUse(c.Safety)).Count() > 2 ? [c.Mark("an earlier foreign key of this transaction keeps its two tables locked")] : [],
        },
        new("create-table-with-several-foreign-keys", Locking, Info, "A new table references several tables in use")
        {
            Why = "Writes to each referenced table are blocked until the end of the transaction.",
            Safer = "Create the table without them and add the foreign keys one by one, each in a separate migration: the table is empty, so this is fast.",
            Lock = LockMode.ShareRowExclusive,
            Bad = "CREATE TABLE ratings (user_id bigint REFERENCES users, order_id bigint REFERENCES orders);",
            Good = "CREATE TABLE ratings (user_id bigint REFERENCES users, order_id bigint);",
            OfStatement = static c => c.Node is CreateTable
                    && c.Safety.Locks.Count(l => l is { IsNew: false, Mode: LockMode.ShareRowExclusive, Kind: ObjectKind.Table }) >= ManyTables
                ? [c.Mark("writes to every referenced table wait until the transaction ends")]
                : [],
        },
        new("drop-table-with-foreign-keys", Locking, Warning, "A table with foreign keys to tables in use is dropped")
        {
            Why = "DROP TABLE blocks reads and writes of all tables that its foreign keys reference, at once.",
            Safer = "Drop the foreign keys one by one, each in a separate migration, then the table.",
            Lock = LockMode.AccessExclusive,
            Bad = "DROP TABLE memberships;",
            Good = "ALTER TABLE memberships DROP CONSTRAINT memberships_user_id_fkey;",
            OfStatement = static c => c.Node is DropObjects { Kind: ObjectKind.Table } s && c.Safety.Locks.FirstOrDefault(l => l is { IsNew: false,
                    Mode: LockMode.AccessExclusive, Kind: ObjectKind.Table } && s.Objects.All(o => o.Name.Name != l.Object.Name)) is { } other
                ? [c.Mark($"{other.Object.Name} blocks reads and writes too")]
                : [],
        },
        new("combine-alters", Locking, Info, "Several ALTER TABLE statements on one table in one transaction")
        {
            Why = "Each statement scans or rewrites separately; one statement with several actions does so once.",
            Safer = "Use one ALTER TABLE with the actions separated by commas.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE orders ADD COLUMN source text;",
            Good = "ALTER TABLE orders ADD COLUMN note text, ADD COLUMN source text;",
            IsOptIn = true,
            OfStatement = static c => c.Node is AlterTable { Kind: ObjectKind.Table } s
                && c.SameTransaction.Previous?.Node is AlterTable { Kind: ObjectKind.Table } before && before.Name.Value == s.Name.Value
                && s.Actions.Concat(before.Actions)
                    .All(a => a is not (TableAction.ValidateConstraint or TableAction.AttachPartition or TableAction.DetachPartition))
                ? [c.Mark("the previous statement alters the same table")]
                : [],
        },
        new("backfill-in-schema-change", Locking, Error, "Rows are changed in the transaction that changes their table")
        {
            Why = "The schema change keeps the table locked until every row is written.",
            Safer = "Change the rows in a separate migration, in committed batches.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD COLUMN note text;\nUPDATE orders SET note = status;",
            Good = "UPDATE orders SET status = 'new' WHERE status IS NULL AND id BETWEEN 1 AND 10000;",
            OfStatement = static c => (c.Node is Update or Delete or Merge || (c.Node is Insert && RowReads.Any(c))) && IsInUse(c)
                    && c.Safety.HeldBefore.Find(c.Relations.Resolve(((ChangeNode)c.Node).Target.Value)) is { Mode: LockMode.AccessExclusive }
                ? [c.Mark($"{((ChangeNode)c.Node).Target.Name} blocks reads and writes until its rows are written")]
                : [],
        },
        new("whole-table-update", Locking, Warning, "UPDATE or DELETE without WHERE on a table in use")
        {
            Why = "Every row is locked until the end of the transaction, and a dead copy of every row is left behind.",
            Safer = "Process ranges of keys, one transaction each. To empty a table, TRUNCATE it while nobody uses it.",
            Lock = LockMode.RowExclusive,
            Bad = "UPDATE orders SET status = 'new';",
            Good = "UPDATE orders SET status = 'new' WHERE id BETWEEN 1 AND 10000;",
            OfStatement = static c => Changes(c.Node).Where(n => n is Update { HasWhere: false } or Delete { HasWhere: false } && c.IsInUse(n.Target)).Take(1)
                .Select(n => c.Mark($"every row of {n.Target.Name} is locked until the end of the transaction")),
        },
    ];

    private static bool IsInUse(StatementContext c) => c.Node is ChangeNode change && c.IsInUse(change.Target);

    // What a statement changes itself, in its WITH, and when it is carried out to be explained or prepared to be carried out.
    private static IEnumerable<ChangeNode> Changes(StatementNode node) => node switch
    {
        Explain { Executes: true } explain => Changes(explain.Statement),
        PrepareStatement prepared => Changes(prepared.Statement),
        QueryNode query => [.. query.With.SelectMany(w => Changes(w.Statement)), .. query is ChangeNode change ? [change] : Array.Empty<ChangeNode>()],
        _ => [],
    };

    internal static bool IsForeignKey(StatementSafety s) => s.Node is AlterTable { Kind: ObjectKind.Table } a
        && a.Actions.Any(x => x is TableAction.AddConstraint { Constraint: ForeignKeyConstraint }) && s.Locks.Any(l => !l.IsNew && l.Mode.BlocksWrites);

    internal static IEnumerable<QualifiedName> TablesInUse(StatementSafety s) =>
        s.Locks.Where(l => !l.IsNew && l.Mode.BlocksWrites && l.Kind == ObjectKind.Table).Select(l => l.Object);

    // A foreign key locks two tables by itself; what counts here is the statements' own tables.
    private static HashSet<string> HeldTables(IEnumerable<ObjectLock> locks, StatementContext c) =>
        [.. locks.Where(l => !l.IsNew && l.Mode.BlocksReads && l.Kind == ObjectKind.Table).Select(l => c.SameTransaction.FirstName(l.Object.Name))];

    private static HashSet<string> Added(StatementContext c) => HeldTables(c.Safety.Locks, c);
}
