using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Types and functions, and the tables that hold them.</summary>
internal static class TypeEffects
{
    internal static void CreateEnum(CreateEnumType statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "a type is added");
        e.Relations.Enums.Add(Full(statement.Name, e));
    }

    internal static void CreateDomain(CreateDomain statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "a domain is added");
        e.Relations.Domains[Full(statement.Name, e)] = new(statement.Type, statement.Constraints.Any(c => c is CheckConstraint or NotNullConstraint));
    }

    internal static void AlterDomain(AlterDomain statement, Effect e)
    {
        e.Risk(RiskTier.Reversible, "a domain changes");
        var name = Full(statement.Name, e);
        var checks = statement.Action is DomainAction.SetNotNull or DomainAction.AddConstraint { Constraint.NotValid: false }
            or DomainAction.ValidateConstraint;
        if (checks && !e.Relations.IsComplete) e.Assume("tables that use the domain are not known");
        if (checks && !e.Relations.IsComplete) e.Risk(RiskTier.LockRisky, "every table with a column of the domain is read while writes to it wait");
        if (checks) Scan(name, e);
        if (statement.Action is DomainAction.SetNotNull or DomainAction.AddConstraint && e.Relations.Domains.TryGetValue(name, out var domain))
            e.Relations.Domains[name] = domain with { Checks = true };
    }

    internal static void AlterComposite(AlterCompositeType statement, Effect e)
    {
        e.Risk(statement.Actions.Any(a => a is AttributeAction.Drop) ? RiskTier.Destructive : RiskTier.Reversible, "values of a composite type change");
        if (statement.Actions.Any(a => a.Cascade) && !e.Relations.IsComplete) e.Assume("typed tables change with the type");
    }

    internal static void CreateRoutine(CreateRoutine statement, Effect e)
    {
        var (name, isNew) = (Full(statement.Name, e), !statement.OrReplace);
        e.Risk(isNew ? RiskTier.Additive : RiskTier.Reversible, isNew ? "a function is added" : "a function is added or changed");
        e.Relations.VolatileFunctions[name] = statement.Attributes.Volatility?.ToUpperInvariant() is not ("IMMUTABLE" or "STABLE");
    }

    private static void Scan(QualifiedName domain, Effect e)
    {
        foreach (var relation in e.Relations.All.Where(r => r.Kind is ObjectKind.Table or ObjectKind.MaterializedView && !r.IsPartitioned
            && r.Columns.Values.Any(c => c.Type?.Name == domain)).ToList())
        {
            e.Lock(relation, LockMode.Share);
            e.WorkAlone(relation, TableWork.Scan);
        }
    }

    private static QualifiedName Full(SqlName name, Effect e) => name.Value with { Schema = name.Schema ?? e.Relations.SearchPath[0] };
}
