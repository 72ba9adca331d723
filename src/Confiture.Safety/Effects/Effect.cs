using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Collects what one statement does. A statement without a known risk stays unclassified.</summary>
internal sealed class Effect(SqlScript script, int version, RelationState relations, SessionState session)
{
    private readonly Dictionary<Relation, ObjectLock> locks = [];
    private readonly List<(RiskTier Tier, string Reason)> risks = [];
    private readonly Dictionary<(Relation Relation, TableWork Work), ObjectWork> work = [];
    private readonly List<string> assumptions = [];

    private readonly List<ActionWork> byAction = [];

    internal SqlScript Script => script;

    /// <summary>The action of ALTER TABLE that is being looked at.</summary>
    internal TableAction? Action { private get; set; }

    /// <summary>The work that each action of ALTER TABLE makes on rows that others use.</summary>
    internal IReadOnlyList<ActionWork> ByAction => byAction;

    internal int Version => version;

    internal RelationState Relations => relations;

    internal SessionState Session => session;

    internal TransactionRule Transaction { get; set; }

    internal IReadOnlyList<ObjectLock> Locks => locks.Count switch
    {
        0 => [],
        1 => [locks.Values.First()],
        _ => [.. locks.Values.OrderByDescending(l => l.Mode).ThenBy(l => l.Object.Schema, StringComparer.Ordinal)
            .ThenBy(l => l.Object.Name, StringComparer.Ordinal)],
    };

    internal IReadOnlyList<ObjectWork> WorkDone => work.Count == 0 ? [] : [.. work.Values];

    internal IReadOnlyList<string> Assumptions =>
        [.. assumptions, .. locks.Keys.Where(r => !r.IsKnown).Select(r =>
            $"the partitions, child tables, indexes and sequences of {r}, and the views and foreign keys on it, are not known")];

    /// <summary>Whether it locks an unknown relation, which may have dependents.</summary>
    internal bool LocksUnknown => locks.Keys.Any(r => !r.IsKnown);

    internal RiskTier Tier
    {
        get
        {
            if (risks.Count == 0) return RiskTier.Unclassified;
            var tier = risks[0].Tier;
            foreach (var risk in risks) tier = risk.Tier > tier ? risk.Tier : tier;
            return tier < RiskTier.LockRisky && work.Any(BlocksWrites) ? RiskTier.LockRisky : tier;
        }
    }

    internal IReadOnlyList<string> Reasons => [.. All.OrderByDescending(r => r.Tier).Select(r => r.Reason).Distinct(StringComparer.Ordinal)];

    /// <summary>The risks of the statements, plus those of long-running work under a blocking lock.</summary>
    private IEnumerable<(RiskTier Tier, string Reason)> All => risks.Count == 0 || work.Count == 0 ? risks : risks.Concat(
        from done in work
        where BlocksWrites(done)
        let held = locks[done.Key.Relation]
        select (RiskTier.LockRisky, $"{Verb(done.Key.Work)} {done.Key.Relation} under {held.Mode.Sql}, which blocks {held.Mode.Blocked} meanwhile"));

    private bool BlocksWrites(KeyValuePair<(Relation Relation, TableWork Work), ObjectWork> done) =>
        !done.Value.IsNew && locks.TryGetValue(done.Key.Relation, out var held) && held.Mode.BlocksWrites;

    /// <summary>The relation of a name; one that is not known is taken to be an ordinary one in use.</summary>
    internal Relation Relation(SqlName name, ObjectKind kind = ObjectKind.Table) => Relation(name.Value, kind);

    internal Relation Relation(QualifiedName name, ObjectKind kind = ObjectKind.Table)
    {
        if (relations.Find(name) is { } found) return found;
        var made = relations.Add(new(relations.Resolve(name), kind));
        if (relations.IsComplete) Assume($"{made} is not in the schema; it is assumed to be a table in use");
        return made;
    }

    internal void Lock(Relation relation, LockMode mode)
    {
        if (!locks.TryGetValue(relation, out var held) || held.Mode < mode) locks[relation] = new(relation.Name, relation.Kind, mode, relation.IsNew);
    }

    /// <summary>Locks a relation and all that inherits from it.</summary>
    internal void LockTree(Relation relation, LockMode mode)
    {
        foreach (var member in relation.Tree) Lock(member, mode);
    }

    /// <summary>Work on the rows of a relation and its descendants. Relations without rows are skipped.</summary>
    internal void Work(Relation relation, TableWork what)
    {
        foreach (var member in relation.Tree) WorkAlone(member, what);
    }

    /// <summary>Work on the rows of one relation.</summary>
    internal void WorkAlone(Relation relation, TableWork what)
    {
        if (!relation.IsPartitioned && relation.Kind is ObjectKind.Table or ObjectKind.MaterializedView) Note(relation, what);
    }

    /// <summary>The action that is being looked at can lose digits of values.</summary>
    internal void Loses()
    {
        if (Action is not null) byAction.Add(new(Action, null));
    }

    private void Note(Relation relation, TableWork what)
    {
        work[(relation, what)] = new(relation.Name, what, relation.IsNew);
        if (Action is not null && !relation.IsNew) byAction.Add(new(Action, what));
    }

    internal void Risk(RiskTier tier, string reason) => risks.Add((tier, reason));

    internal void Assume(string what)
    {
        if (!assumptions.Contains(what)) assumptions.Add(what);
    }

    internal string Text(SqlSpan span) => span.In(script.Text);

    internal ExpressionFacts Facts(SqlSpan span) => ExpressionFacts.Of(script, span);

    private static string Verb(TableWork what) => what switch { TableWork.Scan => "reads all of", TableWork.Rewrite => "rewrites", _ => "builds an index on" };
}
