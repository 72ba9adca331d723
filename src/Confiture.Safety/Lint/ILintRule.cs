using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Safety;

/// <summary>A custom rule. The class has a parameterless constructor and is in an assembly listed under <c>lint: assemblies:</c>.</summary>
public interface ILintRule
{
    /// <summary>Its name in kebab-case.</summary>
    string Id { get; }

    /// <summary>The default severity of a finding.</summary>
    LintSeverity Severity { get; }

    /// <summary>A description of its findings.</summary>
    string Message { get; }

    /// <summary>What to write instead.</summary>
    string Safer => string.Empty;

    /// <summary>Objects of a built schema that are at fault: the name (<c>schema.table</c> or <c>schema.table.column</c>) and,
    /// if there is more to say, what.</summary>
    IEnumerable<(string Object, string? Detail)> JudgeSchema(DatabaseSchema schema) => [];

    /// <summary>Statements of a migration that are at fault.</summary>
    /// <param name="script">The migration.</param>
    /// <param name="statements">Its statements with what they do.</param>
    IEnumerable<(StatementSafety Statement, string? Detail)> JudgeMigration(SqlScript script, IReadOnlyList<StatementSafety> statements) => [];
}

/// <summary>A rule that is a query over a built schema.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Severity">How bad a finding is.</param>
/// <param name="Message">What it finds.</param>
/// <param name="Query">One SELECT: the object's name and, if it likes, details.</param>
public sealed record QueryRule(string Id, LintSeverity Severity, string Message, string Query);

/// <summary>The result of a query, as a rule.</summary>
/// <param name="rule">The query's rule.</param>
/// <param name="rows">The objects and details.</param>
public sealed class QueryResult(QueryRule rule, IReadOnlyList<(string Object, string? Detail)> rows) : ILintRule
{
    /// <inheritdoc/>
    public string Id => rule.Id;

    /// <inheritdoc/>
    public LintSeverity Severity => rule.Severity;

    /// <inheritdoc/>
    public string Message => rule.Message;

    /// <inheritdoc/>
    public IEnumerable<(string Object, string? Detail)> JudgeSchema(DatabaseSchema schema) =>
        rows.Select(r => (r.Object, r.Detail is null ? null : (string?)$"{rule.Message} ({r.Detail})"));
}
