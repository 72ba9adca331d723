using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Migrations;

/// <summary>The errors of taking over a database from another migration tool.</summary>
public static class AdoptionErrors
{
    /// <summary>No table of a known tool is in the database.</summary>
    public static readonly ErrorCode NotFound = new("CONF-ADP-001", ExitCode.Refused, "No table of another migration tool was found");

    /// <summary>Several tables could be meant.</summary>
    public static readonly ErrorCode Ambiguous = new("CONF-ADP-002", ExitCode.Refused, "Tables of several migration tools were found");

    /// <summary>The other tool is at work, or stopped half way.</summary>
    public static readonly ErrorCode Unfinished = new("CONF-ADP-003", ExitCode.Refused, "The other migration tool has failed or unfinished migrations");

    /// <summary>Files of the other tool cannot be converted.</summary>
    public static readonly ErrorCode NotConverted = new("CONF-ADP-004", ExitCode.Refused, "Files of the other migration tool cannot be converted");

    /// <summary>The ledger has the name of the other tool's table.</summary>
    public static readonly ErrorCode SameTable = new("CONF-ADP-005", ExitCode.Refused, "The ledger has the name of the other tool's table");

    /// <summary>Recording was not confirmed.</summary>
    public static readonly ErrorCode Unconfirmed = new("CONF-ADP-006", ExitCode.Refused, "Adopting was not confirmed");

    /// <summary>The other tool's table cannot be read.</summary>
    public static readonly ErrorCode Unreadable = new("CONF-ADP-007", ExitCode.Failed, "The other tool's table cannot be read");

    /// <summary>The database changed between the question and the answer.</summary>
    public static readonly ErrorCode Changed = new("CONF-ADP-008", ExitCode.StateMismatch, "The database changed while adopting waited for an answer");

    /// <summary>The version that the other tool has reached has no migration here.</summary>
    public static readonly ErrorCode NoSuchVersion = new("CONF-ADP-009", ExitCode.Refused, "The version that the other tool has reached has no file");

    internal static ToolException None(DatabaseUrl url, OlderTool? tool) => NotFound.Error(
        $"Database {url.Database} has no table of {(tool is null ? "a known migration tool" : tool.Title)}.",
        tool is null
            ? $"Known are {string.Join(", ", OlderTools.All.Select(t => t.Tables[0]))}, each in any schema and with its own columns."
            : $"Its table is {string.Join(" or ", tool.Tables)} by default{(tool.Columns.Count == 0 ? string.Empty
                : $", with the columns {string.Join(", ", tool.Columns)}")}.",
        tool is null
            ? "Check the database in the URL. If the table was renamed, name the tool and the table, for example: --from flyway --table audit.history"
            : $"Check the database in the URL. If the table was renamed, name it, for example: --from {tool.Word} --table audit.history");

    internal static ToolException NoTable(DatabaseUrl url, OlderTool tool, QualifiedName name, IReadOnlyList<QualifiedName> alike) => NotFound.Error(
        $"Database {url.Database} has no table {Written(name)}.",
        alike.Count == 0 ? "`--table` names it." : $"There is {string.Join(", ", alike.Select(Written))}; names without double quotes are in lower case.",
        alike.Count == 0
            ? "Check the database in the URL, and the name with its schema."
            : $"Name that one: --from {tool.Word} --table {ShellWord.Of(Written(alike[0]))}");

    internal static ToolException OtherTable(
        OlderTool tool, QualifiedName name, IReadOnlyList<string> missing, IReadOnlyList<string> strange) => NotFound.Error(
        $"{Written(name)} is not the table of {tool.Title}.",
        missing.Count > 0 ? $"It has no column {string.Join(", ", missing)}." : $"It has the column {string.Join(", ", strange)}.",
        $"Check the name, and that the tool is {tool.Title}.");

    internal static ToolException Unreached(OlderTable table, OlderEntry entry) => NoSuchVersion.Error(
        $"{table.Written} of {table.Tool.Title} says that version {entry.Version} is reached, and version {entry.Version} has no file.",
        "Which of the files are applied is unknown without it. Nothing was written or recorded.",
        "Get the files that the database was migrated with, and name their directory: --convert DIR");

    internal static string Written(QualifiedName name) =>
        name.Schema is null ? SqlIdentifier.Write(name.Name) : $"{SqlIdentifier.Write(name.Schema)}.{SqlIdentifier.Write(name.Name)}";

    internal static ToolException Several(DatabaseUrl url, IReadOnlyList<OlderTable> found) => Ambiguous.Error(
        $"Database {url.Database} has {found.Count} tables of migration tools.",
        $"{string.Join(", ", found.Select(f => $"{f.Written} ({f.Tool.Title})"))}.",
        $"Choose one, for example: --from {found[0].Tool.Word} --table {ShellWord.Of(found[0].Written)}");

    internal static ToolException Failed(OlderTable table, IReadOnlyList<string> problems) => Unfinished.Error(
        problems.Count == 1 ? $"{table.Tool.Title}: {problems[0]}." : $"{table.Tool.Title} has {problems.Count} failed or unfinished migrations.",
        "It is unknown which of their changes are in the database. Nothing was recorded.",
        $"Finish, repair or roll them back with {table.Tool.Title}, then run the command again.").With(problems.Count == 1 ? [] : problems);

    internal static ToolException BadFiles(OlderTool tool, IReadOnlyList<string> problems) => NotConverted.Error(
        problems.Count == 1 ? $"{problems[0]}." : $"Files of {tool.Title} cannot be converted: {Counted.Of(problems.Count, "problem")}.",
        "A migration here is SQL that runs as it is written. Nothing was written or recorded.",
        "Correct the file in a copy of the directory and convert that, or leave out --convert and start from the present schema.")
        .With(problems.Count == 1 ? [] : problems);

    internal static ToolException NoSql(OlderTool tool) => NotConverted.Error(
        $"Migrations of {tool.Title} are code and cannot be converted to SQL.",
        "Only the tool itself can execute them.",
        "Leave out --convert: the present schema becomes the start.");

    internal static ToolException OwnLedger(LedgerTable ledger, OlderTable table) => SameTable.Error(
        $"The ledger is {ledger.Name}, and that is the table of {table.Tool.Title}.",
        "Adopting changes nothing of the other tool, so the ledger needs a name of its own.",
        "Add to the environment file: `migration: {tracking_table: public.confiture_ledger}`");

    /// <summary>The error of a question that was answered with no.</summary>
    public static ToolException NotConfirmed() => Unconfirmed.Error(
        "Adopting was not confirmed; nothing was written or recorded.",
        "The question was answered with no.",
        "Look at `confiture migrate adopt --dry-run`; pass --yes to confirm in advance.");

    internal static ToolException CannotRead(OlderTable table, ServerException e) => Unreadable.Error(
        $"{table.Written} of {table.Tool.Title} cannot be read: {e.Server.Text} (SQLSTATE {e.SqlState}).",
        "Adopting reads what the other tool has applied.",
        e.SqlState == SqlState.InsufficientPrivilege
            ? "Grant this user SELECT on the table and USAGE on its schema, or connect as their owner."
            : "Check that the table is that of the tool, and name it with --from and --table.",
        e);

    internal static ToolException Moved() => Changed.Error(
        "What is applied has changed since it was shown; nothing was recorded.",
        "Another run, or the other tool, was at work in the meantime.",
        "Run the command again.");
}
