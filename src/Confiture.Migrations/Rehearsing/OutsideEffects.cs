using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Migrations;

/// <summary>Statements that act outside of their transaction: no rollback reaches a program, a file or another session.</summary>
internal static partial class OutsideEffects
{
    private static readonly FrozenDictionary<string, string> Functions = new Dictionary<string, string>
    {
        ["dblink"] = "sends statements to another database, which commits them",
        ["dblink_exec"] = "sends statements to another database, which commits them",
        ["dblink_open"] = "sends statements to another database",
        ["dblink_send_query"] = "sends statements to another database, which commits them",
        ["lo_export"] = "writes a file of the server",
        ["pg_file_write"] = "writes a file of the server",
        ["pg_file_rename"] = "renames a file of the server",
        ["pg_file_unlink"] = "removes a file of the server",
        ["pg_terminate_backend"] = "ends other sessions",
        ["pg_cancel_backend"] = "cancels queries of other sessions",
        ["pg_reload_conf"] = "has the server read its configuration",
        ["pg_promote"] = "makes a standby a primary",
        ["pg_create_physical_replication_slot"] = "makes a replication slot, which stays",
        ["pg_create_logical_replication_slot"] = "makes a replication slot, which stays",
        ["pg_drop_replication_slot"] = "drops a replication slot for good",
        ["pg_stat_reset"] = "resets statistics for good",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Refuses a file that acts outside of its transaction, as far as its text shows: what functions do inside is not looked at.</summary>
    /// <exception cref="Foundation.Errors.ToolException"><c>CONF-DRY-001</c>.</exception>
    internal static void Refuse(MigrationFile file)
    {
        foreach (var statement in file.Script.Statements)
        {
            if (Of(file.Script, statement) is { } effect)
                throw RehearsalErrors.ActsOutside($"{file.Path}:{file.Script.PositionOf(statement.Start).Line}", effect);
        }
    }

    /// <summary>What a statement calls, or a DO block by its text.</summary>
    internal static IEnumerable<string> CallsOf(SqlStatement statement, StatementNode node) => node is DoBlock
        ? Call().Matches(statement.Text).Select(m => m.Groups["name"].Value.ToLowerInvariant())
        : ExpressionFacts.Of($"({statement.Text})").Functions.Select(f => f.Name);

    private static string? Of(SqlScript script, SqlStatement statement)
    {
        var node = SqlSyntax.Parse(script, statement);
        return node switch
        {
            Copy { Program: true } => "runs a program on the server",
            Copy { From: false } when statement.Copy == ClientCopy.None => "writes a file of the server",
            _ => CallsOf(statement, node).Where(Functions.ContainsKey).Select(name => $"calls {name}(), which {Functions[name]}").FirstOrDefault(),
        };
    }

    [GeneratedRegex(@"\b(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Call();
}
