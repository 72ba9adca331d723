using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Facts about the earlier statements of a script. Each statement is visited once.</summary>
internal sealed class ScriptMemory
{
    private readonly HashSet<(ObjectKind Kind, string Name, string? On)> dropped = [];

    /// <summary>Whether the script says how long to wait for locks.</summary>
    internal bool SetsLockTimeout { get; private set; }

    /// <summary>Whether an object was dropped, if it was there: then making it can be repeated.</summary>
    internal bool IsDropped(ObjectKind kind, string name, SqlName? on = null) => dropped.Contains((kind, name, on?.Name));

    internal void Add(StatementNode node)
    {
        switch (node)
        {
            case SetVariable { Change.Name: "lock_timeout" }:
                SetsLockTimeout = true;
                break;
            case DropObjects { IfExists: true } drop:
                foreach (var item in drop.Objects) dropped.Add((Sort(item.Kind), item.Name.Name, item.On?.Name));
                break;
            case AlterTable alter:
                foreach (var action in alter.Actions) Add(alter.Name, action);
                break;
        }
    }

    /// <summary>An action of ALTER TABLE that drops a part, if it is there.</summary>
    internal static (ObjectKind Kind, string Name)? DroppedBy(TableAction action) => action switch
    {
        TableAction.DropConstraint { IfExists: true } a => (ObjectKind.Constraint, a.Constraint.Text),
        TableAction.DropColumn { IfExists: true } a => (ObjectKind.Column, a.Column.Text),
        _ => null,
    };

    private void Add(SqlName table, TableAction action)
    {
        if (DroppedBy(action) is { } part) dropped.Add((part.Kind, part.Name, table.Name));
    }

    // DROP TYPE takes domains too, and DROP ROUTINE functions and procedures.
    private static ObjectKind Sort(ObjectKind kind) =>
        kind switch { ObjectKind.Domain => ObjectKind.Type, ObjectKind.Procedure or ObjectKind.Routine => ObjectKind.Function, _ => kind };
}
