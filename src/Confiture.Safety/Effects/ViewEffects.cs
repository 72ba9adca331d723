using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Views and materialised views that are made or filled.</summary>
internal static class ViewEffects
{
    internal static void Create(CreateView statement, Effect e)
    {
        var present = e.Relations.Find(statement.Name);
        e.Risk(present is null ? RiskTier.Additive : RiskTier.Reversible, present is null ? "a view is added" : "a view is changed");
        if (statement.OrReplace && present is null && !e.Relations.IsComplete)
            e.Lock(present = e.Relation(statement.Name, ObjectKind.View), LockMode.AccessExclusive);
        else if (present is not null) e.Lock(present, LockMode.AccessExclusive);
        Make(statement.Name, ObjectKind.View, statement.Query, e, present, statement.Persistence == Persistence.Temporary);
    }

    internal static void CreateMaterialized(CreateMaterializedView statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "a materialized view is added");
        Make(statement.Name, ObjectKind.MaterializedView, statement.Query, e, null);
        // The view is filled through what the views under it read.
        if (!statement.WithData) return;
        QueryEffects.Read(statement.Query, e);
        FunctionCalls.Judge(statement.Query, e);
    }

    internal static void Refresh(RefreshMaterializedView statement, Effect e)
    {
        var view = e.Relation(statement.Name, ObjectKind.MaterializedView);
        var mode = statement.Concurrently ? LockMode.Exclusive : LockMode.AccessExclusive;
        e.Lock(view, mode);
        e.Risk(RiskTier.Additive, $"{view} is refreshed");
        e.Risk(RiskTier.LockRisky, $"{view} is refreshed under {mode.Sql}, which blocks {mode.Blocked} while its query runs");
        if (statement.Concurrently || !statement.WithData)
        {
            if (!statement.WithData) e.Work(view, TableWork.Rewrite);
            if (!statement.WithData) return;
        }
        else
        {
            e.Work(view, TableWork.Rewrite);
        }

        foreach (var read in Below(view)) e.Lock(read, LockMode.AccessShare);
        if (!view.IsKnown) e.Assume($"what {view} reads is not known");
    }

    /// <summary>A property graph is a view of its tables (PostgreSQL 19).</summary>
    internal static void CreateGraph(CreatePropertyGraph statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "a property graph is added");
        Make(statement.Name, ObjectKind.PropertyGraph, [.. statement.Elements.Select(t => e.Relation(t.Table)).Distinct()], e, null,
            statement.Persistence == Persistence.Temporary);
    }

    internal static void AlterGraph(AlterPropertyGraph statement, Effect e)
    {
        e.Risk(statement.Cascade ? RiskTier.Destructive : RiskTier.Reversible,
            statement.Cascade ? "everything that depends on a part of the graph is dropped too" : "a property graph is changed");
        var graph = e.Relation(statement.Name, ObjectKind.PropertyGraph);
        e.Lock(graph, LockMode.AccessExclusive);
        foreach (var table in statement.Added.Select(t => e.Relation(t.Table)).Distinct())
        {
            e.Lock(table, LockMode.AccessShare);
            graph.Reads.Add(table);
            table.ReadBy.Add(graph);
        }
    }

    /// <summary>The relations that a view reads, through other views down to tables.</summary>
    internal static IEnumerable<Relation> Below(Relation view) =>
        Walk.From(view, r => r == view || r.IsView ? r.Reads : r.Kind == ObjectKind.Table ? r.Children : []).Skip(1);

    private static void Make(SqlName name, ObjectKind kind, StatementNode query, Effect e, Relation? present, bool temporary = false)
    {
        var reads = query is QueryNode node ? node.Reads.Select(r => e.Relation(r)).Distinct().ToList() : [];
        Make(name, kind, reads, e, present, temporary);
    }

    private static void Make(SqlName name, ObjectKind kind, IReadOnlyList<Relation> reads, Effect e, Relation? present, bool temporary)
    {
        foreach (var read in reads) e.Lock(read, LockMode.AccessShare);
        var view = present ?? e.Relations.Made(name.Value, kind, temporary);
        foreach (var read in view.Reads) read.ReadBy.Remove(view);
        view.Reads.Clear();
        view.ForgetColumns();
        view.Reads.AddRange(reads);
        foreach (var read in reads) read.ReadBy.Add(view);
    }
}
