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
            if (converted.Find(c => c.Migration.Version == version) is { } other)
                problems.Add($"{file.Path} and {other.Origin.Path} have the same version");
            else if (MigrationOf(tool, file, Path.Combine(target, $"{version}_{name}"), version, name, problems) is { } migration) converted.Add(migration);
        }

        return problems.Count == 0 ? converted : throw AdoptionErrors.BadFiles(tool, problems);
    }

    private static ConvertedMigration? MigrationOf(OlderTool tool, OlderFile file, string stem, string version, string name, List<string> problems)
    {
        var up = TextOf(tool, file, file.Up, file.OutsideTransaction, problems);
        var down = file.Down is null ? null : TextOf(tool, file, file.Down, file.DownOutsideTransaction, problems);
        if (up is null || (down is null && file.Down is not null)) return null;
        var (upPath, downPath) = ($"{stem}.up.sql", $"{stem}.down.sql");
        return new(file,
            new(version, name, MigrationFile.Of(upPath, up), down is null ? null : MigrationFile.Of(downPath, down)),
            down is null ? [(upPath, up)] : [(upPath, up), (downPath, down)]);
    }

    private static string? TextOf(OlderTool tool, OlderFile file, string sql, bool isOutside, List<string> problems)
    {
        try
        {
            var text = Unwrapped(SqlScript.Parse(file.Path, sql)).Trim();
            var script = ScriptReader.Parse(file.Path, text);
            var mustBeOutside = isOutside || new SafetyAnalysis(new()).Of(script).Any(s => s.Transaction == TransactionRule.Forbidden);
            return (mustBeOutside ? SqlDirective.Write(SqlDirective.NoTransaction) : string.Empty)
                + SqlComment.Of($"Converted from {Path.GetFileName(file.Path)} of {tool.Title}.") + $"\n{text}\n";
        }
        catch (SqlSyntaxException e)
        {
            problems.Add($"{file.Path}: {e.Reason.TrimEnd('.')}");
            return null;
        }
        catch (ToolException e)
        {
            problems.Add(e.What.TrimEnd('.'));
            return null;
        }
    }

    // A transaction around everything is what a migration has anyway. Any other is refused when the text is read.
    private static string Unwrapped(SqlScript script)
    {
        var statements = script.Statements;
        if (statements.Count < 2 || statements.Count(s => s.IsTransactionControl) != 2) return script.Text;
        if (statements[0] is not { IsTransactionControl: true, Keyword: "BEGIN" or "START" } begin
            || statements[^1] is not { IsTransactionControl: true, Keyword: "COMMIT" or "END" } end) return script.Text;
        return Without(Without(script.Text, end), begin);
    }

    private static string Without(string text, SqlStatement statement)
    {
        var rest = text[(statement.Start + statement.Length)..];
        var after = rest.TrimStart();
        return text[..statement.Start].TrimEnd(' ', '\t') + (after.StartsWith(';') ? after[1..].TrimStart('\n', ' ') : rest);
    }
}
