using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Rows and values that no down migration restores. Down migrations are not checked.</summary>
internal static class DataLossRules
{
    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("drop-table", DataLoss, Warning, "DROP TABLE on a table in use")
        {
            Why = "Its rows are lost, and applications that still use it fail.",
            Safer = "Stop using it, rename it for a while, take a backup, then drop it and ignore this rule with a reason.",
            Lock = LockMode.AccessExclusive,
            Bad = "DROP TABLE memberships;",
            Good = "ALTER TABLE memberships RENAME TO memberships_unused; -- confiture: ignore rename-table nothing uses it since release 12",
            OfStatement = static c => Dropped(c, ObjectKind.Table, o => $"the rows of {StatementContext.Name(o.Name)} are lost"),
        },
        new("drop-column", DataLoss, Warning, "DROP COLUMN")
        {
            Why = "Its values are lost, and applications that still read or write it fail.",
            Safer = "Stop using it first, then drop it and ignore this rule with a reason.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE users DROP COLUMN age;",
            Good = "ALTER TABLE users ALTER COLUMN age DROP DEFAULT;",
            OfStatement = static c =>
                c.Script.IsDown ? [] : c.ActionsOf<TableAction.DropColumn>().Select(a => new LintMark(a.Span, $"the values of {a.Column.Text} are lost")),
        },
        new("drop-database", DataLoss, Error, "DROP DATABASE or DROP TABLESPACE")
        {
            Why = "Everything in it is lost.",
            Safer = "Do not do this in a migration.",
            Bad = "-- confiture: no transaction\nDROP DATABASE IF EXISTS shop;",
            Good = "CREATE SCHEMA shop;",
            OfStatement = static c => c.Node is DropObjects { Kind: ObjectKind.Database or ObjectKind.Tablespace } ? [c.Mark("everything in it is lost")] : [],
        },
        new("drop-cascade", DataLoss, Error, "DROP ... CASCADE")
        {
            Why = "CASCADE drops everything that depends on the object, including what nobody thought of: views, foreign keys, columns of a type.",
            Safer = "Drop the dependents by name, in order.",
            Lock = LockMode.AccessExclusive,
            Bad = "DROP TYPE mood CASCADE;",
            Good = "DROP VIEW adults;",
            OfStatement = static c => c.Node is DropObjects { Cascade: true } ? [c.Mark("the dropped dependents are not named")]
                : c.Actions.Where(a => a is TableAction.DropColumn { Cascade: true } or TableAction.DropConstraint { Cascade: true })
                    .Select(a => new LintMark(a.Span, "the dropped dependents are not named")),
        },
        new("truncate", DataLoss, Warning, "TRUNCATE on a table in use")
        {
            Why = "All rows are lost, and reads and writes of the table wait until the end of the transaction.",
            Safer = "DELETE in batches, or take a backup first and ignore this rule with a reason.",
            Lock = LockMode.AccessExclusive,
            Bad = "TRUNCATE memberships;",
            Good = "DELETE FROM memberships WHERE user_id = 1;",
            OfStatement = static c => c.Node is Truncate { Cascade: false } s && s.Tables.Any(t => c.IsInUse(t.Name)) ? [c.Mark("all rows are lost")] : [],
        },
        new("truncate-cascade", DataLoss, Error, "TRUNCATE ... CASCADE")
        {
            Why = "Every table that references this one through foreign keys, directly or indirectly, is emptied too.",
            Safer = "TRUNCATE every table by name.",
            Lock = LockMode.AccessExclusive,
            Bad = "TRUNCATE users CASCADE;",
            Good = "DELETE FROM memberships WHERE user_id = 1;",
            OfStatement = static c => c.Node is Truncate { Cascade: true } ? [c.Mark("tables that are not named are emptied too")] : [],
        },
        new("narrower-type", DataLoss, Error, "A column's new type is narrower than the old one")
        {
            Why = "The change fails on the first value that does not fit, or loses digits.",
            Safer = "Check the values first; add a check for the new limit, validate it, and change the type later.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE accounts ALTER COLUMN balance TYPE numeric(8,2);",
            Good = "ALTER TABLE accounts ALTER COLUMN balance TYPE numeric(12,2);",
            OfStatement = static c => c.Node is AlterTable s && c.Safety.ByAction.Count > 0
                ? s.Actions.OfType<TableAction.AlterColumnType>().Where(a => c.Safety.ByAction.Any(w => ReferenceEquals(w.Action, a) && w.Work is null))
                    .Select(a => new LintMark(a.Span, $"values of {a.Column.Text} can be too large for {a.Type}"))
                : [],
        },
    ];

    private static IEnumerable<LintMark> Dropped(StatementContext c, ObjectKind kind, Func<ObjectReference, string> message) =>
        c.Node is DropObjects s && s.Kind == kind && !c.Script.IsDown
            ? s.Objects.Where(o => c.IsInUse(o.Name)).Select(o => new LintMark(o.Span, message(o)))
            : [];
}
