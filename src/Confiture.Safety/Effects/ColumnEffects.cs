using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Effects of column changes other than the lock on their table.</summary>
internal static class ColumnEffects
{
    internal static void Drop(TableAction.DropColumn action, Relation table, Effect e)
    {
        var name = action.Column.Text;
        foreach (var member in table.Tree)
        {
            ConstraintEffects.LockOtherEnds(member, c => c.Columns.Contains(name), e);
            member.Constraints.RemoveAll(c => c.Columns.Contains(name));
            member.Columns.Remove(name);
        }

        foreach (var index in table.Indexes.Where(i => i.Keys.Contains(name)).ToList()) e.Relations.Remove(index);
        if (!action.Cascade) return;
        foreach (var view in table.ReadBy.Where(v => v.ReadsColumn(table, name)).ToList()) DropEffects.LockDropped(view, e);
        if (!table.IsKnown) e.Assume("CASCADE drops what uses the column");
    }

    internal static void SetNotNull(TableAction.SetNotNull action, Relation table, Effect e)
    {
        foreach (var member in table.Tree)
        {
            var column = Column(member, action.Column.Text);
            var proven = column.NotNull || NotNullProof.Holds(member, action.Column.Text);
            if (!proven)
            {
                if (member.IsPartitioned) e.Lock(member, LockMode.AccessExclusive);
                else WorkOn(member, e);
                if (!member.IsKnown) e.Assume($"{member}.{action.Column} is assumed to have no validated IS NOT NULL check");
            }

            column.NotNull = true;
            column.UnprovenNotNull = null;
        }
    }

    internal static void DropNotNull(TableAction.DropNotNull action, Relation table)
    {
        foreach (var member in table.Tree)
        {
            var column = Column(member, action.Column.Text);
            column.NotNull = false;
            column.UnprovenNotNull = null;
        }
    }

    internal static void SetExpression(TableAction.SetExpression action, Relation table, Effect e)
    {
        var column = table.Columns.GetValueOrDefault(action.Column.Text);
        if (column?.Stored is false) return;
        if (column is null) e.Assume($"{table}.{action.Column} is assumed to be a stored column");
        e.Work(table, TableWork.Rewrite);
    }

    internal static void AddIdentity(TableAction.AddIdentity action, Relation table) => Column(table, action.Column.Text).IsIdentity = true;

    /// <summary>The sequence of the column is changed or dropped with it.</summary>
    internal static void ChangeIdentity(Relation table, LockMode mode, Effect e)
    {
        foreach (var sequence in table.Sequences) e.Lock(sequence, mode);
    }

    internal static RelationColumn Column(Relation table, string name) =>
        table.Columns.TryGetValue(name, out var column) ? column : table.Columns[name] = new(name);

    // One member at a time: each has its own proof, or none.
    private static void WorkOn(Relation member, Effect e)
    {
        if (member.Children.Count == 0) e.Work(member, TableWork.Scan);
        else e.WorkAlone(member, TableWork.Scan);
    }
}

/// <summary>Whether the constraints of a table prove that a column holds no NULL.</summary>
internal static class NotNullProof
{
    private const int DeepestCondition = 16;

    internal static bool Holds(Relation table, string column) =>
        table.Constraints.Any(c => c is { Sort: ConstraintSort.Check, Validated: true, Enforced: true, Condition: { } condition }
            && c.NameInCondition(column) is { } name && Says(condition, name));

    /// <summary>Whether a condition says <c>column IS NOT NULL</c>, alone or joined to others by AND.</summary>
    internal static bool Says(string condition, string column, int depth = 0)
    {
        // A condition that is nested deeper proves what it likes; rows are read once more.
        if (depth > DeepestCondition) return false;
        var text = Unwrapped(condition.Trim());
        var name = text.Length > 0 && text[0] == '"' ? $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : column;
        if (string.Equals(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), $"{name} IS NOT NULL",
            StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var parts = Split(text);
        return parts.Count > 1 && parts.Exists(p => Says(p, column, depth + 1));
    }

    private static string Unwrapped(string text)
    {
        for (var depth = 0; depth < DeepestCondition && text.Length > 1 && text[0] == '(' && Close(text) == text.Length - 1; depth++) text = text[1..^1].Trim();
        return text;
    }

    private static int Close(string text)
    {
        for (int at = 0, depth = 0; at < text.Length; at++)
        {
            if (text[at] == '(') depth++;
            else if (text[at] == ')' && --depth == 0) return at;
        }

        return -1;
    }

    private static List<string> Split(string text)
    {
        List<string> parts = [];
        int depth = 0, start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\'' || string.Compare(text, at, " OR ", 0, 4, StringComparison.OrdinalIgnoreCase) == 0) return [];
            if (text[at] == '(')
            {
                depth++;
            }
            else if (text[at] == ')')
            {
                depth--;
            }
            else if (depth == 0 && string.Compare(text, at, " AND ", 0, 5, StringComparison.OrdinalIgnoreCase) == 0)
            {
                parts.Add(text[start..at].Trim());
                start = at + 5;
            }
        }

        parts.Add(text[start..].Trim());
        return parts;
    }
}
