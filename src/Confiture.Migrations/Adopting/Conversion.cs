using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>A file of another tool as a migration.</summary>
/// <param name="Origin">What it was made from.</param>
/// <param name="Migration">The migration, whose files may not be written yet.</param>
/// <param name="Texts">The texts of its files, by path.</param>
internal sealed record ConvertedMigration(OlderFile Origin, Migration Migration, IReadOnlyList<(string Path, string Text)> Texts);

/// <summary>
/// Turns SQL files of another tool into migrations. The same files always give the same migrations: versions that are whole numbers keep their value,
/// with zeros before it; otherwise the position counts.
/// </summary>
internal static class Conversion
{
    // A migration has at least one statement.
    private const string Nothing = "select 'nothing to do';";

    /// <summary>Converts directories, in order.</summary>
    /// <param name="target">The migrations directory.</param>
    /// <param name="notes">Takes a sentence for each file that is not a migration.</param>
    /// <exception cref="ToolException">A file cannot be converted (<c>CONF-ADP-004</c>); all are listed.</exception>
    public static IReadOnlyList<ConvertedMigration> Of(OlderTool tool, IReadOnlyList<string> directories, string target, List<string> notes)
    {
        if (directories.Count == 0) return [];
        if (tool.Files is not { } read) throw AdoptionErrors.NoSql(tool);
        List<string> problems = [];
        List<OlderFile> files = [.. directories.SelectMany(d => read(d, notes, problems))];
        if (files.Count == 0 && problems.Count == 0) problems.Add($"{string.Join(", ", directories)}: there is no migration of {tool.Title}");
        var isNumbered = files.All(f => OlderVersion.Padded(f.Version) is not null);
        List<ConvertedMigration> converted = [];
        foreach (var (index, file) in files.Index())
        {
            var (version, name) = isNumbered
                ? (OlderVersion.Padded(file.Version)!, OlderVersion.NameOf(file.Name))
                : (OlderVersion.OfPosition(index + 1), OlderVersion.NameOf(file.Version, file.Name));
            // In the order of their names, whatever else there is: the next run finds the same.
            while (tool.SharesVersions && converted.Exists(c => c.Migration.Version == version)) version = OlderVersion.Next(version);
            var other = tool.SharesVersions ? null
                : converted.Find(c => c.Migration.Version == version || OlderVersion.AreSame(c.Origin.Version, file.Version));
            if (other is not null) problems.Add($"{file.Path} and {other.Origin.Path} have the same version");
            else if (MigrationOf(tool, file, Path.Combine(target, $"{version}_{name}"), version, name, problems) is { } migration) converted.Add(migration);
        }

        return problems.Count == 0 ? converted : throw AdoptionErrors.BadFiles(tool, problems);
    }

    private static ConvertedMigration? MigrationOf(OlderTool tool, OlderFile file, string stem, string version, string name, List<string> problems)
    {
        var up = ScriptOf(file.Path, file.Up, problems);
        var down = file.Down is null ? null : ScriptOf(file.DownPath, file.Down, problems);
        if (up is null || (down is null && file.Down is not null)) return null;
        // The reversal of nothing is nothing; that of anything else has to be written.
        if (down is { Statements.Count: 0 } && up.Statements.Count > 0) down = null;
        var (upPath, downPath) = ($"{stem}.up.sql", $"{stem}.down.sql");
        var upText = (down is null ? SqlDirective.Write(SqlDirective.Irreversible) : string.Empty) + TextOf(tool, up, file.OutsideTransaction);
        var downText = down is null ? null : TextOf(tool, down, file.DownOutsideTransaction);
        return new(file,
            new(version, name, MigrationFile.Of(upPath, upText), downText is null ? null : MigrationFile.Of(downPath, downText)),
            downText is null ? [(upPath, upText)] : [(upPath, upText), (downPath, downText)]);
    }

    private static SqlScript? ScriptOf(string path, string sql, List<string> problems)
    {
        try
        {
            return ScriptReader.Parse(path, Unwrapped(SqlScript.Parse(path, sql)));
        }
        catch (SqlSyntaxException e)
        {
            problems.Add($"{path}:{e.Position.Line}:{e.Position.Column}: {e.Reason.TrimEnd('.')}");
            return null;
        }
        catch (ToolException e)
        {
            problems.Add(e.What.TrimEnd('.'));
            return null;
        }
    }

    private static string TextOf(OlderTool tool, SqlScript script, bool isOutside)
    {
        var isEmpty = script.Statements.Count == 0;
        var mustBeOutside = !isEmpty && (isOutside || new SafetyAnalysis(new()).Of(script).Any(s => s.Transaction == TransactionRule.Forbidden));
        return (mustBeOutside ? SqlDirective.Write(SqlDirective.NoTransaction) : string.Empty)
            + SqlComment.Of($"Converted from {Path.GetFileName(script.Name)} of {tool.Title}.")
            + $"\n{(isEmpty ? $"{script.Text.Trim()}\n{Nothing}".TrimStart() : script.Text.Trim())}\n";
    }

    // A transaction around everything is what a migration has anyway. Any other is refused when the text is read.
    private static string Unwrapped(SqlScript script)
    {
        var statements = script.Statements;
        if (statements.Count < 2 || statements.Count(s => s.IsTransactionControl) != 2) return script.Text;
        if (statements[0] is not { IsTransactionControl: true, Keyword: "BEGIN" or "START" } begin
            || statements[^1] is not { IsTransactionControl: true, Keyword: "COMMIT" or "END" } end)
        {
            return script.Text;
        }

        return Without(Without(script.Text, end), begin);
    }

    // Its line stays, and so does the place of what follows on it.
    private static string Without(string text, SqlStatement statement)
    {
        var end = statement.Start + statement.Length;
        var semicolon = end + text.AsSpan(end).IndexOfAnyExcept(" \t\r\n");
        if (semicolon >= end && text[semicolon] == ';') end = semicolon + 1;
        var blank = string.Concat(text[statement.Start..end].Select(c => c == '\n' ? c : ' '));
        var isAlone = end == text.Length || text[end..].TrimStart(' ', '\t', '\r').StartsWith('\n');
        return text[..statement.Start] + (isAlone ? blank.TrimEnd(' ') : blank) + text[end..];
    }
}
