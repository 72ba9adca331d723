using System.Text;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>A plan as SQL that a person can read and psql can run.</summary>
public static class PlanText
{
    /// <summary>Every statement on lines of its own, what is lost, what cannot be reached and what else to know as comments.</summary>
    /// <param name="transition">The plan.</param>
    public static string Of(SchemaTransition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        var text = new StringBuilder();
        foreach (var report in transition.Plan.Reports) text.Append(SqlComment.Of($"Note: {report}"));
        foreach (var change in transition.Groups.SelectMany(g => g.Changes)) Write(change, text);
        return text.ToString();
    }

    /// <summary>Writes a statement, below the comments that say what it loses, when it has to be executed and why lint may pass over it.</summary>
    /// <param name="change">The statement.</param>
    /// <param name="text">Where to.</param>
    public static void Write(Change change, StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(text);
        if (change.Loses is { } lost) text.Append(SqlComment.Of($"Permanently loses: {lost}"));
        if (change.OnlyIf is { } condition) text.Append(SqlDirective.Write(SqlDirective.OnlyIf + condition));
        foreach (var rule in change.Ignores) text.Append(SqlDirective.Write(SqlDirective.Ignore + rule));
        text.Append(change.Sql).Append(";\n");
    }
}
