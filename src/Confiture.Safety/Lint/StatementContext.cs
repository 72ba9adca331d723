using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>A statement as the rules see it: its syntax, its effect, and what came before it in the script.</summary>
internal sealed class StatementContext(
    ScriptContext script, StatementSafety safety, ScriptMemory earlier, TransactionMemory transaction, RelationState relations)
{
    internal ScriptContext Script => script;

    internal StatementNode Node => safety.Node;

    internal StatementSafety Safety => safety;

    /// <summary>The effects of the statements before it.</summary>
    internal ScriptMemory Earlier => earlier;

    internal RelationState Relations => relations;

    internal int Version => script.Settings.Version;

    /// <summary>The actions, if it is an ALTER TABLE of a table that others use.</summary>
    internal IReadOnlyList<TableAction> Actions => field ??= Node is AlterTable { Kind: ObjectKind.Table } alter && IsInUse(alter.Name) ? alter.Actions : [];

    /// <summary>The columns that it defines, each with its place.</summary>
    internal IReadOnlyList<DefinedColumn> Columns => field ??= Node is CreateTable or AlterTable ? [.. ColumnTypeRules.Defined(Node, relations)] : [];

    /// <summary>The actions of one type. An empty array: nearly always there are none, and queries of one allocate nothing.</summary>
    internal IEnumerable<T> ActionsOf<T>()
        where T : TableAction
    {
        foreach (var action in Actions) if (action is T) return [.. Actions.OfType<T>()];
        return [];
    }

    /// <summary>The actions that make some work on rows that others use.</summary>
    internal IEnumerable<T> ActionsWith<T>(TableWork? work)
        where T : TableAction =>
        safety.ByAction.Count == 0 ? [] : ActionsOf<T>().Where(a => safety.ByAction.Any(w => ReferenceEquals(w.Action, a) && w.Work == work));

    /// <summary>Whether others use the relation: the script did not make it.</summary>
    internal bool IsInUse(SqlName name)
    {
        var full = relations.Resolve(name.Value);
        return safety.Locks.FirstOrDefault(l => l.Object == full || (name.Schema is null && l.Object.Name == name.Name && RelationState.IsTemporary(l.Object)))
            is { } held ? !held.IsNew : relations.Find(full) is not { IsNew: true };
    }

    /// <summary>Whether rows that others use are worked on.</summary>
    internal bool Works(TableWork work) => safety.Work.Count > 0 && safety.Work.Any(w => w.Work == work && !w.IsNew);

    /// <summary>Whether a comment says when it still has to be executed.</summary>
    internal bool HasCondition => SqlDirective.ConditionOf(script.Script, Node.Span.Start, Node.Span.Length) is not null;

    /// <summary>The effects of earlier statements of the same transaction.</summary>
    internal TransactionMemory SameTransaction => transaction;

    internal LintMark Mark(string message) => new(Node.Span, message);

    /// <summary>A name for messages.</summary>
    internal static string Name(SqlName name) => name.Schema is null ? name.Name : $"{name.Schema}.{name.Name}";
}

/// <summary>A script as the rules see it.</summary>
internal sealed record ScriptContext(SqlScript Script, IReadOnlyList<StatementNode> Nodes, LintSettings Settings)
{
    /// <summary>Whether it takes a migration back: then what it loses is what it is for.</summary>
    internal bool IsDown { get; init; }

    /// <summary>The effects, when all statements have been looked at.</summary>
    internal IReadOnlyList<StatementSafety> Safety { get; init; } = [];

    /// <summary>Whether a runner runs it, and remembers that it has.</summary>
    internal bool HasRunner { get; init; }

    /// <summary>Whether the runner opens a transaction around it.</summary>
    internal bool HasRunnerTransaction { get; init; }
}

/// <summary>Facts about the earlier statements of an open transaction.</summary>
internal sealed class TransactionMemory
{
    private readonly Dictionary<string, string> firstNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> unproven = new(StringComparer.Ordinal);

    /// <summary>The tables in use that foreign keys were added to or point at.</summary>
    internal HashSet<QualifiedName> ForeignKeyTables { get; } = [];

    /// <summary>The name that a table had when the transaction began.</summary>
    internal string FirstName(string table) => firstNames.GetValueOrDefault(table, table);

    /// <summary>The enum values that were added.</summary>
    internal HashSet<string> EnumValues { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a constraint was added that holds for new rows alone.</summary>
    internal bool IsUnproven(string constraint) => unproven.Contains(constraint);

    /// <summary>The statement before this one.</summary>
    internal StatementSafety? Previous { get; private set; }

    internal void Add(StatementSafety statement)
    {
        if (!statement.InTransaction
            || statement.Node is TransactionControl { Action: TransactionAction.Begin or TransactionAction.Commit or TransactionAction.Rollback })
        {
            unproven.Clear();
            ForeignKeyTables.Clear();
            firstNames.Clear();
            EnumValues.Clear();
            Previous = null;
            return;
        }

        Previous = statement;
        if (LockRules.IsForeignKey(statement)) ForeignKeyTables.UnionWith(LockRules.TablesInUse(statement));
        if (statement.Node is RenameObject { Kind: ObjectKind.Table, PartKind: null } renamed)
            firstNames[renamed.NewName.Text] = FirstName(renamed.Object.Name.Name);
        if (statement.Node is AddEnumValue value) EnumValues.Add(value.Value.Text);
        if (statement.Node is not AlterTable alter) return;
        foreach (var added in alter.Actions.OfType<TableAction.AddConstraint>())
            if (added.Constraint is { NotValid: true, Name: { } name }) unproven.Add(name.Text);
    }
}
