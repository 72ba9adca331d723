using System.Text;
using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Programs of the old release that run while the schema is the new one, or the other way round.</summary>
internal static class CompatibilityRules
{
    private const int LongestName = 63;

    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("rename-column", Compatibility, Warning, "A column in use is renamed")
        {
            Why = "Applications that still use the old name fail at once.",
            Safer = "Add the new column, write to both, backfill the old rows, read the new one, then drop the old one.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE users RENAME COLUMN name TO full_name;",
            Good = "ALTER TABLE users ADD COLUMN full_name text;",
            OfStatement = static c => c.Node is RenameObject { PartKind: ObjectKind.Column } s && !c.Script.IsDown && c.IsInUse(s.Object.Name)
                ? [c.Mark($"applications that use {s.Part!.Text} fail")] : [],
        },
        new("rename-table", Compatibility, Warning, "A table or view in use is renamed or moved to another schema")
        {
            Why = "Applications that still use the old name fail at once.",
            Safer = "Rename it and create a view with the old name in the same transaction; drop the view when it is no longer used.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE users RENAME TO people_2;",
            Good = "CREATE VIEW people_2 AS SELECT * FROM users;",
            OfStatement = static c => c.Script.IsDown ? [] : c.Node switch
            {
                RenameObject { PartKind: null,
                    Object: { On: null, Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView } o } when WasInUse(c) =>
                    [c.Mark($"applications that use {StatementContext.Name(o.Name)} fail")],
                SetObjectSchema { Object: { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView } o } when WasInUse(c) =>
                    [c.Mark($"applications that use {StatementContext.Name(o.Name)} fail")],
                _ => [],
            },
        },
        new("add-required-column", Compatibility, Error, "A NOT NULL column is added without a default")
        {
            Why = "The statement fails on a table with rows, and applications that do not know the column cannot insert rows.",
            Safer = "Add it with a constant default, or add it nullable and set NOT NULL when all rows have a value.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE memberships ADD COLUMN kind text NOT NULL;",
            Good = "ALTER TABLE memberships ADD COLUMN kind text NOT NULL DEFAULT 'guest';",
            OfStatement = static c => c.ActionsOf<TableAction.AddColumn>().Where(a => IsRequired(a.Column))
                .Select(a => new LintMark(a.Span, $"existing rows have no {a.Column.Name.Text}")),
        },
        new("drop-not-null", Compatibility, Info, "DROP NOT NULL on a column in use")
        {
            Why = "Applications that read the column do not expect NULL.",
            Safer = "Make all readers handle NULL first.",
            Lock = LockMode.AccessExclusive,
            Bad = "ALTER TABLE orders ALTER COLUMN total DROP NOT NULL;",
            Good = "ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0;",
            OfStatement = static c => c.Script.IsDown ? [] : c.ActionsOf<TableAction.DropNotNull>()
                .Select(a => new LintMark(a.Span, $"readers can see NULL in {a.Column.Text}")),
        },
        new("rename-enum-value", Compatibility, Warning, "An enum value is renamed")
        {
            Why = "Applications that still write the old value fail.",
            Safer = "Add the new value, update the rows, and leave the old value unused.",
            Bad = "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';",
            Good = "ALTER TYPE mood ADD VALUE 'blue' AFTER 'sad';",
            OfStatement = static c => c.Node is RenameEnumValue s && !c.Script.IsDown ? [c.Mark($"applications that write '{s.Value.Text}' fail")] : [],
        },
        new("enum-value-without-order", Compatibility, Info, "ADD VALUE without BEFORE or AFTER")
        {
            Why = "The value is placed last, comparisons and ORDER BY use that order, and it cannot be moved later.",
            Safer = "Use BEFORE or AFTER another value.",
            Bad = "ALTER TYPE mood ADD VALUE 'blue';",
            Good = "ALTER TYPE mood ADD VALUE 'blue' AFTER 'sad';",
            OfStatement = static c => c.Node is AddEnumValue { Before: null, After: null } ? [c.Mark("the value is placed last")] : [],
        },
        new("name-too-long", Naming, Warning, "A name longer than 63 bytes")
        {
            Why = "PostgreSQL truncates it without an error, so two long names can collide.",
            Safer = "A shorter name.",
            Bad = "CREATE VIEW a_view_with_a_name_that_says_far_more_than_anybody_ever_wanted_to_know AS SELECT 1 AS one;",
            Good = "CREATE VIEW ones AS SELECT 1 AS one;",
            OfStatement = static c => NewNames(c.Node).Where(n => Encoding.UTF8.GetByteCount(n.Text) > LongestName)
                .Select(n => new LintMark(n.Span, $"PostgreSQL truncates {n.Text} to 63 bytes")),
        },
        new("name-without-schema", Naming, Info, "A table without its schema")
        {
            Why = "The table depends on the search_path of the user who runs the script.",
            Safer = "schema.table",
            IsOptIn = true,
            Bad = "ALTER TABLE orders ADD COLUMN note text;",
            Good = "ALTER TABLE public.orders ADD COLUMN note text;",
            OfStatement = static c => NameOf(c.Node) is { Schema: null } name && !IsTemporary(c.Node) && !c.Relations.IsTemporary(name)
                ? [new(name.Span, $"{name.Name} is looked up in the search_path")]
                : [],
        },
    ];

    private static bool IsRequired(ColumnDefinition column) =>
        (column.Find<NotNullConstraint>() is not null || column.Find<PrimaryKeyConstraint>() is not null)
        && column.Find<DefaultConstraint>() is null && column.Find<IdentityConstraint>() is null && column.Find<GeneratedConstraint>() is null
        && column.Type?.Name.Name.EndsWith("serial", StringComparison.Ordinal) is not true;

    // The relation has its new name by now; the lock was taken under the old one.
    private static bool WasInUse(StatementContext c) => c.Safety.Locks.Any(l => !l.IsNew && l.Mode == LockMode.AccessExclusive);

    // The name of what is temporary has no schema.
    private static bool IsTemporary(StatementNode node) =>
        node is CreateTable { Persistence: Persistence.Temporary } or CreateTableAs { Persistence: Persistence.Temporary }
            or CreateView { Persistence: Persistence.Temporary } or CreateSequence { Persistence: Persistence.Temporary };

    private static SqlName? NameOf(StatementNode node) => node switch
    {
        CreateTable s => s.Name,
        CreateTableAs s => s.Name,
        CreateForeignTable s => s.Table.Name,
        CreateView s => s.Name,
        CreateMaterializedView s => s.Name,
        RefreshMaterializedView s => s.Name,
        CreateSequence s => s.Name,
        AlterSequence s => s.Name,
        AlterTable { Kind: not ObjectKind.Index } s => s.Name,
        CreateIndex s => s.Table,
        CreateTrigger s => s.Table,
        CreatePolicy s => s.Table,
        Truncate s => s.Tables[0].Name,
        RenameObject { Object: { On: null, Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence } o } => o.Name,
        SetObjectSchema { Object: { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence } o } => o.Name,
        DropObjects { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence } s =>
            s.Objects.Select(o => o.Name).FirstOrDefault(n => n.Schema is null),
        _ => null,
    };

    private static IEnumerable<(string Text, SqlSpan Span)> NewNames(ColumnDefinition column) =>
        column.Constraints.Where(c => c.Name is not null).Select(c => (c.Name!.Text, c.Name.Span)).Prepend((column.Name.Text, column.Name.Span));

    private static IEnumerable<(string Text, SqlSpan Span)> NewNames(StatementNode node) => node switch
    {
        CreateTable s => s.Columns.SelectMany(c => NewNames(c)).Concat(s.Constraints.Where(c => c.Name is not null).Select(c => (c.Name!.Text, c.Name.Span)))
            .Append((s.Name.Name, s.Name.Span)),
        CreateTableAs s => s.Columns.Select(c => (c.Text, c.Span)).Append((s.Name.Name, s.Name.Span)),
        CreateSequence s => [(s.Name.Name, s.Name.Span)],
        CreateEnumType s => [(s.Name.Name, s.Name.Span)],
        CreateDomain s => [(s.Name.Name, s.Name.Span)],
        CreateSchema { Name: { } name } => [(name.Text, name.Span)],
        CreateIndex { Name: { } name } => [(name.Text, name.Span)],
        CreateView s => [(s.Name.Name, s.Name.Span)],
        CreateMaterializedView s => [(s.Name.Name, s.Name.Span)],
        CreateRoutine s => [(s.Name.Name, s.Name.Span)],
        CreateTrigger s => [(s.Name.Text, s.Name.Span)],
        CreatePolicy s => [(s.Name.Text, s.Name.Span)],
        RenameObject s => [(s.NewName.Text, s.NewName.Span)],
        AlterTable s => s.Actions.SelectMany(a => a switch { TableAction.AddColumn x =>
            NewNames(x.Column), TableAction.AddConstraint { Constraint.Name: { } n } => [(n.Text, n.Span)], _ => [] }),
        _ => [],
    };
}
