namespace Confiture.Migrations;

/// <summary>What happened to a migration.</summary>
public enum MigrationEventKind
{
    /// <summary>Its up file ran.</summary>
    Applied,

    /// <summary>Its up file was begun outside a transaction, and is not finished.</summary>
    Started,

    /// <summary>It was recorded as applied without being run.</summary>
    Recorded,

    /// <summary>It ran with another tool, whose records were taken over.</summary>
    Adopted,

    /// <summary>Its changed files were accepted.</summary>
    Repaired,

    /// <summary>Its down file ran.</summary>
    RolledBack,

    /// <summary>Its up or down file failed.</summary>
    Failed,
}

/// <summary>Something that happened to a migration in a database.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Version">Fourteen digits.</param>
/// <param name="Name">The migration's name at that time.</param>
/// <param name="By"><c>user@host</c> of the user who did it.</param>
/// <param name="Milliseconds">How long it took; null where nothing ran.</param>
/// <param name="Deployment">The deployment that did it; null for a run by hand.</param>
/// <param name="Detail">What else is to be known, for example the error; null for nothing.</param>
public sealed record MigrationEvent(
    DateTimeOffset At, MigrationEventKind Kind, string Version, string Name, string By, long? Milliseconds, string? Deployment, string? Detail)
{
    /// <summary>The kind in the words of the database, for example <c>rolled back</c>.</summary>
    public string Word => WordOf(Kind);

    internal static string WordOf(MigrationEventKind kind) => kind == MigrationEventKind.RolledBack ? "rolled back" : kind.ToString().ToLowerInvariant();

    internal static MigrationEventKind KindOf(string word) =>
        Enum.GetValues<MigrationEventKind>().FirstOrDefault(kind => WordOf(kind) == word, MigrationEventKind.Failed);
}
