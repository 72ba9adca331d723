using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>Hears about each migration of a run.</summary>
public interface IMigrationObserver
{
    /// <summary>One that listens to nothing.</summary>
    static readonly IMigrationObserver None = new Silent();

    /// <summary>Called before the transaction of a migration begins.</summary>
    void Starting(Migration migration, MigrationVerb verb);

    /// <summary>Called after the transaction of a migration is committed.</summary>
    /// <param name="verb">Its direction.</param>
    /// <param name="elapsed">How long it took, as the client saw it.</param>
    void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed);

    /// <summary>Called when a committed migration survives a crash of the server: at once, or with the others at the end of the run.</summary>
    /// <param name="verb">Its direction.</param>
    void Durable(Migration migration, MigrationVerb verb)
    {
    }

    /// <summary>Called once when another run holds the migration lock and this one starts waiting.</summary>
    /// <param name="holder">Who holds it.</param>
    /// <param name="limit">The longest wait.</param>
    void Waiting(string holder, TimeSpan limit)
    {
    }

    /// <summary>Called when a migration failed and was rolled back as far as it can be.</summary>
    /// <param name="verb">Its direction.</param>
    /// <param name="error">Why.</param>
    void Failed(Migration migration, MigrationVerb verb, ToolException error)
    {
    }

    /// <summary>Called when a migration waits for other sessions: once for each set of them.</summary>
    /// <param name="sessions">The sessions that hold the locks, or whose transactions are open.</param>
    void Blocked(Migration migration, IReadOnlyList<BlockingSession> sessions)
    {
    }

    /// <summary>Called after each batch of a statement that runs in batches.</summary>
    void Progressed(Migration migration, BatchProgress progress)
    {
    }

    /// <summary>Called when a migration failed for a transient reason and will be retried.</summary>
    /// <param name="reason">The failure and the lock holders.</param>
    void Retrying(Migration migration, string reason)
    {
    }

    /// <summary>Called with warnings.</summary>
    void Warned(string warning)
    {
    }

    private sealed class Silent : IMigrationObserver
    {
        public void Starting(Migration migration, MigrationVerb verb)
        {
        }

        public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed)
        {
        }
    }
}
