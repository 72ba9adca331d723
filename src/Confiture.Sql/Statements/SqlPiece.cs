namespace Confiture.Sql;

/// <summary>The kind of a piece of a script.</summary>
public enum SqlPieceKind
{
    /// <summary>White space between statements; also the byte order mark at the start.</summary>
    Space,

    /// <summary>One comment between statements, without the line end of a line comment;
    /// also a line <c>\restrict</c> or <c>\unrestrict</c> of pg_dump.</summary>
    Comment,

    /// <summary>A statement, with the comments and the space inside it.</summary>
    Statement,

    /// <summary>The rows that follow <c>COPY ... FROM STDIN;</c>, with the line <c>\.</c> that ends them.</summary>
    Data,

    /// <summary>A semicolon that ends a statement or stands for an empty one.</summary>
    Terminator,
}

/// <summary>A run of characters of a script. The pieces of a script, joined in order, are its text.</summary>
public readonly record struct SqlPiece
{
    private readonly string? script;

    internal SqlPiece(string script, SqlPieceKind kind, int start, int length)
    {
        this.script = script;
        Kind = kind;
        Start = start;
        Length = length;
    }

    /// <summary>The kind of the piece.</summary>
    public SqlPieceKind Kind { get; }

    /// <summary>The offset of the first character in the script, in UTF-16 units.</summary>
    public int Start { get; }

    /// <summary>The length in UTF-16 units; never zero.</summary>
    public int Length { get; }

    /// <summary>The characters of the piece.</summary>
    public string Text => script?.Substring(Start, Length) ?? "";
}
