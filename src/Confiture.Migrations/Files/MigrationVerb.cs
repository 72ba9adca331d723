namespace Confiture.Migrations;

/// <summary>The direction of a run.</summary>
public enum MigrationVerb
{
    /// <summary>Apply.</summary>
    Up,

    /// <summary>Roll back.</summary>
    Down,
}
