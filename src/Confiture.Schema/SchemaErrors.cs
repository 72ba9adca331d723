using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Schema;

/// <summary>The errors of schemas as data.</summary>
public static class SchemaErrors
{
    /// <summary>There are no DDL files to build from.</summary>
    public static readonly ErrorCode NoFiles = new("CONF-SCH-001", ExitCode.Usage, "There are no DDL files to build from");

    /// <summary>A DDL file failed; nothing was built.</summary>
    public static readonly ErrorCode BuildFailed = new("CONF-SCH-002", ExitCode.RolledBack, "A DDL file failed while a database was built");

    /// <summary>The database that is to be built holds objects already.</summary>
    public static readonly ErrorCode NotEmpty = new("CONF-SCH-003", ExitCode.Refused, "The database that is to be built is not empty");

    /// <summary>The statements of a plan wait for each other.</summary>
    public static readonly ErrorCode PlanCircle = new("CONF-SCH-004", ExitCode.Failed, "The statements of a plan wait for each other in a circle");

    /// <summary>A plan would have to pass over something.</summary>
    public static readonly ErrorCode CannotPlan = new("CONF-SCH-005", ExitCode.Refused, "A schema holds what no plan can make or compare");

    /// <summary>A declaration of a rename that cannot be understood.</summary>
    public static readonly ErrorCode RenameUnclear = new("CONF-SCH-006", ExitCode.Usage, "A declaration of a rename cannot be understood");

    /// <summary>What goes and what comes look alike, and nobody says whether it is a rename.</summary>
    public static readonly ErrorCode LooksRenamed = new("CONF-SCH-007", ExitCode.Refused, "Something goes and something like it comes: a rename, or not?");

    /// <summary>A plan was tried on a copy and did not lead where it should.</summary>
    public static readonly ErrorCode PlanUnproven = new("CONF-SCH-008", ExitCode.Failed, "A plan was tried on a copy and did not lead where it should");

    /// <summary>A plan that was tried does not end where it should.</summary>
    /// <param name="what">What was tried, as the subject of a sentence.</param>
    /// <param name="left">What is still different.</param>
    public static ToolException NotReached(string what, IReadOnlyList<DifferenceLine> left)
    {
        ArgumentNullException.ThrowIfNull(left);
        return PlanUnproven.Error(
            $"{char.ToUpperInvariant(what[0])}{what[1..]} still differs in {left.Count} objects.",
            "Every plan is tried on a copy in a throw-away server before anything is written, and this one does not lead to the wanted schema.",
            "Write this change by hand (`confiture migrate generate --empty by_hand`), and report the lines below: this is a mistake in Confiture.").With([.. left.Select(l => l.ToString())]);
    }

    /// <summary>A statement of a plan that was tried was refused.</summary>
    /// <param name="what">What was tried, as the subject of a sentence.</param>
    /// <param name="e">What the server said.</param>
    public static ToolException NotAccepted(string what, Exception e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return PlanUnproven.Error(
            $"{char.ToUpperInvariant(what[0])}{what[1..]} was refused by the server: {e.Message}",
            "Every plan is tried on a copy in a throw-away server before anything is written.",
            "Write this change by hand (`confiture migrate generate --empty by_hand`), and report this: it is a mistake in Confiture.",
            e);
    }

    internal static ToolException BadRename(string place, string why) => RenameUnclear.Error(
        $"{place}: this declaration of a rename cannot be understood.",
        why,
        "Write it on the line above the new name, or behind it on the same line: -- confiture: renamed from old_name");

    internal static ToolException NoRoom(SchemaObject holder) => RenameUnclear.Error(
        $"{holder} has a name that a renamed object is to have, and PostgreSQL cannot rename it.",
        "A name is free only when its holder is gone or is called something else.",
        "Make the change in two steps: drop the holder first, then rename.");

    internal static ToolException RenameRefused(IReadOnlyList<RenameStep> steps, Npgsql.PostgresException e) => RenameUnclear.Error(
        $"{string.Join(", ", steps.Select(s => s.Declared?.Declared).OfType<Rename>().Select(r => $"{r.Place}: {r}"))}: the server refuses: {e.MessageText}",
        "Declared renames are tried on a copy first.",
        "Correct the declaration, or make the change in two steps that do not depend on each other.",
        e).With([.. steps.Select(s => s.Change.Sql)]);

