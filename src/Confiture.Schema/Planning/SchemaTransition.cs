using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>The way from one schema to another: what keeps its rows under a new name, and then everything else.</summary>
/// <param name="Lead">What comes before the plan: the statements that rename, and columns of new types that take the place of others.</param>
/// <param name="Plan">The statements that follow.</param>
/// <param name="Made">The declared renames that were needed.</param>
public sealed record SchemaTransition(IReadOnlyList<ChangeGroup> Lead, SchemaPlan Plan, IReadOnlyList<Rename> Made)
{
    private const int MostRounds = 50;

    /// <summary>Plans. The renames are made on a copy, because only the server knows everything that follows a name.</summary>
    /// <param name="server">The server of the copy.</param>
    /// <param name="copy">A database that has the first schema and is changed.</param>
    /// <param name="options">What to exclude from the reading.</param>
    /// <param name="from">The first schema.</param>
    /// <param name="to">The second schema.</param>
    /// <param name="wish">Which renames, and how to treat others at work.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="Foundation.Errors.ToolException">There is no plan.</exception>
    public static async Task<SchemaTransition> PlanAsync(
        ShadowServer server, DatabaseUrl copy, CatalogOptions options, DatabaseSchema from, DatabaseSchema to, TransitionWish wish,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(wish);
        if (from.Fingerprint == to.Fingerprint) return new([], SchemaPlan.Between(from, to), []);
        var first = from;
        var renaming = await RenamedAsync(server, copy, options, from, to, wish, cancellation);
        var (statements, made) = (renaming.Statements, renaming.Made);
        from = renaming.After;
        var names = MadeNames.Between(from, to);
        var look = RowLook.Of(new RowChecks(new Scope(from, to, wish.Style), new(first, from, made)).All());
        var retyping = await Retyping.PlanAsync(server, copy, options, new Scope(from, to, wish.IsBack ? PlanStyle.Offline : wish.Style) { Names = names },
            wish.Rewrites, cancellation);
        var scope = new Scope(retyping.After.WithWhatIsNeverCopied(first), to, wish.Style)
        {
            Copies = [.. wish.Copies, .. retyping.Copies], Swaps = retyping.Swaps, InOneTransaction = wish.InOneTransaction,
            IsBack = wish.IsBack, Names = names,
        };
        var plan = SchemaPlan.Between(scope);
        // With what makes room for a name: it goes in the same transaction, for no down migration would give it its name again.
        var called = made.Select(m => m.Relation.Name)
            .Concat(from.Objects.Where(o => o.Kind.HoldsRows && first.Find(o.Id) is null).Select(o => o.Name)).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<ChangeGroup> lead = [.. statements.Count == 0 ? [] : (ChangeGroup[])[new(true, statements) { Tables = called }], .. retyping.Groups];
        // No body follows a name that has changed.
        IReadOnlyList<string> reports = [.. retyping.Reports, .. plan.Reports.Union(BodyReports.Of(first, to), StringComparer.Ordinal)];
        return new(lead, plan with { Reports = reports }, [.. made.Distinct()]) { Copies = retyping.Copies, Look = look, Groups = Begun(look,
            statements.Count > 0 ? called : null, [.. lead, .. plan.Groups]) };
    }

    private sealed record Renaming(IReadOnlyList<Change> Statements, IReadOnlyList<Rename> Made, DatabaseSchema After);

    // Round by round: after each, names are free and addresses have changed.
    private static async Task<Renaming> RenamedAsync(
        ShadowServer server, DatabaseUrl copy, CatalogOptions options, DatabaseSchema from, DatabaseSchema to, TransitionWish wish,
        CancellationToken cancellation)
    {
        List<Change> statements = [];
        List<Rename> made = [];
        var first = from;
        var renames = wish.Renames;
        HashSet<string> asked = new(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds; round++)
        {
            var steps = new RenameRound(from, to, renames).Steps(out renames);
            if (steps.Count == 0)
            {
                // Once a table has its new name, its columns can look alike.
                if (wish.Judge is null || LookAlike.Between(from, to, wish.Denied).Where(p => asked.Add($"{p}")).ToList() is not [_, ..] pairs
                    || wish.Judge(pairs) is not [_, ..] answered)
                {
                    break;
                }

                renames = [.. renames, .. answered];
                continue;
            }

            await ExecuteAsync(server, copy, steps, cancellation);
            statements.AddRange(steps.Select(s => s.Change));
            made.AddRange(steps.Select(s => s.Declared?.Declared).OfType<Rename>());
            from = (await ShadowServer.ReadAsync(copy, options, cancellation)).WithWhatIsNeverCopied(first);
        }

        return new(statements, made, from);
    }

