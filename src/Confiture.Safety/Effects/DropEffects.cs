using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>DROP: what goes, what goes with it, and the tables that notice.</summary>
internal static class DropEffects
{
    internal static void Apply(DropObjects statement, Effect e)
    {
        foreach (var item in statement.Objects) Apply(statement, item, e);
        if (statement.Cascade && !e.Relations.IsComplete) e.Assume("CASCADE drops what depends on it");
    }

    /// <summary>Locks a relation that is dropped and all that goes or changes with it, and forgets it.</summary>
    internal static void LockDropped(Relation relation, Effect e)
    {
        var dropped = Walk.From(relation, static r => [.. r.Children, .. r.ReadBy]);
        foreach (var member in dropped)
        {
            e.Lock(member, LockMode.AccessExclusive);
            foreach (var part in member.Indexes.Concat(member.Sequences)) e.Lock(part, LockMode.AccessExclusive);
            foreach (var key in member.ForeignKeys) e.LockTree(key.References!, LockMode.AccessExclusive);
            foreach (var (table, _) in member.ReferencedBy.ToList()) e.LockTree(table, LockMode.AccessExclusive);
            foreach (var parent in member.Parents.Where(_ => member.IsPartition).ToList())
            {
                e.Lock(parent, LockMode.AccessExclusive);
                if (parent.DefaultPartition is { } rest) e.Lock(rest, LockMode.AccessExclusive);
            }
        }

        foreach (var member in dropped) e.Relations.Remove(member);
    }

    private static void Apply(DropObjects statement, ObjectReference item, Effect e)
    {
        var (tier, reason) = Risk(statement, item, e);
        e.Risk(tier, reason);
        if (statement.Concurrently) e.Transaction = TransactionRule.Forbidden;
        switch (item.Kind)
        {
            case ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView
                or ObjectKind.PropertyGraph or ObjectKind.Sequence:
                if (statement.IfExists && e.Relations.IsComplete && e.Relations.Find(item.Name) is null) return;
                var relation = e.Relation(item.Name, item.Kind);
                LockDropped(relation, e);
                break;
            case ObjectKind.Index:
                DropIndex(statement, item, e);
                break;
            case ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy when item.On is { } table:
                e.LockTree(e.Relation(table), LockMode.AccessExclusive);
                break;
            case ObjectKind.Statistics:
                if (e.Relations.Statistics.Remove(e.Relations.Resolve(item.Name.Value), out var described)) e.Lock(described, LockMode.ShareUpdateExclusive);
                break;
            case ObjectKind.Schema when statement.Cascade:
                foreach (var inside in e.Relations.All.Where(r => r.Name.Schema == item.Name.Name && r.Owner is null).ToList()) LockDropped(inside, e);
                break;
            case ObjectKind.Database or ObjectKind.Tablespace:
                e.Transaction = TransactionRule.Forbidden;
                break;
            case ObjectKind.Subscription:
                e.Transaction = TransactionRule.Unknown;
                break;
        }
    }

    private static void DropIndex(DropObjects statement, ObjectReference item, Effect e)
    {
        if (statement.IfExists && e.Relations.IsComplete && e.Relations.Find(item.Name) is null) return;
        var index = e.Relation(item.Name, ObjectKind.Index);
        var mode = statement.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive;
        e.Lock(index, mode);
        if (index.Owner is { } table) e.LockTree(table, mode);
        else if (!statement.Concurrently) e.Assume("the index's table is locked too and is assumed to be in use");
        e.Relations.Remove(index);
    }

    private static (RiskTier Tier, string Reason) Risk(DropObjects statement, ObjectReference item, Effect e) => item.Kind switch
    {
        ObjectKind.Table when e.Relations.Find(item.Name) is { IsNew: true } => (RiskTier.Reversible, "a table created by this script is dropped"),
        ObjectKind.Table => (RiskTier.Destructive, "the table's rows are lost"),
        ObjectKind.Schema when statement.Cascade => (RiskTier.Irreversible, "everything in the schema is lost"),
        ObjectKind.Extension when statement.Cascade => (RiskTier.Irreversible, "everything that uses the extension is lost, including columns of its types"),
        ObjectKind.Database or ObjectKind.Tablespace or ObjectKind.LargeObject => (RiskTier.Irreversible, "all of it is lost"),
        ObjectKind.Type or ObjectKind.Domain when statement.Cascade => (RiskTier.Destructive, "columns of the type are lost"),
        ObjectKind.Sequence => (RiskTier.Destructive, "the value of the sequence is lost"),
        ObjectKind.Subscription or ObjectKind.UserMapping or ObjectKind.Server when statement.Cascade => (RiskTier.Destructive, "what depends on it is lost"),
        _ when statement.Cascade => (RiskTier.Destructive, "everything that depends on it is dropped too"),
        _ => (RiskTier.Reversible, $"{Word(item.Kind)} is dropped and can be recreated"),
    };

    private static string Word(ObjectKind kind) => kind switch { ObjectKind.Index => "an index", ObjectKind.MaterializedView => "a materialized view",
        ObjectKind.EventTrigger => "an event trigger", ObjectKind.PropertyGraph => "a property graph", _ => $"a {kind.ToString().ToLowerInvariant()}" };
}