    internal static ToolException Ambiguous(IReadOnlyList<LookAlike> pairs) => LooksRenamed.Error(
        pairs.Count == 1 ? $"{pairs[0]}: a rename, or not?" : $"{pairs.Count} times something goes and something like it comes: renames, or not?",
        "A rename keeps what the old one holds; a drop loses it for good. That is not for a tool to guess.",
        $"Write beside the new name in the DDL files: {pairs[0].Declaration} (or, if it is a new one: {pairs[0].Denial}). Or give the answer on the command line: --renamed {GivenRenames.Text(pairs[0])} (or --not-renamed {GivenRenames.Text(pairs[0])}).")
        .With(pairs.Count == 1 ? [] : [.. pairs.Select(p => $"{p}: {p.Declaration} or --renamed {GivenRenames.Text(p)}")]);

    internal static ToolException NoUpdate(SchemaObject from, SchemaObject to) => CannotPlan.Error(
        $"{to} cannot be brought from version {from[Extension.Version]} to {to[Extension.Version]}.",
        "The extension has no update script that leads there, and older versions seldom have one. To drop it and make it again would take everything with it that uses it.",
        $"Name the version that is installed in the DDL files (CREATE EXTENSION {to.Id.Address} VERSION {Sql.SqlLiteral.Quote(from[Extension.Version]!)}), or leave it out: --ignore-object 'extension:{to.Id.Address}'.");

    internal static ToolException PassedOver(IReadOnlyList<string> names) => CannotPlan.Error(
        $"There is no plan that covers {string.Join(", ", names)}.",
        "These can be neither compared nor written from what the catalogs tell, and a plan that leaves them out would look complete.",
        $"Leave them out and write their migration by hand: {string.Join(' ', names.Select(n => $"--ignore-object '{Pattern(n)}'"))} (for good: `ignore` below `comparison` in the environment's file).");

    // The kinds' names have spaces, and so ends a kind where the object's own name begins.
    private static string Pattern(string name) => (AllKinds.List.Select(k => k.Name).Concat(UnknownObjects.Kinds).Where(k => name.StartsWith(k + " ", StringComparison.Ordinal)).MaxBy(k => k.Length) is { } kind ? $"{kind}:{name[(kind.Length + 1)..]}" : name).Replace("'", @"'\''", StringComparison.Ordinal);

    internal static ToolException Circle(IEnumerable<string> operations) => PlanCircle.Error(
        $"There is no order for these statements, each waits for the one before it: {string.Join(" -> ", operations.Take(20))}.",
        "Each of these objects is needed by the next one, and the last by the first.",
        "Write this migration by hand, or make the change in two steps that do not depend on each other.");

    internal static ToolException Failed(ScriptException e, bool isStrict) => BuildFailed.Error(
        $"{e.Place}: {e.Server.MessageText} (SQLSTATE {e.Server.SqlState}).",
        "The build is one transaction: nothing of it was kept.",
        e.Server.SqlState is not ("42P01" or "42883" or "42704") ? "Correct the file and build again."
            : isStrict ? "Give the file that makes it an earlier name (files run in the order of their paths), or remove `build.order: strict` from the environment's file."
            : "Nothing in the files makes it before it is used; add what is missing, or correct the name.",
        e).With(e.Details);

    internal static ToolException BuildCircle(IReadOnlyList<ScriptException> circle) => BuildFailed.Error(
        $"{circle.Count} statements need each other, so none of them can run first: {string.Join("; ", circle.Select(e => $"{e.Place}: {e.Server.MessageText}"))}.",
        "The build is one transaction: nothing of it was kept.",
        "Take one of the references out of its CREATE statement and add it afterwards, for example: ALTER TABLE ... ADD FOREIGN KEY ...",
        circle[0]);

    // A deferred constraint speaks when the transaction ends, and names no statement.
    internal static ToolException FailedAtEnd(Npgsql.PostgresException e) => BuildFailed.Error(
        $"{e.MessageText} (SQLSTATE {e.SqlState}), at the end of the build.",
        "The build is one transaction: nothing of it was kept.",
        "Correct the rows that the files insert and build again.",
        e);
}