    private static async Task ExecuteAsync(ShadowServer server, DatabaseUrl copy, IReadOnlyList<RenameStep> steps, CancellationToken cancellation)
    {
        try
        {
            await server.ExecuteAsync(copy, [.. steps.Select(s => s.Change)], cancellation);
        }
        catch (ServerException e)
        {
            throw SchemaErrors.RenameRefused(steps, e);
        }
    }

    /// <summary>Which column holds the values of which meanwhile: the down migration fills what it recreates.</summary>
    public IReadOnlyList<ColumnCopy> Copies { get; init; } = [];

    /// <summary>What looks at rows first; null when nothing depends on them.</summary>
    public Change? Look { get; init; }

    /// <summary>All statements, as they go into transactions; the look at rows comes before everything.</summary>
    public IReadOnlyList<ChangeGroup> Groups { get => field ?? [.. Lead, .. Plan.Groups]; private init; }

    // What gets another name and what knows it by that name change together, as long as no other table is locked for it.
    private static IReadOnlyList<ChangeGroup> Begun(Change? look, HashSet<string>? renamed, IReadOnlyList<ChangeGroup> groups)
    {
        if (renamed is not null && groups is [_, { InTransaction: true } next, ..] && next.Tables.All(renamed.Contains))
            groups = [groups[0] with { Changes = [.. groups[0].Changes, .. next.Changes] }, .. groups.Skip(2)];
        return look is null || groups.Count == 0 ? groups : [groups[0] with { Changes = [look, .. groups[0].Changes] }, .. groups.Skip(1)];
    }

    /// <summary>The renames that lead back.</summary>
    public IReadOnlyList<Rename> Back => [.. Made.Select(Reversed)];

    // A part is found through what it belongs to, which has its old name again by then.
    private Rename Reversed(Rename rename)
    {
        if (rename.Part is null) return rename with { Relation = new(rename.Old.Schema ?? rename.Relation.Schema, rename.Old.Name), Old = rename.Relation };
        var whole = Made.FirstOrDefault(m => m.Part is null && m.Relation.Name == rename.Relation.Name);
        return rename with { Relation = whole is null
            ? rename.Relation
            : new(whole.Old.Schema ?? rename.Relation.Schema, whole.Old.Name), Part = rename.Old.Name, Old = new(null, rename.Part) };
    }
}

/// <summary>Makes of a schema the question whether a statement, executed in it, would make the server write the rows of a table again.</summary>
/// <param name="schema">The schema in which the statements would run.</param>
public delegate Func<SqlScript, bool> RewriteJudge(DatabaseSchema schema);

/// <summary>How to get from one schema to another.</summary>
/// <param name="Renames">The declared renames.</param>
/// <param name="Denied">What is declared to be no rename.</param>
/// <param name="Judge">Says what happens when something goes and something like it comes: the renames among them. Null to plan both as they are.</param>
/// <param name="Style">How to treat others at work.</param>
public sealed record TransitionWish(
    IReadOnlyList<Rename> Renames, IReadOnlyList<Rename> Denied, Func<IReadOnlyList<LookAlike>, IReadOnlyList<Rename>>? Judge, PlanStyle Style)
{
    /// <summary>Which column holds the values of which: one that is recreated is filled from the other.</summary>
    public IReadOnlyList<ColumnCopy> Copies { get; init; } = [];

    /// <summary>Says which changes of a column's type write the rows again. An online plan needs it; null where nothing is planned online.</summary>
    public RewriteJudge? Rewrites { get; init; }

    /// <summary>True for the down migration of one migration: columns change their types in place, and what PostgreSQL cannot roll back stays.</summary>
    public bool IsBack { get; init; }

    /// <summary>True when all statements are one transaction: what could be used only after it is recreated instead.</summary>
    public bool InOneTransaction { get; init; }

    /// <summary>A judge that refuses: what looks like a rename has to be declared.</summary>
    /// <exception cref="Foundation.Errors.ToolException">Always (<c>CONF-SCH-007</c>).</exception>
    public static IReadOnlyList<Rename> Refuse(IReadOnlyList<LookAlike> pairs) => throw SchemaErrors.Ambiguous(pairs);

    /// <summary>What the files say.</summary>
    /// <param name="source">The DDL files; null when there are none.</param>
    /// <param name="judge">As <see cref="Judge"/>.</param>
    /// <param name="style">How to treat others at work.</param>
    public static TransitionWish Of(SchemaSource? source, Func<IReadOnlyList<LookAlike>, IReadOnlyList<Rename>> judge, PlanStyle style) =>
        new(source is null ? [] : RenameDeclarations.In(source), source is null ? [] : RenameDeclarations.Denied(source), judge, style);
}
