namespace Foundation.Errors;

/// <summary>What a run ended with, in one number. Both tools use this table and no other.</summary>
public enum ExitCode
{
    /// <summary>The command did what it was asked to do, or there was nothing to do.</summary>
    Ok = 0,

    /// <summary>The command failed, or a check has findings; nothing was changed.</summary>
    Failed = 1,

    /// <summary>The command line or a configuration file is wrong.</summary>
    Usage = 2,

    /// <summary>The work failed and everything that had been changed was taken back.</summary>
    RolledBack = 3,

    /// <summary>The work failed and could not be taken back completely: a person is needed.</summary>
    RollbackFailed = 4,

    /// <summary>Someone else holds the lock.</summary>
    Locked = 5,

    /// <summary>A safety check refused; nothing was changed.</summary>
    Refused = 6,

    /// <summary>A host, a remote or a database could not be reached.</summary>
    Unreachable = 7,

    /// <summary>The world is not what the ledger or the journal says.</summary>
    StateMismatch = 8,

    /// <summary>The user interrupted the command (Ctrl-C or SIGTERM).</summary>
    Interrupted = 130,
}
