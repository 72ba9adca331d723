namespace Foundation.Errors;

/// <summary>The exit codes of both tools.</summary>
public enum ExitCode
{
    /// <summary>Success, or nothing to do.</summary>
    Ok = 0,

    /// <summary>Failed, or a check has findings; nothing was changed.</summary>
    Failed = 1,

    /// <summary>The command line or a configuration file is invalid.</summary>
    Usage = 2,

    /// <summary>Failed; all changes were rolled back.</summary>
    RolledBack = 3,

    /// <summary>Failed and could not be rolled back completely; manual action is needed.</summary>
    RollbackFailed = 4,

    /// <summary>Another run holds the lock.</summary>
    Locked = 5,

    /// <summary>A safety check refused; nothing was changed.</summary>
    Refused = 6,

    /// <summary>A host, a remote or a database could not be reached.</summary>
    Unreachable = 7,

    /// <summary>The actual state differs from the ledger or the journal.</summary>
    StateMismatch = 8,

    /// <summary>Interrupted by Ctrl-C or SIGTERM.</summary>
    Interrupted = 130,
}
