using System.Text.Json;

namespace Confiture.Sql.Tests;

/// <summary>What PostgreSQL's grammar makes of one statement. A list is null for kinds of statement that have none.</summary>
/// <param name="Kind">The name of the node, for example <c>CreateStmt</c>.</param>
/// <param name="Actions">The sub-commands of ALTER TABLE.</param>
/// <param name="Columns">The columns of CREATE TABLE: name, type in the catalog's spelling, kinds of constraint.</param>
/// <param name="Constraints">The constraints of the table.</param>
/// <param name="Reads">The relations that a query reads.</param>
/// <param name="Detail">What else tells statements of this kind apart.</param>
internal sealed record OracleFacts(string Kind, IReadOnlyList<string>? Actions, IReadOnlyList<string>? Columns, IReadOnlyList<string>? Constraints,
    IReadOnlyList<string>? Reads, string? Detail)
{
    public static IReadOnlyList<OracleFacts>? ReadAll(JsonElement answer) =>
        answer.GetProperty("statements") is not { ValueKind: JsonValueKind.Array } statements
            ? null
            : [.. statements.EnumerateArray().Select(s => new OracleFacts(s.GetProperty("kind").GetString()!, Strings(s, "actions"), Strings(s, "columns"),
                Strings(s, "constraints"), Strings(s, "reads"), Text(s, "detail")))];

    private static List<string>? Strings(JsonElement statement, string name) =>
        statement.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : null;

    private static string? Text(JsonElement statement, string name) => statement.TryGetProperty(name, out var text) ? text.GetString() : null;
}

/// <summary>What PostgreSQL's grammar finds in an expression, in the order of its tree.</summary>
internal sealed record OracleExpression(
    IReadOnlyList<string> Calls, IReadOnlyList<string> Columns, IReadOnlyList<string> Types, bool HasSubquery, bool IsConstant)
{
    public static OracleExpression? Read(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Null ? null : new(Strings(answer, "calls"), Strings(answer, "columns"), Strings(answer, "types"),
            answer.GetProperty("subquery").GetBoolean(), answer.GetProperty("constant").GetBoolean());

    private static string[] Strings(JsonElement answer, string name) => [.. answer.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];
}
