using Confiture.Safety;
using Confiture.Schema;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Project;

/// <summary>
/// The lint findings in a generated file and why they are acceptable: a comment above each statement, for the reviewer. A file is checked alone, as lint may
/// have no earlier files, and an up file as lint checks it with them. A finding for which
/// there is no reason stays a finding.
/// </summary>
/// <param name="settings">Which rules judge, and how.</param>
/// <param name="style">Online or offline.</param>
internal sealed class ReasonedIgnores(LintSettings settings, PlanStyle style)
{
    private const string AsDeclared = "the DDL files declare it this way", AsBefore = "it was this way before";

    // What the reason of its category does not say well enough.
    private static readonly Dictionary<string, string> ByRule = new(StringComparer.Ordinal)
    {
        ["unclassified-statement"] = "it calls functions from the DDL files",
        ["narrower-type"] = "the DDL files declare this type, and every row is checked before the first change",
        ["add-required-column"] = "the DDL files give it no default; if the table has rows, it fails and changes nothing",
        ["drop-not-null"] = "the DDL files allow NULL",
        ["rename-column"] = "the DDL files declare the new name",
        ["rename-table"] = "the DDL files declare the new name",
        ["rename-enum-value"] = "the DDL files declare the new name",
    };

    /// <summary>Gives both files their comments.</summary>
    /// <param name="before">The schema that its up file finds.</param>
    /// <param name="after">The schema that its down file finds.</param>
    internal GeneratedMigration Give(GeneratedMigration migration, DatabaseSchema before, DatabaseSchema after)
    {
        var bare = migration with { Up = Bare(migration.Up), Down = Bare(migration.Down) };
        return migration with
        {
            Up = Give(migration.Up, bare.UpText(style), before, new(IsDown: false, migration.Waits.Count > 0, migration.IsInUse, migration.Up.Tables.Count)),
            Down = Give(migration.Down, bare.DownText(style), after,
                new(IsDown: true, migration.WaitsBack.Count > 0, migration.IsInUse, migration.Down.Tables.Count)),
        };
    }

    private static ChangeGroup Bare(ChangeGroup group) => group with { Changes = [.. group.Changes.Select(c => c with { Ignores = [] })] };

    private ChangeGroup Give(ChangeGroup group, string text, DatabaseSchema schema, Circumstances circumstances)
    {
        var script = new LintScript(SqlScript.Parse("migration", text)) { HasRunner = true, IsDown = circumstances.IsDown };
        List<(int, int)> starts = [.. script.Nodes.Select(n => Place(script.Script.PositionOf(n.Span.Start)))];
        var found = Judge(schema);
        var known = found.Select(Key).ToHashSet();
        // From earlier files lint knows as much as from the schema, but for the columns that have a domain.
        var more = circumstances.IsDown ? [] : found.Where(f => script.Nodes[StatementAt(starts, f)] is not AlterDomain);
        var findings = Judge(null).UnionBy(more, Key).ToLookup(f => StatementAt(starts, f));
        var statements = script.Nodes.Index().Where(n => n.Item is not SetVariable { Change.Name: "lock_timeout" or "statement_timeout" }).Select(n => n.Index);
        return group with { Changes = [.. group.Changes.Zip(statements, With)] };

        Change With(Change change, int index) =>
            change
                with { Ignores = [.. findings[index].Select(f => Reason(f, script.Nodes[index], change)).OfType<string>().Distinct(StringComparer.Ordinal)] };

        IReadOnlyList<LintFinding> Judge(DatabaseSchema? schema) => new MigrationLint(settings, schema: schema).Judge(script);

        string? Reason(LintFinding finding, StatementNode node, Change change) =>
            change.Ignores.FirstOrDefault(own => own.StartsWith(finding.Rule + ' ', StringComparison.Ordinal))
            ?? (ReasonFor(LintRules.Find(finding.Rule)!, node, circumstances, known.Contains(Key(finding))) is { } reason ? $"{finding.Rule} {reason}" : null);
    }

    private static (SqlPosition, string) Key(LintFinding finding) => (finding.Position, finding.Rule);

    private static (int, int) Place(SqlPosition position) => (position.Line, position.Column);

    // The last statement that begins there or before.
    private static int StatementAt(List<(int, int)> starts, LintFinding finding) =>
        starts.BinarySearch(Place(finding.Position)) is >= 0 and var at ? at : ~starts.BinarySearch(Place(finding.Position)) - 1;

    private static string? ReasonFor(LintRule rule, StatementNode node, Circumstances circumstances, bool isKnown) =>
        ByRule.GetValueOrDefault(rule.Id) ?? rule.Category switch
        {
            LintCategory.DataLoss => "the DDL files no longer contain it",
            LintCategory.Types or LintCategory.Structure or LintCategory.Naming or LintCategory.Security => circumstances.IsDown ? AsBefore : AsDeclared,
            LintCategory.Locking when !isKnown => "nothing is blocked: the schema that this file was generated from is known",
            LintCategory.Locking when circumstances.Waits => "the top of this file says what is blocked",
            LintCategory.Locking when !circumstances.IsInUse => "the database is offline meanwhile",
            LintCategory.Locking when circumstances.IsDown => "a down migration is one file with short locks",
            LintCategory.Locking
                when rule.Id is "several-tables-locked" or "several-foreign-keys" => circumstances.Tables > 1 || node is RenameObject or SetObjectSchema
                    ? "dependent objects change in one transaction with short locks" : null,
            LintCategory.Locking => "the lock is short: no rows are read while it is held",
            _ => null,
        };

    private sealed record Circumstances(bool IsDown, bool Waits, bool IsInUse, int Tables);
}
