using System.Text;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// The look at rows before the first change: a plan that depends on the rows stops there, with nothing changed, instead of midway.
/// It takes no lock that anybody waits for, and what it has found out is found out again by the changes themselves.
/// </summary>
internal static class RowLook
{
    /// <summary>The statement; null when the plan does not depend on rows.</summary>
    internal static Change? Of(IReadOnlyList<RowCheck> checks)
    {
        if (checks.Count == 0) return null;
        var body = new StringBuilder("\nBEGIN\n");
        foreach (var check in checks) body.Append(check.Fails ? Failing(check) : Finding(check));
        return new($"DO {SqlLiteral.QuoteWithDollars("look", body.Append("END\n").ToString())}")
        {
            Pace = Pace.Long,
            Checks = [.. checks.Select(c => c.Words)],
            Ignores = ["unclassified-statement it reads rows and changes nothing"],
        };
    }

    private static string Finding(RowCheck check) => $"""
            {check.Test};
            IF found THEN
                RAISE EXCEPTION USING ERRCODE = '{check.State}', MESSAGE = {check.Failure}, HINT = 'Nothing was changed. Change the rows, then run this again.';
            END IF;

        """;

    private static string Failing(RowCheck check) => $"""
            BEGIN
                {check.Test};
            EXCEPTION WHEN OTHERS THEN
                RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = {check.Failure} || SQLERRM,
                    HINT = 'Nothing was changed. Change the rows, then run this again.';
            END;

        """;
}
