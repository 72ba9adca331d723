using Confiture.Safety;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Cli.Tests.SampleRules;

/// <summary>A rule as a user writes one.</summary>
public sealed class NoTemporaryTables : ILintRule
{
    public string Id => "no-temporary-tables";

    public LintSeverity Severity => LintSeverity.Error;

    public string Message => "a temporary table in a migration";

    public IEnumerable<(StatementSafety Statement, string? Detail)> JudgeMigration(SqlScript script, IReadOnlyList<StatementSafety> statements) =>
        statements.Where(s => s.Node is CreateTable { Persistence: Persistence.Temporary }).Select(s => (s, (string?)null));
}
