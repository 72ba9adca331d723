using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Statements that a session keeps for later, and what comes from elsewhere.</summary>
internal static class SessionEffects
{
    /// <summary>EXECUTE does what the statement does that was prepared; one that another script prepared can be any.</summary>
    internal static void Execute(ExecuteStatement statement, Effect e)
    {
        if (e.Session.Prepared(statement.Name.Text) is { } prepared)
        {
            StatementEffects.Apply(prepared, e);
            return;
        }

        e.Transaction = TransactionRule.Unknown;
        e.Risk(RiskTier.Unclassified, $"this script does not show what {statement.Name.Text} does");
    }

    /// <summary>The tables that LIMIT TO names are known, the others are not.</summary>
    internal static void Import(ImportForeignSchema statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "foreign tables are added");
        if (statement.Except || statement.Tables.Count == 0) e.Assume("this script does not show which foreign tables are added");
        else foreach (var table in statement.Tables) e.Relations.Made(new(statement.LocalSchema.Text, table.Name), ObjectKind.ForeignTable, temporary: false);
    }

    internal static void MoveAll(MoveAllInTablespace statement, Effect e)
    {
        var what = statement.Kind switch { ObjectKind.Index => "index", ObjectKind.MaterializedView => "materialized view", _ => "table" };
        e.Risk(RiskTier.LockRisky,
            $"every {what} in tablespace {statement.From.Text} is locked ACCESS EXCLUSIVE and copied, one after another, and stays locked until the end of "
            + "the transaction");
        e.Assume($"it is not known which {what} is in the tablespace");
    }

    internal static void Discard(Discard statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "only the session changes");
        if (statement.Target == "all") e.Transaction = TransactionRule.Forbidden;
        if (statement.Target is "all" or "temp") e.Relations.DropTemporary();
    }
}
