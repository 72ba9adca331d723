namespace Confiture.Project;

/// <summary>When the rows that a foreign key refers to exist.</summary>
internal enum ReferenceTime
{
    /// <summary>Before the rows that refer to them.</summary>
    Before,

    /// <summary>In the same statement: a table that refers to itself, or a circle of tables.</summary>
    Within,

    /// <summary>After them: the columns are NULL first and updated at the end.</summary>
    After,

    /// <summary>Never: the columns stay NULL.</summary>
    Never,
}

/// <summary>A foreign key of a table that gets rows.</summary>
/// <param name="Facts">What the catalogs say.</param>
/// <param name="IsNullable">True when rows without a reference are allowed.</param>
/// <param name="IsUnique">True when no two rows may have the same reference.</param>
internal sealed record PlannedReference(SeedReference Facts, bool IsNullable, bool IsUnique)
{
    internal ReferenceTime Time { get; set; }

    /// <summary>The keys that exist, or, of a circle, those of the rows at work.</summary>
    internal KeySet Keys { get; set; } = new();

    internal bool IsToSelf => Facts.Parent == Facts.Table;
}
