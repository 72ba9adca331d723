using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Schema;

/// <summary>A statement as the rules see it: its syntax, its effect, and what came before it in the script.</summary>
internal sealed class StatementContext(ScriptContext script, StatementSafety safety, IReadOnlyList<StatementSafety> earlier, RelationState relations)
{
    internal ScriptContext Script => script;

    internal StatementNode Node => safety.Node;

    internal StatementSafety Safety => safety;

    /// <summary>The statements before it.</summary>
    internal IReadOnlyList<StatementSafety> Earlier => earlier;

    internal RelationState Relations => relations;

    internal int Version => script.Settings.Version;

    /// <summary>The actions, if it is an ALTER TABLE of a table that others use.</summary>
    internal IReadOnlyList<TableAction> Actions => Node is AlterTable { Kind: ObjectKind.Table } alter && IsInUse(alter.Name) ? alter.Actions : [];

    /// <summary>Whether others use the relation: the script did not make it.</summary>
    internal bool IsInUse(SqlName name)
    {
        var full = relations.Resolve(name.Value);
        return safety.Locks.FirstOrDefault(l => l.Object == full) is { } held ? !held.IsNew : relations.Find(full) is not { IsNew: true };
    }

    /// <summary>Whether rows that others use are worked on.</summary>
    internal bool Works(TableWork work) => safety.Work.Any(w => w.Work == work && !w.IsNew);

    /// <summary>The earlier statements of the same transaction; none outside of one.</summary>
    internal IEnumerable<StatementSafety> InSameTransaction => safety.InTransaction
        ? earlier.Reverse().TakeWhile(s => s.InTransaction && s.Node is not TransactionControl { Action: TransactionAction.Commit or TransactionAction.Rollback or TransactionAction.Begin })
        : [];

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

    /// <summary>Whether the runner opens a transaction around it.</summary>
    internal bool HasRunnerTransaction { get; init; }
}
