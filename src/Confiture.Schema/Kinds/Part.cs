namespace Confiture.Schema;

/// <summary>What columns, constraints and indexes have alike, as parts of a table.</summary>
internal static class Part
{
    internal static readonly Attribute<string> Definition = new("definition");

    /// <summary>True for what the table has only from those above it.</summary>
    internal static readonly Attribute<bool> Inherited = new("inherited");

    /// <summary>True for what the table has from those above it, be it its own as well or not.</summary>
    internal static readonly Attribute<bool> Above = new("above");

    /// <summary>False for an index that is not complete.</summary>
    internal static readonly Attribute<bool?> Valid = new("valid");

    /// <summary>The index of the whole table that the index of a partition is part of.</summary>
    internal static readonly Attribute<string> PartOf = new("part_of");
}

/// <summary>How what has rows or entries is stored.</summary>
internal static class Stored
{
    internal static readonly Attribute<bool?> Unlogged = new("unlogged");

    internal static readonly Attribute<string> Tablespace = new("tablespace"), AccessMethod = new("access_method");

    internal static readonly Attribute<IReadOnlyList<string>> Options = new("options"), ToastOptions = new("toast_options");
}
