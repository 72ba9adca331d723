using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Schema;

/// <summary>The errors of schemas as data.</summary>
public static class SchemaErrors
{
    /// <summary>There are no DDL files to build from.</summary>
    public static readonly ErrorCode NoFiles = new("CONF-SCH-001", ExitCode.Usage, "There are no DDL files to build from");

    /// <summary>A DDL file failed; nothing was built.</summary>
    public static readonly ErrorCode BuildFailed = new("CONF-SCH-002", ExitCode.RolledBack, "A DDL file failed while a database was built");

    /// <summary>The database that is to be built holds objects already.</summary>
    public static readonly ErrorCode NotEmpty = new("CONF-SCH-003", ExitCode.Refused, "The database to be built is not empty");

    /// <summary>The statements of a plan wait for each other.</summary>
    public static readonly ErrorCode PlanCircle = new("CONF-SCH-004", ExitCode.Failed, "The statements of a plan depend on each other in a cycle");

    /// <summary>A plan would have to pass over something.</summary>
    public static readonly ErrorCode CannotPlan = new("CONF-SCH-005", ExitCode.Refused, "A schema contains objects that cannot be planned or compared");

    /// <summary>A declaration of a rename that cannot be understood.</summary>
    public static readonly ErrorCode RenameUnclear = new("CONF-SCH-006", ExitCode.Usage, "A rename declaration is invalid");

    /// <summary>What goes and what comes look alike, and nobody says whether it is a rename.</summary>
    public static readonly ErrorCode LooksRenamed = new("CONF-SCH-007", ExitCode.Refused, "A dropped object resembles a new one: is this a rename?");

    /// <summary>A plan was tried on a copy and did not lead where it should.</summary>
    public static readonly ErrorCode PlanUnproven = new("CONF-SCH-008", ExitCode.Failed, "A plan failed its test on a scratch copy");

    /// <summary>A plan that was tried does not end where it should.</summary>
    /// <param name="what">What was tried, as the subject of a sentence.</param>
    /// <param name="left">What is still different.</param>
    public static ToolException NotReached(string what, IReadOnlyList<DifferenceLine> left)
    {
        ArgumentNullException.ThrowIfNull(left);
        return PlanUnproven.Error(
            $"{char.ToUpperInvariant(what[0])}{what[1..]} still differs in {Counted.Of(left.Count, "object")}.",
            "Every plan is tested on a scratch copy before anything is written, and this one does not produce the wanted schema.",
            "Write this change by hand (`confiture migrate generate --empty by_hand`), and report the lines below: this is a bug in Confiture.")
            .With([.. left.Select(l => l.ToString())]);
    }

    /// <summary>A statement of a plan that was tried was refused.</summary>
    /// <param name="what">What was tried, as the subject of a sentence.</param>
    /// <param name="e">What the server said.</param>
    public static ToolException NotAccepted(string what, Exception e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return PlanUnproven.Error(
            $"{char.ToUpperInvariant(what[0])}{what[1..]} failed on the server: {e.Message}",
            "Every plan is tested on a scratch copy before anything is written.",
            "Write this change by hand (`confiture migrate generate --empty by_hand`), and report this: it is a bug in Confiture.",
            e);
    }

    internal static ToolException BadRename(string place, string why) => RenameUnclear.Error(
        $"{place}: invalid rename declaration.",
        why,
        "Write it on the line above the new name, or after the name on the same line: -- confiture: renamed from old_name");

    internal static ToolException NoRoom(SchemaObject holder) => RenameUnclear.Error(
        $"{holder} has the new name of a renamed object, and PostgreSQL cannot rename it.",
        "A name is free only after its holder is dropped or renamed.",
        "Make the change in two steps: drop the holder first, then rename.");

    internal static ToolException RenameRefused(IReadOnlyList<RenameStep> steps, ServerException e) => RenameUnclear.Error(
        $"{string.Join(", ", steps.Select(s => s.Declared?.Declared).OfType<Rename>().Select(r => $"{r.Place}: {r}"))}: the server rejects it: {e.Server.Text}",
        "Declared renames are tested on a scratch copy first.",
        "Correct the declaration, or make the change in two steps that do not depend on each other.",
        e).With([.. steps.Select(s => s.Change.Sql)]);

