using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Transactions, timeouts, and interrupted scripts.</summary>
internal static class TransactionRules
{
    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("forbidden-in-transaction", Transactions, Error, "A statement that PostgreSQL refuses inside a transaction")
        {
            Why = "The migration fails with SQLSTATE 25001.",
            Safer = $"Use a separate migration that begins with -- confiture: {SqlDirective.NoTransaction}",
            Bad = "CREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);",
            Good = "-- confiture: no transaction\nCREATE INDEX CONCURRENTLY orders_total_idx ON orders (total);",
            OfStatement = static c =>
                c.Safety is { Transaction: TransactionRule.Forbidden, InTransaction: true } ? [c.Mark("the server refuses this inside a transaction")] : [],
        },
        new("transaction-nesting", Transactions, Error, "BEGIN inside a transaction, or COMMIT without one")
        {
            Why = "PostgreSQL has no nested transactions: BEGIN only warns, and COMMIT ends the runner's transaction, so later statements are no longer "
                + "rolled back with it.",
            Safer = "Do not control transactions in migrations; the runner begins and ends them.",
            Bad = "BEGIN;\nALTER TABLE orders ADD COLUMN note text;\nCOMMIT;",
            BadLine = 1,
            Good = "ALTER TABLE orders ADD COLUMN note text;",
            OfStatement = static c => c.Node switch
            {
                TransactionControl { Action: TransactionAction.Begin } when c.Safety.InTransaction => [c.Mark("a transaction is already open")],
                TransactionControl { Action: TransactionAction.Commit or TransactionAction.Rollback } when !c.Safety.InTransaction
                        || c.Script.HasRunnerTransaction =>
                    [c.Mark(c.Safety.InTransaction ? "this ends the runner's transaction" : "no transaction is open")],
                _ => [],
            },
        },
        new("uncommitted-transaction", Transactions, Error, "A transaction that the script begins but does not end")
        {
            Why = "At the end of the session everything is rolled back without an error.",
            Safer = "Add COMMIT at the end, or remove BEGIN.",
            Bad = "-- confiture: no transaction\nBEGIN;\nALTER TABLE orders ADD COLUMN note text;",
            BadLine = 2,
            Good = "-- confiture: no transaction\nBEGIN;\nALTER TABLE orders ADD COLUMN note text;\nCOMMIT;",
            OfScript = Uncommitted,
        },
        new("enum-value-used-too-early", Transactions, Error, "A new enum value is used in the transaction that adds it")
        {
            Why = "PostgreSQL rejects the value before it is committed (SQLSTATE 55P04).",
            Safer = "Use it in a later migration.",
            Bad = "ALTER TYPE mood ADD VALUE 'angry';\nUPDATE people SET feels = 'angry' WHERE id = 1;",
            Good = "ALTER TYPE mood ADD VALUE 'angry';",
            OfStatement = static c => c.SameTransaction.EnumValues.Count == 0 || c.Node is AddEnumValue or RenameEnumValue or Comment ? []
                : Quoted(c.Node.Span.In(c.Script.Script.Text)).Where(c.SameTransaction.EnumValues.Contains).Distinct(StringComparer.Ordinal)
                    .Select(v => c.Mark($"'{v}' is not committed yet")),
        },
        new("column-assigned-twice", Transactions, Error, "A column is assigned or defined twice")
        {
            Why = "PostgreSQL rejects it (SQLSTATE 42601 or 42701), so the migration fails, and one of the two is a mistake.",
            Safer = "Assign and define each column once.",
            Bad = "UPDATE orders SET status = 'new', total = 0, status = 'paid' WHERE id = 1;",
            Good = "UPDATE orders SET status = 'paid', total = 0 WHERE id = 1;",
            OfStatement = static c => Twice.In(c.Node),
        },
        new("not-repeatable", Transactions, Info, "A statement outside a transaction that cannot be repeated")
        {
            Why = "When a script without a transaction is interrupted, its earlier statements stay in effect; on the next run, the first statement fails "
                + "because its object exists. Scripts that run without the runner are not recorded at all.",
            Safer = "Use IF NOT EXISTS or IF EXISTS, -- confiture: only if CONDITION before the statement, or one statement per migration. Before CREATE "
                + "INDEX CONCURRENTLY, use DROP INDEX CONCURRENTLY IF EXISTS.",
            Bad = "-- confiture: no transaction\nCREATE TABLE IF NOT EXISTS ratings (id bigint);\nCREATE TABLE tags (id bigint);",
            Good = "-- confiture: no transaction\nCREATE TABLE IF NOT EXISTS ratings (id bigint);\nCREATE TABLE IF NOT EXISTS tags (id bigint);",
            OfStatement = static c => !c.Safety.InTransaction && (c.Script.Nodes.Count > 1 || !c.Script.HasRunner) && IsNotRepeatable(c) && !c.HasCondition
                ? [c.Mark("this fails when the script is run again")]
                : [],
        },
        new("no-lock-timeout", Transactions, Warning, "A blocking lock is taken without lock_timeout")
        {
            Why = "The statement waits for the longest running query, and all other sessions queue behind it.",
            Safer = "SET lock_timeout to a few seconds and retry when it is exceeded.",
            Lock = LockMode.AccessExclusive,
            Bad = "SET lock_timeout = 0;\nALTER TABLE orders ADD COLUMN note text;",
            Good = "SET lock_timeout = '2s';\nALTER TABLE orders ADD COLUMN note text;",
            OfStatement = static c => !c.Safety.HasLockTimeout && c.Safety.Hardest is { Mode.BlocksWrites: true } held
                ? [c.Mark($"the wait for {held.Mode.Sql} on {held.Object.Name} has no limit")]
                : [],
        },
        new("no-statement-timeout", Transactions, Info, "A blocking lock is held without statement_timeout")
        {
            Why = "Nothing cancels the statement when it takes longer than expected, and other sessions wait meanwhile.",
            Safer = "SET statement_timeout to the longest acceptable wait.",
            Lock = LockMode.AccessExclusive,
            IsOptIn = true,
            Bad = "ALTER TABLE orders ADD COLUMN note text;",
            Good = "SET statement_timeout = '5s';\nALTER TABLE orders ADD COLUMN note text;",
            OfStatement = static c => !c.Safety.HasStatementTimeout && c.Safety.Hardest is { Mode.BlocksWrites: true } held
                ? [c.Mark($"{held.Mode.Sql} on {held.Object.Name} has no time limit")] : [],
        },
        new("unclassified-statement", Transactions, Warning, "A statement whose effects are unknown")
        {
            Why = "A DO block, a procedure or an unknown statement can take any lock and lose any row; no other rule checks it.",
            Safer = "Use plain statements. Where that is impossible, ignore this rule with a reason.",
            Bad = "DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD COLUMN note text'; END $$;",
            Good = "ALTER TABLE orders ADD COLUMN note text;",
            OfStatement = static c =>
                c.Safety.Tier == RiskTier.Unclassified ? [c.Mark(c.Safety.Reasons is [var reason, ..] ? reason : "this statement is not understood")] : [],
        },
    ];

    private static IEnumerable<LintMark> Uncommitted(ScriptContext script)
    {
        StatementNode? open = null;
        foreach (var control in script.Nodes.OfType<TransactionControl>())
        {
            if (control.Action == TransactionAction.Begin) open = control;
            else if (control.Action is TransactionAction.Commit or TransactionAction.Rollback or TransactionAction.Prepare)
                open = control.Chain is true ? control : null;
        }

        return open is null ? [] : [new(open.Span, "this transaction is never committed")];
    }

    private static bool IsNotRepeatable(StatementContext c) => c.Node switch
    {
        // What is temporary is gone when the script is run again.
        CreateTable { Persistence: Persistence.Temporary } or CreateTableAs { Persistence: Persistence.Temporary }
            or CreateSequence { Persistence: Persistence.Temporary } or CreateView { Persistence: Persistence.Temporary } => false,
        CreateTable s => !s.IfNotExists && !c.Earlier.IsDropped(ObjectKind.Table, s.Name.Name),
        CreateTableAs s => !s.IfNotExists && !c.Earlier.IsDropped(ObjectKind.Table, s.Name.Name),
        CreateIndex s => !s.IfNotExists && !(s.Name is { } name && c.Earlier.IsDropped(ObjectKind.Index, name.Text)),
        CreateSequence s => !s.IfNotExists && !c.Earlier.IsDropped(ObjectKind.Sequence, s.Name.Name),
        CreateSchema s => !s.IfNotExists && !(s.Name is { } name && c.Earlier.IsDropped(ObjectKind.Schema, name.Text)),
        CreateExtension s => !s.IfNotExists && !c.Earlier.IsDropped(ObjectKind.Extension, s.Name.Text),
        CreateView s => !s.OrReplace && !c.Earlier.IsDropped(ObjectKind.View, s.Name.Name),
        CreateMaterializedView s => !s.IfNotExists && !c.Earlier.IsDropped(ObjectKind.MaterializedView, s.Name.Name),
        CreateEnumType s => !c.Earlier.IsDropped(ObjectKind.Type, s.Name.Name),
        CreateDomain s => !c.Earlier.IsDropped(ObjectKind.Type, s.Name.Name),
        CreateTrigger s => !s.OrReplace && !c.Earlier.IsDropped(ObjectKind.Trigger, s.Name.Text, s.Table),
        CreatePolicy s => !c.Earlier.IsDropped(ObjectKind.Policy, s.Name.Text, s.Table),
        DropObjects s => !s.IfExists,
        RenameObject => true,
        AddEnumValue s => !s.IfNotExists,
        AlterTable s => s.Actions.Index().Any(a => IsNotRepeatable(a.Item, s, s.Actions.Take(a.Index), c)),
        _ => false,
    };

    private static bool IsNotRepeatable(TableAction action, AlterTable alter, IEnumerable<TableAction> before, StatementContext c) => action switch
    {
        TableAction.AddColumn { IfNotExists: false } a => !IsDropped(ObjectKind.Column, a.Column.Name.Text, alter, before, c),
        TableAction.AddConstraint { Constraint.Name: { } name } => !IsDropped(ObjectKind.Constraint, name.Text, alter, before, c),
        TableAction.AddConstraint or TableAction.DropColumn { IfExists: false } or TableAction.DropConstraint { IfExists: false } => true,
        _ => false,
    } && !c.Relations.IsTemporary(alter.Name);

    private static bool IsDropped(ObjectKind kind, string name, AlterTable alter, IEnumerable<TableAction> before, StatementContext c) =>
        c.Earlier.IsDropped(kind, name, alter.Name) || before.Any(a => ScriptMemory.DroppedBy(a) == (kind, name));

    /// <summary>The quoted parts of a text; with an odd number of quotes, the parts between any two of them.</summary>
    private static IEnumerable<string> Quoted(string text)
    {
        for (var start = text.IndexOf('\'', StringComparison.Ordinal); start >= 0;)
        {
            var end = text.IndexOf('\'', start + 1);
            // A doubled quote is one in the value.
            for (var next = end; next >= 0 && next + 1 < text.Length && text[next + 1] == '\'';) end = next = text.IndexOf('\'', next + 2);
            if (end < 0) yield break;
            yield return text[(start + 1)..end].Replace("''", "'", StringComparison.Ordinal);
            start = text.IndexOf('\'', end + 1);
        }
    }
}
