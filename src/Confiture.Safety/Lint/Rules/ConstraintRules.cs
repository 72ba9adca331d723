using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Constraints that are checked on old rows while others wait.</summary>
internal static class ConstraintRules
{
    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("foreign-key-checks-rows", Locking, Error, "A foreign key is added and validated in one step")
        {
            Why = "Both tables block writes while every row is looked up in the other table.",
            Safer = "Use ADD CONSTRAINT ... NOT VALID, then VALIDATE CONSTRAINT in a later migration: that blocks neither reads nor writes. Before PostgreSQL "
                + "18, add it NOT VALID to each partition instead; the partitioned table then adopts the validated constraints.",
            Lock = LockMode.ShareRowExclusive,
            Bad = "ALTER TABLE orders ADD CONSTRAINT orders_user_fkey FOREIGN KEY (user_id) REFERENCES users;",
            Good = "ALTER TABLE orders ADD CONSTRAINT orders_user_fkey FOREIGN KEY (user_id) REFERENCES users NOT VALID;",
            OfStatement = static c => c.Works(TableWork.Scan) ? Added<ForeignKeyConstraint>(c, k => k is { NotValid: false, Enforced: not false }, Message)
                .Concat(WithColumn<ForeignKeyConstraint>(c, a => AddColumnEffect.HasValue(a.Column, c.Script.Script), Message)) : [],
        },
        new("column-with-foreign-key", Locking, Info, "A column is added together with a foreign key")
        {
            Why = "ADD COLUMN blocks reads and writes of its table while it waits for the other table, whose writes it blocks as well.",
            Safer = "Add the column, add the foreign key NOT VALID in a second migration, and validate it in a third.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD COLUMN given_to bigint REFERENCES users;",
            Good = "ALTER TABLE orders ADD COLUMN given_to bigint;",
            OfStatement = static c => WithColumn<ForeignKeyConstraint>(c, a => !AddColumnEffect.HasValue(a.Column, c.Script.Script),
                k => $"reads and writes wait while this waits for {StatementContext.Name(k.References)}"),
        },
        new("check-scans-table", Locking, Error, "A check is added and validated in one step")
        {
            Why = "Reads and writes of the table wait while every row is checked.",
            Safer = "Use ADD CONSTRAINT ... NOT VALID, then VALIDATE CONSTRAINT in a later migration: that blocks neither reads nor writes.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);",
            Good = "ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;",
            OfStatement = static c => Added<CheckConstraint>(c, k => k is { NotValid: false, Enforced: not false },
                    _ => "reads and writes wait until every row is checked")
                .Concat(WithColumn<CheckConstraint>(c, _ => true, _ => "reads and writes wait until every row is checked")),
        },
        new("validate-in-same-transaction", Locking, Error, "A constraint is added NOT VALID and validated in one transaction")
        {
            Why = "ADD CONSTRAINT holds its lock until the end of the transaction, so VALIDATE scans the table under it and NOT VALID gains nothing.",
            Safer = "Use VALIDATE CONSTRAINT in a separate migration.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;\nALTER TABLE orders VALIDATE "
                + "CONSTRAINT orders_total_check;",
            Good = "-- the constraint was added NOT VALID by an earlier migration\nALTER TABLE order_items VALIDATE CONSTRAINT order_items_count_check;",
            OfStatement = static c => c.ActionsOf<TableAction.ValidateConstraint>()
                .Where(v => c.SameTransaction.IsUnproven(v.Constraint.Text))
                .Select(v => new LintMark(v.Span, $"{v.Constraint.Text} was added in this transaction, which holds its lock during the scan")),
        },
        new("set-not-null-scans-table", Locking, Error, "SET NOT NULL reads the whole table")
        {
            Why = "Reads and writes of the table wait while every row is read.",
            Safer = "Add CHECK (column IS NOT NULL) NOT VALID, validate it in a later migration, SET NOT NULL, which then skips the scan, and drop the check. "
                + "On PostgreSQL 18, use ADD CONSTRAINT ... NOT NULL column NOT VALID, then VALIDATE.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ALTER COLUMN status SET NOT NULL;",
            Good = "ALTER TABLE orders ADD CONSTRAINT orders_status_filled CHECK (status IS NOT NULL) NOT VALID;",
            OfStatement = static c => c.ActionsWith<TableAction.SetNotNull>(TableWork.Scan)
                .Select(a => new LintMark(a.Span, $"reads and writes wait until every row is searched for NULL in {a.Column.Text}")),
        },
        new("not-null-constraint-scans-table", Locking, Error, "A NOT NULL constraint is added and validated in one step (PostgreSQL 18)")
        {
            Why = "Reads and writes of the table wait while every row is read.",
            Safer = "Use ADD CONSTRAINT ... NOT NULL column NOT VALID, then VALIDATE CONSTRAINT in a later migration.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD CONSTRAINT orders_status_nn NOT NULL status;",
            Good = "ALTER TABLE orders ADD CONSTRAINT orders_status_nn NOT NULL status NOT VALID;",
            OfStatement = static c =>
                c.Works(TableWork.Scan) ? Added<NotNullConstraint>(c, k => !k.NotValid, _ => "reads and writes wait until every row is searched for NULL") : [],
        },
        new("unique-builds-index", Locking, Error, "A unique constraint is added without an existing index")
        {
            Why = "Reads and writes of the table wait while the index is built.",
            Safer = "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT ... UNIQUE USING INDEX.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);",
            Good = "ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_idx;",
            OfStatement = static c => !c.Works(TableWork.IndexBuild)
                ? []
                : Added<UniqueConstraint>(c, k => k.UsingIndex is null, _ => "reads and writes wait until the index is built")
                    .Concat(c.ActionsOf<TableAction.AddColumn>().Where(a => a.Column.Find<UniqueConstraint>() is not null)
                        .Select(a => new LintMark(a.Span, "reads and writes wait until the index is built"))),
        },
        new("primary-key-builds-index", Locking, Error, "A primary key is added without an existing index")
        {
            Why = "Reads and writes of the table wait while the index is built and nullable columns are scanned for NULL.",
            Safer = "Use CREATE UNIQUE INDEX CONCURRENTLY on NOT NULL columns, then ADD PRIMARY KEY USING INDEX.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE order_items ADD PRIMARY KEY (order_id, item);",
            Good = "ALTER TABLE order_items ADD CONSTRAINT order_items_pkey PRIMARY KEY USING INDEX order_items_idx;",
            OfStatement = static c => c.Works(TableWork.IndexBuild)
                ? Added<PrimaryKeyConstraint>(c, k => k.UsingIndex is null, _ => "reads and writes wait until the index is built")
                    .Concat(WithColumn<PrimaryKeyConstraint>(c, _ => true, _ => "reads and writes wait until the index is built")) : [],
        },
        new("primary-key-on-nullable-columns", Locking, Warning, "A primary key uses an index on nullable columns")
        {
            Why = "PRIMARY KEY sets its columns NOT NULL, which scans the whole table while reads and writes wait.",
            Safer = "Set the columns NOT NULL first, using a validated check.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE accounts ADD CONSTRAINT accounts_pkey PRIMARY KEY USING INDEX accounts_number_idx;",
            Good = "ALTER TABLE order_items ADD CONSTRAINT order_items_pkey PRIMARY KEY USING INDEX order_items_idx;",
            OfStatement = static c => c.Works(TableWork.Scan)
                ? Added<PrimaryKeyConstraint>(c, k => k.UsingIndex is not null, _ => "a column of the index may be NULL, so every row is read")
                : [],
        },
        new("exclusion-constraint-builds-index", Locking, Error, "An exclusion constraint is added to a table in use")
        {
            Why = "Reads and writes of the table wait while its index is built, and the index cannot be built in advance.",
            Safer = "Add it when the table is created, or create a new table with it and move the rows.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ADD CONSTRAINT orders_once EXCLUDE (id WITH =);",
            Good = "CREATE TABLE bookings (during tstzrange NOT NULL, CONSTRAINT bookings_once EXCLUDE USING gist (during WITH &&));",
            OfStatement = static c => Added<ExcludeConstraint>(c, _ => true, _ => "reads and writes wait until the index is built"),
        },
        new("domain-constraint-scans-tables", Locking, Error, "A domain constraint is added and validated in one step")
        {
            Why = "Writes to every table with a column of the domain wait while all rows are checked.",
            Safer = "Use ADD CONSTRAINT ... NOT VALID, then VALIDATE at a quiet time, or add a check to each table, which can be validated without blocking "
                + "writes.",
            Lock = LockMode.Share,
            Bad = "ALTER DOMAIN amount ADD CONSTRAINT amount_small CHECK (VALUE < 1000000);",
            Good = "ALTER DOMAIN amount ADD CONSTRAINT amount_small CHECK (VALUE < 1000000) NOT VALID;",
            OfStatement = static c => c.Node is AlterDomain { Action: DomainAction.SetNotNull or DomainAction.AddConstraint { Constraint.NotValid: false } }
                ? [c.Mark("writes to every table with a column of the domain wait until all rows are checked")]
                : [],
        },
    ];

    private static string Message(ForeignKeyConstraint key) =>
        $"writes to both tables wait until every row is looked up in {StatementContext.Name(key.References)}";

    /// <summary>Constraints that come with a column.</summary>
    private static IEnumerable<LintMark> WithColumn<T>(StatementContext c, Func<TableAction.AddColumn, bool> which, Func<T, string> message)
        where T : ConstraintNode =>
        c.ActionsOf<TableAction.AddColumn>().Where(a => a.Column.Find<T>() is not null && which(a))
            .Select(a => new LintMark(a.Span, message(a.Column.Find<T>()!)));

    private static IEnumerable<LintMark> Added<T>(StatementContext c, Func<T, bool> which, Func<T, string> message)
        where T : ConstraintNode =>
        c.ActionsOf<TableAction.AddConstraint>().Where(a => a.Constraint is T k && which(k)).Select(a => new LintMark(a.Span, message((T)a.Constraint)));
}