    internal static ToolException Ambiguous(IReadOnlyList<LookAlike> pairs) => LooksRenamed.Error(
        pairs.Count == 1 ? $"{pairs[0]}: is this a rename?" : $"{pairs.Count} dropped objects resemble new ones: are these renames?",
        "A rename keeps the data; a drop loses it permanently. Confiture does not guess.",
        $"Write next to the new name in the DDL files: {pairs[0].Declaration} (or, if it is new: {pairs[0].Denial}). "
            + $"Or pass --renamed {GivenRenames.Text(pairs[0])} (or --not-renamed {GivenRenames.Text(pairs[0])}).")
        .With(pairs.Count == 1 ? [] : [.. pairs.Select(p => $"{p}: {p.Declaration} or --renamed {GivenRenames.Text(p)}")]);

    internal static ToolException NoUpdate(SchemaObject from, SchemaObject to) => CannotPlan.Error(
        $"{to} cannot be updated from version {from[Extension.Version]} to {to[Extension.Version]}.",
        "The extension has no update script to that version. Dropping and recreating it would drop everything that uses it.",
        $"Write the installed version in the DDL files (CREATE EXTENSION {to.Id.Address} VERSION {Sql.SqlLiteral.Quote(from[Extension.Version]!)}), "
            + $"or exclude it: --ignore-object 'extension:{to.Id.Address}'.");

    internal static ToolException Unsupported(IReadOnlyList<string> names) => CannotPlan.Error(
        $"Confiture cannot plan {string.Join(", ", names)}.",
        "The catalogs do not contain enough to compare or write these, and a plan without them would look complete.",
        $"Exclude them and write their migration by hand: {string.Join(' ', names.Select(n => $"--ignore-object '{Pattern(n)}'"))} (permanently: "
            + "`ignore` under `comparison` in the environment file).");

    // The kinds' names have spaces, and so ends a kind where the object's own name begins.
    private static string Pattern(string name) =>
        (AllKinds.List.Select(k => k.Name).Concat(UnknownObjects.Kinds).Where(k => name.StartsWith(k + " ", StringComparison.Ordinal))
            .MaxBy(k => k.Length) is { } kind ? $"{kind}:{name[(kind.Length + 1)..]}" : name).Replace("'", @"'\''", StringComparison.Ordinal);

    internal static ToolException Circle(IEnumerable<string> operations) => PlanCircle.Error(
        $"These statements depend on each other in a cycle: {string.Join(" -> ", operations.Take(20))}.",
        "Each of these objects depends on the one before it, and the first on the last.",
        "Write this migration by hand, or make the change in two steps that do not depend on each other.");

    internal static ToolException Failed(ScriptException e, bool isStrict) => BuildFailed.Error(
        $"{e.Place}: {e.Server.Text} (SQLSTATE {e.Server.SqlState}).",
        "The build is one transaction and was rolled back.",
        e.Server.SqlState is not (SqlState.UndefinedTable or SqlState.UndefinedFunction or SqlState.UndefinedObject) ? "Correct the file and build again."
            : isStrict
            ? "Rename the file that creates it so that it sorts earlier (files run in path order), or remove `build.order: strict` from the environment file."
            : "No file creates it before it is used; add what is missing, or correct the name.",
        e).With(e.Details);

    internal static ToolException BuildCircle(IReadOnlyList<ScriptException> circle) => BuildFailed.Error(
        $"{circle.Count} statements depend on each other, "
            + $"so none of them can run first: {string.Join("; ", circle.Select(e => $"{e.Place}: {e.Server.Text}"))}.",
        "The build is one transaction and was rolled back.",
        "Move one of the references out of its CREATE statement and add it afterwards, for example: ALTER TABLE ... ADD FOREIGN KEY ...",
        circle[0]);

    // A deferred constraint speaks when the transaction ends, and names no statement.
    internal static ToolException FailedAtEnd(ServerException e) => BuildFailed.Error(
        $"{e.Server.Text} (SQLSTATE {e.SqlState}), at the end of the build.",
        "The build is one transaction and was rolled back.",
        "Correct the rows that the files insert and build again.",
        e);
}
