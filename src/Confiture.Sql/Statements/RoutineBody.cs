namespace Confiture.Sql;

/// <summary>
/// Follows function bodies in the SQL standard's form, <c>BEGIN ATOMIC a; b; END</c>, whose semicolons do not end the statement.
/// They are only in CREATE [OR REPLACE] FUNCTION or PROCEDURE, and one can hold another.
/// </summary>
/// <remarks>
/// By the grammar every statement in a body ends with a semicolon, so the END of a body follows a semicolon or ATOMIC directly. The END
/// of a CASE, or one that is a column's name, never does; so CASE needs no counting.
/// </remarks>
internal sealed class RoutineBody(string text)
{
    private enum Place
    {
        Start,
        Create,
        CreateOr,
        CreateOrReplace,
        Routine,
        Begin,
        Elsewhere,
    }

    private Place place;
    private bool endMayFollow;
    private int open;

    public bool IsOpen => open > 0;

    public void Reset()
    {
        place = Place.Start;
        endMayFollow = false;
        open = 0;
    }

    /// <summary>Takes the next token that is not trivia, with the depth of parentheses after it.</summary>
    public void Add(SqlToken token, int depth)
    {
        if (token.Kind == SqlTokenKind.Semicolon && depth == 0)
        {
            place = Place.Start;
            endMayFollow = true;
            return;
        }

        if (IsOpen && endMayFollow && token.Is(text, "END"))
        {
            open--;
            place = Place.Elsewhere;
        }
        else
        {
            place = After(token, depth);
        }

        endMayFollow = place == Place.Start;
    }

    private Place After(SqlToken token, int depth)
    {
        switch (place)
        {
            case Place.Start:
                return token.Is(text, "CREATE") ? Place.Create : Place.Elsewhere;
            case Place.Create when token.Is(text, "OR"):
                return Place.CreateOr;
            case Place.CreateOr:
                return token.Is(text, "REPLACE") ? Place.CreateOrReplace : Place.Elsewhere;
            case Place.Create or Place.CreateOrReplace:
                return token.Is(text, "FUNCTION") || token.Is(text, "PROCEDURE") ? Place.Routine : Place.Elsewhere;
            case Place.Begin when token.Is(text, "ATOMIC"):
                open++;
                return Place.Start;
            case Place.Routine or Place.Begin:
                return depth == 0 && token.Is(text, "BEGIN") ? Place.Begin : Place.Routine;
            default:
                return Place.Elsewhere;
        }
    }
}
