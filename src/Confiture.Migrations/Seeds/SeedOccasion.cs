namespace Confiture.Migrations;

/// <summary>What seeds are applied for: it decides what a failed one leaves behind, and what to type afterwards.</summary>
public enum SeedOccasion
{
    /// <summary>An existing database gets what it lacks.</summary>
    Apply,

    /// <summary>A database is being built from the DDL files or by all migrations; one that the build created is dropped if a seed fails.</summary>
    Build,

    /// <summary>The files are loaded into a temporary database.</summary>
    Scratch,
}
