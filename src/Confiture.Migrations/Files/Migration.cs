using System.Security.Cryptography;
using System.Text;
using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>One migration: a pair of files that share a version and a name.</summary>
/// <param name="Version">Fourteen digits, <c>YYYYMMDDHHMMSS</c>; versions order migrations as text.</param>
/// <param name="Name">Its name, words joined by underscores.</param>
/// <param name="Up">The up file.</param>
/// <param name="Down">The down file; null when there is none.</param>
public sealed record Migration(string Version, string Name, MigrationFile Up, MigrationFile? Down)
{
    /// <summary>True when there is a down file with at least one statement in it: an empty one would undo nothing and claim that it did.</summary>
    public bool IsReversible => Down is { Script.Statements.Count: > 0 };

    /// <inheritdoc/>
    public override string ToString() => $"{Version}_{Name}";
}

/// <summary>One SQL file of a migration, read once.</summary>
public sealed class MigrationFile
{
    private const char ByteOrderMark = '\uFEFF';
    private readonly Lazy<SqlScript> script;
    private readonly bool mayReplace;

    private MigrationFile(string path, string text)
    {
        Path = path;
        Checksum = Hash(text);
        mayReplace = text.Contains(SqlDirective.Replaces, StringComparison.Ordinal);
        script = new(() => ScriptReader.Parse(path, text));
    }

    /// <summary>The path of the file, as shown in messages.</summary>
    public string Path { get; }

    /// <summary>SHA-256 in lower-case hexadecimal over the text with line ends made <c>\n</c> and without a byte order mark:
    /// converted line ends are not a change.</summary>
    public string Checksum { get; }

    /// <summary>The file's statements.</summary>
    /// <exception cref="Foundation.Errors.ToolException">The text is not SQL that can be split, or it holds transaction control.</exception>
    public SqlScript Script => script.Value;

    /// <summary>
    /// False when the file says <c>-- confiture: no transaction</c>: each of its statements is then committed by itself, and all of them must be
    /// repeatable, because an interrupted run is restarted.
    /// </summary>
    public bool InTransaction => !SqlDirective.In(Script).Any(d => d.Text == SqlDirective.NoTransaction);

    /// <summary>The versions that the file says it replaces, itself among them; empty unless migrations were squashed into it.</summary>
    public IReadOnlyList<string> Replaces => field ??= !mayReplace ? [] : [.. SqlDirective.In(Script)
        .Where(d => d.Text.StartsWith(SqlDirective.Replaces, StringComparison.Ordinal))
        .SelectMany(d => d.Text[SqlDirective.Replaces.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    internal bool HasConditions => SqlDirective.In(Script).Any(d => d.Condition is not null);

    internal bool HasBatches => SqlDirective.In(Script).Any(d => d.IsBatch);

    /// <summary>The condition of a statement, as SQL; null when it is executed in any case.</summary>
    /// <param name="statement">One of the file's statements.</param>
    internal string? ConditionOf(SqlStatement statement) => SqlDirective.ConditionOf(Script, statement.Start, statement.Length);

    /// <summary>Reads a file.</summary>
    /// <exception cref="Foundation.Errors.ToolException">The file is not valid UTF-8.</exception>
    public static MigrationFile Read(string path) => new(path, SqlFile.ReadText(path));

    /// <summary>A file that may not be written yet.</summary>
    internal static MigrationFile Of(string path, string text) => new(path, text);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        text.TrimStart(ByteOrderMark).ReplaceLineEndings("\n"))));
}
