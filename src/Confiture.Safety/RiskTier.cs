namespace Confiture.Safety;

/// <summary>The risk of a statement; a later value is never safer than an earlier one.</summary>
public enum RiskTier
{
    /// <summary>Something new is added.</summary>
    Additive,

    /// <summary>Something existing changes, and another statement reverts it without loss.</summary>
    Reversible,

    /// <summary>Reads or writes of an existing table wait while it is read, rewritten or indexed, or for as long as a transaction lasts.</summary>
    LockRisky,

    /// <summary>Rows or values are lost; the structure can be restored, its contents cannot.</summary>
    Destructive,

    /// <summary>SQL cannot undo it, and more is lost than the statement names.</summary>
    Irreversible,

    /// <summary>It is not known what the statement does. It is never safe.</summary>
    Unclassified,
}

/// <summary>Whether a statement may run inside a transaction.</summary>
public enum TransactionRule
{
    /// <summary>It may.</summary>
    Allowed,

    /// <summary>The server refuses it there (SQLSTATE 25001).</summary>
    Forbidden,

    /// <summary>It depends on what it calls.</summary>
    Unknown,
}

/// <summary>Work on the rows of a table, which takes time in proportion to their number.</summary>
public enum TableWork
{
    /// <summary>Every row is read.</summary>
    Scan,

    /// <summary>Every row is read and an index is made.</summary>
    IndexBuild,

    /// <summary>Every row is rewritten into a new file, and every index is rebuilt.</summary>
    Rewrite,
}
