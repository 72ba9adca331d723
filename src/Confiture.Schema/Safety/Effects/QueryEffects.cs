using Confiture.Sql.Syntax;

namespace Confiture.Schema;

/// <summary>Statements that read or change rows: locks of rows and of what holds them, and of the other ends of foreign keys.</summary>
internal static class QueryEffects
{
    internal static void Query(QueryNode query, Effect e)
    {
        foreach (var part in query.With) Apply(part.Statement, e);
        Read(query, e, query is Select { LocksRows: true } ? LockMode.RowShare : LockMode.AccessShare);
        switch (query)
        {
            case Select select:
                e.Risk(RiskTier.Additive, "rows are read");
                if (select.Into is { } into) e.Relations.Made(into.Value, ObjectKind.Table, temporary: false);
                Calls(select, e);
                break;
            case Insert insert:
                Change(insert, e, insert.OnConflict == "update" ? RiskTier.Destructive : RiskTier.Reversible, "rows are added");
                break;
            case Update update:
                Change(update, e, RiskTier.Destructive, "old values are lost");
                if (!update.HasWhere) e.Risk(RiskTier.LockRisky, "every row is locked to the end of the transaction");
                break;
            case Delete delete:
                Change(delete, e, RiskTier.Destructive, "rows are lost");
                break;
            case Merge merge:
                Change(merge, e, RiskTier.Destructive, "rows are added, changed or lost");
                break;
        }
    }

    /// <summary>Locks what a query reads, through views down to tables.</summary>
    internal static void Read(StatementNode statement, Effect e, LockMode mode = LockMode.AccessShare)
    {
        if (statement is not QueryNode query) return;
        foreach (var relation in query.Reads.Select(r => e.Relation(r)).Distinct())
        {
            e.LockTree(relation, mode);
            foreach (var below in ViewEffects.Below(relation).Where(_ => relation.Kind == ObjectKind.View)) e.Lock(below, mode);
        }
    }

    internal static void Explain(Explain statement, Effect e)
    {
        if (statement.Executes) StatementEffects.Apply(statement.Statement, e);
        else Read(statement.Statement, e);
        if (!statement.Executes && statement.Statement is ChangeNode change) e.LockTree(e.Relation(change.Target), LockMode.RowExclusive);
        if (!statement.Executes) e.Risk(RiskTier.Additive, "a plan is shown");
    }

    internal static void Copy(Copy statement, Effect e)
    {
        if (statement.Program) e.Risk(RiskTier.Unclassified, "a program runs on the server");
        if (statement.Query is { } query) StatementEffects.Apply(query, e);
        else if (statement.Table is { } table) e.Lock(e.Relation(table), statement.From ? LockMode.RowExclusive : LockMode.AccessShare);
        e.Risk(statement.From ? RiskTier.Reversible : RiskTier.Additive, statement.From ? "rows are added" : "rows are written out");
    }

    private static void Apply(StatementNode statement, Effect e)
    {
        if (statement is QueryNode query) Query(query, e);
    }

    private static void Change(ChangeNode change, Effect e, RiskTier tier, string reason)
    {
        var table = e.Relation(change.Target);
        e.Risk(tier, reason);
        foreach (var member in change.Only ? [table] : table.Tree) e.Lock(member, LockMode.RowExclusive);
        foreach (var below in ViewEffects.Below(table).Where(_ => table.Kind == ObjectKind.View)) e.Lock(below, LockMode.RowExclusive);
        // The checks of foreign keys read the other table; an action on delete or update writes to it.
        if (change is not Delete) Each(table.ForeignKeys.Select(k => k.References!), LockMode.RowShare);
        if (change is Delete or Update or Merge) Each(table.ReferencedBy.Where(_ => change is not Update).Select(r => r.Table), LockMode.RowShare);

        void Each(IEnumerable<Relation> others, LockMode mode)
        {
            foreach (var other in others.ToList()) e.Lock(other, mode);
        }
    }

    private static void Calls(Select select, Effect e)
    {
        var facts = ExpressionFacts.Of($"({e.Text(select.Span)})");
        foreach (var function in facts.Functions.Where(f => IsOwn(f, e)))
            e.Risk(RiskTier.Unclassified, $"{function.Name}() can do anything");
    }

    // What is known to be the schema's own and not stable, or is called by the name of a schema of its own.
    private static bool IsOwn(SqlName function, Effect e)
    {
        if (function.Schema is "pg_catalog") return false;
        var name = function.Value with { Schema = function.Schema ?? e.Relations.SearchPath[0] };
        return e.Relations.VolatileFunctions.TryGetValue(name, out var isVolatile) ? isVolatile : function.Schema is not null || !Known.IsBuiltIn(function.Name);
    }
}

/// <summary>Functions of PostgreSQL that selects of migrations call.</summary>
internal static class Known
{
    private static readonly HashSet<string> Names = new(
        ("count sum min max avg now coalesce nullif greatest least lower upper length md5 array_agg string_agg json_agg jsonb_agg exists current_timestamp current_date current_user session_user current_schema " +
         "set_config current_setting nextval setval currval lastval version random gen_random_uuid clock_timestamp generate_series unnest format concat concat_ws to_char to_date to_timestamp to_json to_jsonb row_to_json " +
         "date_trunc date_part extract row_number rank dense_rank lag lead first_value last_value substr substring trim btrim ltrim rtrim replace repeat round floor ceil abs mod bool_and bool_or every cast position " +
         "regexp_replace regexp_matches regexp_match split_part array_length cardinality jsonb_build_object json_build_object jsonb_array_elements jsonb_each to_regclass to_regtype has_table_privilege obj_description " +
         "array_to_string string_to_array left right lpad rpad encode decode digest age make_interval json_build_array jsonb_build_array jsonb_set row values localtime localtimestamp user statement_timestamp transaction_timestamp")
        .Split(' '), StringComparer.Ordinal);

    internal static bool IsBuiltIn(string name) => Names.Contains(name) || name.StartsWith("pg_", StringComparison.Ordinal);
}
