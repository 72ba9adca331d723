using System.Text;

namespace Confiture.Schema;

/// <summary>A plan as SQL that a person can read and psql can run.</summary>
public static class PlanText
{
    /// <summary>Every statement on lines of its own, what is lost and what cannot be reached as comments.</summary>
    /// <param name="plan">The plan.</param>
    public static string Of(SchemaPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringBuilder();
        foreach (var report in plan.Reports) text.Append("-- Not reached: ").Append(report).Append('\n');
        foreach (var change in plan.Changes)
        {
            if (change.Loses is { } lost) text.Append("-- Loses for good: ").Append(lost).Append('\n');
            text.Append(change.Sql).Append(";\n");
        }

        return text.ToString();
    }
}
