using System.Text.RegularExpressions;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>The possible effects of the functions that an expression calls: PostgreSQL's own by its catalogs,
/// the schema's by their declarations, others unknown.</summary>
internal static partial class FunctionCalls
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

    /// <summary>Locks the sequences that a query names when it draws or sets values.</summary>
    internal static void LockSequences(StatementNode query, Effect e)
    {
        foreach (Match call in SequenceCall().Matches(e.Text(query.Span)))
            if (e.Relations.Find(QualifiedName.Parse(call.Groups["name"].Value)) is { } sequence) e.Lock(sequence, LockMode.RowExclusive);
    }

    [GeneratedRegex(@"\b(nextval|setval|currval)\s*\(\s*'(?<name>[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?)'",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SequenceCall();

    private static Volatility? CatalogOf(SqlName function, Effect e) =>
        function.Schema is null or "pg_catalog" ? CatalogFunctions.Of(function.Name, e.Version, withExtensions: function.Schema is null) : null;

    private static bool? OwnOf(SqlName function, Effect e) =>
        e.Relations.VolatileFunctions.TryGetValue(function.Value with { Schema = function.Schema ?? e.Relations.SearchPath[0] }, out var isVolatile)
            ? isVolatile
            : null;
}
