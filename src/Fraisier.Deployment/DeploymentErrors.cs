using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>The errors of deployments.</summary>
public static class DeploymentErrors
{
    /// <summary>The fraise or its environment is not defined.</summary>
    public static readonly ErrorCode UnknownTarget = new("FRAI-DEP-001", ExitCode.Usage, "A fraise or an environment is not defined");

    /// <summary>Another deployment holds the lease.</summary>
    public static readonly ErrorCode Locked = new("FRAI-DEP-002", ExitCode.Locked, "Another deployment holds the lock");

    /// <summary>This controller lost its lease: another one took over.</summary>
    public static readonly ErrorCode Superseded = new("FRAI-DEP-003", ExitCode.Locked, "This controller lost its lease to another one");

    /// <summary>Pending migrations are irreversible.</summary>
    public static readonly ErrorCode Irreversible = new("FRAI-DEP-004", ExitCode.Refused, "Pending migrations are irreversible");

    /// <summary>The deployment failed and was rolled back.</summary>
    public static readonly ErrorCode RolledBack = new("FRAI-DEP-005", ExitCode.RolledBack, "A deployment failed; code and schema were rolled back");

    /// <summary>The deployment failed and could not be rolled back completely.</summary>
    public static readonly ErrorCode RollbackFailed = new("FRAI-DEP-006", ExitCode.RollbackFailed,
        "A deployment failed and could not be rolled back completely");

    /// <summary>The deployment was interrupted and rolled back.</summary>
    public static readonly ErrorCode Interrupted = new("FRAI-DEP-007", ExitCode.Interrupted, "A deployment was interrupted; code and schema were rolled back");

    /// <summary>The target directory belongs to another user.</summary>
    public static readonly ErrorCode NotOwned = new("FRAI-DEP-008", ExitCode.Refused, "The application's directory belongs to another user");

    /// <summary>There is not enough disk space for the release.</summary>
    public static readonly ErrorCode NoSpace = new("FRAI-DEP-009", ExitCode.Refused, "There is not enough disk space");

    /// <summary>The working copy has uncommitted changes.</summary>
    public static readonly ErrorCode Dirty = new("FRAI-DEP-010", ExitCode.Refused, "The target contains changes that a deployment would overwrite");

    /// <summary>The branch, tag or commit does not exist.</summary>
    public static readonly ErrorCode MissingRef = new("FRAI-DEP-011", ExitCode.Usage, "A git ref does not exist");

    /// <summary>The repository cannot be reached.</summary>
    public static readonly ErrorCode RemoteUnreachable = new("FRAI-DEP-012", ExitCode.Unreachable, "A git repository cannot be reached");

    /// <summary>The build command of a release failed.</summary>
    public static readonly ErrorCode BuildFailed = new("FRAI-DEP-013", ExitCode.Failed, "A release could not be built");

    /// <summary>The release did not become healthy in time.</summary>
    public static readonly ErrorCode Unhealthy = new("FRAI-DEP-014", ExitCode.Failed, "A release did not become healthy");

    /// <summary>The service could not be started or stopped.</summary>
    public static readonly ErrorCode Service = new("FRAI-DEP-015", ExitCode.Failed, "A service could not be started or stopped");

    /// <summary>There is no earlier release to go back to.</summary>
    public static readonly ErrorCode NoPrevious = new("FRAI-DEP-016", ExitCode.Refused, "There is no earlier release to roll back to");

    /// <summary>The world is not what the journal says.</summary>
    public static readonly ErrorCode JournalMismatch = new("FRAI-DEP-017", ExitCode.StateMismatch, "The actual state differs from the journal");

    /// <summary>A journal or history file is damaged beyond its torn tail.</summary>
    public static readonly ErrorCode StoreDamaged = new("FRAI-DEP-018", ExitCode.StateMismatch, "A state file is damaged");

    /// <summary>The store of an application cannot be written.</summary>
    public static readonly ErrorCode StoreNotWritable = new("FRAI-DEP-019", ExitCode.Failed, "The state directory cannot be written");

    /// <summary>The target is not what the configured layout needs.</summary>
    public static readonly ErrorCode WrongLayout = new("FRAI-DEP-020", ExitCode.Refused, "The application's directory does not match the layout");

    /// <summary>The release has no usable Confiture configuration.</summary>
    public static readonly ErrorCode NoConfitureConfiguration = new("FRAI-DEP-021", ExitCode.Usage, "The release has no Confiture configuration");

    /// <summary>An earlier deployment is unfinished.</summary>
    public static readonly ErrorCode Unfinished = new("FRAI-DEP-022", ExitCode.StateMismatch, "An earlier deployment is unfinished");

    /// <summary>A file of the store was written by a version of another format.</summary>
    public static readonly ErrorCode StoreNewer = new("FRAI-DEP-023", ExitCode.StateMismatch, "A state file has a format that this version does not support");

    /// <summary>The live release was not deployed by Fraisier.</summary>
    public static readonly ErrorCode Unadopted = new("FRAI-DEP-024", ExitCode.StateMismatch, "The live release was not deployed by Fraisier");

    /// <summary>A directory, unit, or database belongs to another target.</summary>
    public static readonly ErrorCode Claimed = new("FRAI-DEP-025", ExitCode.Refused, "A resource of a target belongs to another target");

    /// <summary>A release holds what git alone does not bring: submodules, or files that Git LFS keeps elsewhere.</summary>
    public static readonly ErrorCode Incomplete = new("FRAI-DEP-026", ExitCode.Refused, "A commit does not contain everything that its release needs");

    /// <summary>The database is not the one that the plan was made for.</summary>
    public static readonly ErrorCode WrongDatabase = new("FRAI-DEP-027", ExitCode.StateMismatch, "The database is not the one in the deployment plan");

    /// <summary>An unauthorized user could change a file that is about to be opened.</summary>
    public static readonly ErrorCode Untrusted = new("FRAI-DEP-028", ExitCode.Refused, "Another user could change a file that Fraisier is about to open");

    /// <summary>A release that failed, or was rolled back, is not gone back to without a word.</summary>
    public static readonly ErrorCode BadRelease = new("FRAI-DEP-040", ExitCode.Refused, "A release that is marked bad");

    /// <summary>A saved plan does not fit the world any more.</summary>
    public static readonly ErrorCode PlanOutdated = new("FRAI-DEP-041", ExitCode.StateMismatch, "A saved plan no longer fits");

    /// <summary>The release is live on some of the target's hosts only.</summary>
    public static readonly ErrorCode Partial = new("FRAI-DEP-042", ExitCode.Failed, "A deployment left hosts behind");

    /// <summary>A host, or the agent on it, cannot be reached.</summary>
    public static readonly ErrorCode HostUnreachable = new("FRAI-DEP-029", ExitCode.Unreachable, "A host cannot be reached");

    /// <summary>A hook of a deployment failed.</summary>
    public static readonly ErrorCode Hook = new("FRAI-DEP-030", ExitCode.Failed, "A hook failed");

    /// <summary>A file that releases share is missing.</summary>
    public static readonly ErrorCode SharedMissing = new("FRAI-DEP-031", ExitCode.Refused, "A shared file does not exist");

    /// <summary>The configuration asks for something that is not in use yet.</summary>
    public static readonly ErrorCode NotInUse = new("FRAI-DEP-032", ExitCode.Refused, "The configuration asks for something that is not in use yet");
}
