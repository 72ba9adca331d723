using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Postgres;

/// <summary>Turns SQL files into scripts that may run inside a transaction of ours.</summary>
public static class ScriptReader
{
    /// <summary>Reads and splits a file.</summary>
    /// <exception cref="ToolException">The file is not UTF-8, cannot be split, or holds transaction control.</exception>
    public static SqlScript Read(string path) => Parse(path, SqlFile.ReadText(path));

    /// <summary>Splits a text.</summary>
    /// <param name="path">The file that it came from, for messages.</param>
    /// <exception cref="ToolException">The text cannot be split (<c>CONF-SQL-002</c>), holds transaction control (<c>CONF-SQL-003</c>),
    /// or a COPY that needs a client (<c>CONF-SQL-004</c>).</exception>
    public static SqlScript Parse(string path, string text)
    {
        var script = Split(path, text);
        if (script.Statements.FirstOrDefault(s => s.Copy == ClientCopy.ToClient || (s.Copy == ClientCopy.FromClient && s.Data is null)) is { } copy)
            throw CopyElsewhere(script, copy);
        if (script.Statements.FirstOrDefault(s => s.IsTransactionControl) is not { } control) return script;
        var place = script.PositionOf(control.Start);
        throw ScriptErrors.TransactionControl.Error(
            $"{path}:{place.Line}:{place.Column}: a file must not contain {control.Keyword}.",
            "Each file runs in one transaction together with its ledger row; ending it early would separate the two.",
            "Remove the statement. Split a migration that needs two transactions into two migrations.");
    }

    private static ToolException CopyElsewhere(SqlScript script, SqlStatement copy) => copy.Copy == ClientCopy.ToClient
        ? ScriptErrors.NoPlaceForRows.Error(
            $"{script.Name}:{script.PositionOf(copy.Start)}: COPY ... TO STDOUT sends rows to the client.",
            "A script has nowhere to put them.",
            "Remove the statement, and export the rows with psql.")
        : ScriptErrors.NoPlaceForRows.Error(
            $"{script.Name}:{script.PositionOf(copy.Start)}: COPY ... FROM STDIN has no rows.",
            "The rows must follow on the lines after its semicolon, ending with a line that contains only \\.",
            "Add the semicolon, the rows and the line \\. after the statement, as pg_dump does.");

    private static SqlScript Split(string path, string text)
    {
        try
        {
            return SqlScript.Parse(path, text);
        }
        catch (SqlSyntaxException e)
        {
            throw ScriptErrors.NotSplit.Error(
                $"{path}:{e.Position.Line}:{e.Position.Column}: {e.Reason}", "The text cannot be split into statements as PostgreSQL would.", e.Fix, e);
        }
    }
}
