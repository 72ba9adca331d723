using Foundation.Processes;

namespace Confiture.Migrations;

/// <summary>The options of a <see cref="Migrator"/>.</summary>
public sealed record MigratorOptions
{
    /// <summary>The ledger; <c>public.tb_confiture</c> by default.</summary>
    public LedgerTable Ledger { get; init; } = LedgerTable.Default;

    /// <summary>Maximum wait for another run that holds the migration lock; 30 seconds by default.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum wait of a statement for a table lock before the migration is retried; 2 seconds by default. Everyone else waits behind it.</summary>
    public TimeSpan StatementLockWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For how long a migration is tried again that does not get its locks; one minute by default.</summary>
    public TimeSpan LockBudget { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Maximum wait of an index that is built or dropped concurrently for the transactions of others, which it does not block; 10 minutes
    /// by default.</summary>
    public TimeSpan ConcurrentWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest that one statement of a migration may take; null leaves it to the file and the database.</summary>
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>The longest that one migration may take; one hour by default.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(1);

    /// <summary>True to wait for the disk at the commit of each migration; by default only the last commit of a run does, and makes all durable.</summary>
    public bool DurableEach { get; init; }

    /// <summary>Number of attempts when a migration fails for a transient reason (deadlock, serialization); 3 by default. With 1, nothing
    /// is tried again, not even after a lock timeout.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>False (the default) refuses up files without a statement: they were created but not written yet.
    /// True when re-applying migrations that ran before.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>The deployment that this run belongs to; written into the ledger.</summary>
    public string? Deployment { get; init; }

    /// <summary>The right to change the database under a lease; null for a run by hand.</summary>
    public Fence? Fence { get; init; }

    /// <summary>
    /// The other resources with which the ledger is shared. Their migrations are not drift and are never rolled back;
    /// any other resource in the fence is refused.
    /// Null (the default) skips the check: a manual run.
    /// </summary>
    public IReadOnlyList<string>? SharedWith { get; init; }

    /// <summary>What runs around each migration, in order; nothing by default.</summary>
    public IReadOnlyList<IMigrationHook> Hooks { get; init; } = [];

    /// <summary>Notified before and after each migration.</summary>
    public IMigrationObserver Observer { get; init; } = IMigrationObserver.None;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary><c>user@host</c>, written into the ledger.</summary>
    public string AppliedBy { get; init; } = SystemUser.AtHost;

    internal string SessionNameFor(string verb) => Fence is null ? SessionName.Of(verb) : SessionName.Of(Fence);
}
