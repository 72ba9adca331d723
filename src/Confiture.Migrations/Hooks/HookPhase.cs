namespace Confiture.Migrations;

/// <summary>When a hook runs, for each migration, up and down.</summary>
public enum HookPhase
{
    /// <summary>In the migration's transaction, first: to check what the migration relies on.</summary>
    BeforeValidation,

    /// <summary>In the transaction, before the migration's statements.</summary>
    BeforeDdl,

    /// <summary>In the transaction, after the migration's statements: for example to backfill a read model.</summary>
    AfterDdl,

    /// <summary>In the transaction, last: to check what the migration leaves.</summary>
    AfterValidation,

    /// <summary>After the end, whichever it was. It cannot fail the migration any more.</summary>
    Cleanup,

    /// <summary>After the rollback of a migration that failed.</summary>
    OnError,
}

/// <summary>The phases as configuration files, directories and context name them.</summary>
public static class HookPhases
{
    /// <summary>The name of each phase, for example <c>BEFORE_DDL</c>.</summary>
    public static IReadOnlyDictionary<string, HookPhase> ByName { get; } = new Dictionary<string, HookPhase>(StringComparer.OrdinalIgnoreCase)
    {
        ["BEFORE_VALIDATION"] = HookPhase.BeforeValidation,
        ["BEFORE_DDL"] = HookPhase.BeforeDdl,
        ["AFTER_DDL"] = HookPhase.AfterDdl,
        ["AFTER_VALIDATION"] = HookPhase.AfterValidation,
        ["CLEANUP"] = HookPhase.Cleanup,
        ["ON_ERROR"] = HookPhase.OnError,
    };

    /// <summary>The name of a phase.</summary>
    public static string NameOf(HookPhase phase) => ByName.First(pair => pair.Value == phase).Key;
}
