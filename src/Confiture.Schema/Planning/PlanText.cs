using System.Text;

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
        foreach (var report in transition.Plan.Reports) text.Append("-- Note: ").Append(report).Append('\n');
        foreach (var change in transition.Groups.SelectMany(g => g.Changes))
        {
            if (change.Loses is { } lost) text.Append("-- Loses for good: ").Append(lost).Append('\n');
            text.Append(change.Sql).Append(";\n");
        }

        return text.ToString();
    }
}
