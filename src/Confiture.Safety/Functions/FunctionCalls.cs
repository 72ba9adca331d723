using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>The possible effects of the functions that an expression calls: PostgreSQL's own by its catalogs,
/// the schema's by their declarations, others unknown.</summary>
internal static class FunctionCalls
{
    /// <summary>Whether a call can give another answer for each row; one that is not known is taken to.</summary>
    internal static bool IsVolatile(SqlName function, Effect e)
    {
        var own = OwnOf(function, e);
        if (CatalogOf(function, e) is { } known) return known == Volatility.Volatile || (function.Schema is null && own is true);
        if (own is { } isVolatile) return isVolatile;
        e.Assume($"{function.Name}() is assumed to be volatile");
        return true;
    }

    /// <summary>The risks of what a query calls.</summary>
    internal static void Judge(StatementNode query, Effect e)
    {
        foreach (var function in ExpressionFacts.Of($"({e.Text(query.Span)})").Functions)
        {
            var own = OwnOf(function, e);
            if (CatalogOf(function, e) is null ? own is not false : function.Schema is null && own is true)
                e.Risk(RiskTier.Unclassified, $"{function.Name}() can do anything");
            else if (own is null && CatalogFunctions.ActionOf(function.Name) is { } action) e.Risk(action.Tier, action.Reason);
        }
    }

    private static Volatility? CatalogOf(SqlName function, Effect e) =>
        function.Schema is null or "pg_catalog" ? CatalogFunctions.Of(function.Name, e.Version, withExtensions: function.Schema is null) : null;

    private static bool? OwnOf(SqlName function, Effect e) =>
        e.Relations.VolatileFunctions.TryGetValue(function.Value with { Schema = function.Schema ?? e.Relations.SearchPath[0] }, out var isVolatile)
            ? isVolatile
            : null;
}
