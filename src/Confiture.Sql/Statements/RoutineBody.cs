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

    private Place _place;
    private bool _endMayFollow;
    private int _open;

    public bool IsOpen => _open > 0;

    public void Reset()
    {
        _place = Place.Start;
        _endMayFollow = false;
        _open = 0;
    }

    /// <summary>Takes the next token that is not trivia, with the depth of parentheses after it.</summary>
    public void Add(SqlToken token, int depth)
    {
        if (token.Kind == SqlTokenKind.Semicolon && depth == 0)
        {
            _place = Place.Start;
            _endMayFollow = true;
            return;
        }

        if (IsOpen && _endMayFollow && token.Is(text, "END"))
        {
            _open--;
            _place = Place.Elsewhere;
        }
        else
        {
            _place = After(token, depth);
        }

        _endMayFollow = _place == Place.Start;
    }

    private Place After(SqlToken token, int depth)
    {
        switch (_place)
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
                _open++;
                return Place.Start;
            case Place.Routine or Place.Begin:
                return depth == 0 && token.Is(text, "BEGIN") ? Place.Begin : Place.Routine;
            default:
                return Place.Elsewhere;
        }
    }
}
