using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Confiture.Postgres;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Schema;

/// <summary>What a statement lacked, and which statement makes it.</summary>
internal static partial class Missing
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // What does not exist, and a foreign key's want of a unique constraint.
    private static readonly FrozenSet<string> States = FrozenSet.Create(SqlState.UndefinedTable, SqlState.UndefinedObject, SqlState.UndefinedFunction,
        SqlState.InvalidSchemaName, SqlState.UndefinedColumn, SqlState.InvalidForeignKey);

    /// <summary>Says whether a statement failed for want of something that a later statement may make.</summary>
    /// <param name="e">The failure.</param>
    /// <param name="source">All files: a role that none of them makes is not waited for.</param>
    internal static bool IsReason(ScriptException e, SchemaSource source) =>
        States.Contains(e.Server.SqlState) && !(Role().IsMatch(e.Server.Text) && !source.Scripts.Any(script => script.Statements.Any(MakesRole)));

    /// <summary>The name that was missing, without schema and quotes; null when the server does not say.</summary>
    internal static string? NameIn(ScriptException e)
    {
        if (Name().Match(e.Server.Text) is not { Success: true } match) return null;
        var text = match.Groups["name"].Value;
        try
        {
            return QualifiedName.Parse(text).Name;
        }
        catch (FormatException)
        {
            // The server prints names without quotes, also those that need them.
            return text[(text.LastIndexOf('.') + 1)..];
        }
    }

    /// <summary>Says whether a statement makes what another one lacked.</summary>
    internal static bool Makes(SqlScript script, SqlStatement statement, string name, string state)
    {
        if (statement.Keyword is not ("CREATE" or "ALTER") || !statement.Text.Contains(name, StringComparison.OrdinalIgnoreCase)) return false;
        var node = SqlSyntax.Parse(script, statement);
        // A column or a unique constraint comes to a table that is there.
        return (state is SqlState.UndefinedColumn or SqlState.InvalidForeignKey ? ChangedBy(node) : MadeBy(node)).Contains(name, StringComparer.Ordinal);
    }

    /// <summary>The names of what a statement makes.</summary>
    internal static IReadOnlyList<string> MadeBy(SqlScript script, SqlStatement statement) =>
        statement.Keyword is "CREATE" ? [.. MadeBy(SqlSyntax.Parse(script, statement)).OfType<string>()] : [];

    /// <summary>All words of a statement, whatever they are.</summary>
    internal static HashSet<string> WordsOf(SqlStatement statement) =>
        Word().Matches(statement.Text).Select(word => word.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string?> ChangedBy(StatementNode node) => node switch
    {
        CreateIndex made => [made.Table.Name],
        AlterTable changed => [changed.Name.Name],
        _ => [],
    };

    private static IEnumerable<string?> MadeBy(StatementNode node) => node switch
    {
        CreateTable made => [made.Name.Name],
        CreateForeignTable made => [made.Table.Name.Name],
        CreateTableAs made => [made.Name.Name],
        CreateView made => [made.Name.Name],
        CreateMaterializedView made => [made.Name.Name],
        CreateSequence made => [made.Name.Name],
        CreateEnumType made => [made.Name.Name],
        CreateCompositeType made => [made.Name.Name],
        CreateRangeType made => [made.Name.Name],
        CreateDomain made => [made.Name.Name],
        CreateBaseType made => [made.Name.Name],
        CreateCollation made => [made.Name.Name],
        CreateOperator made => [made.Name.Name],
        CreateOperatorClass made => [made.Name.Name],
        CreateTextSearchObject made => [made.Name.Name],
        CreateRoutine made => [made.Name.Name],
        CreateAggregate made => [made.Name.Name],
        CreateLanguage made => [made.Name.Text],
        CreateForeignDataWrapper made => [made.Name.Text],
        CreateServer made => [made.Name.Text],
        CreatePublication made => [made.Name.Text],
        CreateExtension made => [made.Name.Text],
        CreateRole made => [made.Name.Name],
        CreateSchema made => [made.Name?.Text ?? made.Authorization?.Name, .. made.Elements.SelectMany(MadeBy)],
        CreateIndex made => [made.Name?.Text],
        _ => [],
    };

    private static bool MakesRole(SqlStatement statement) =>
        statement.Keyword is "DO" || (statement.Keyword is "CREATE" && MakingRole().IsMatch(statement.Text));

    [GeneratedRegex(@"^(role|tablespace) "".+"" does not exist$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Role();

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^CREATE\s+(ROLE|USER|GROUP|TABLESPACE)\s", Options | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MakingRole();

    // Behind the table of a column or key; in quotes; a function with its arguments; a name without quotes.
    [GeneratedRegex("""
        (of\ relation|referenced\ table)\ "(?<name>.+)"
        |^[a-z ]+\ "(?<name>.+)"\ does\ not\ exist
        |^[a-z]+\ (?<name>[^ "(]+)\(.*\)\ does\ not\ exist
        |^[a-z ]+\ (?<name>[^ "]+)\ does\ not\ exist
        """, Options | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
