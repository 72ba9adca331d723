using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>Keeps what happened to one database, and passes it on.</summary>
internal sealed class RolloutRecord(IMigrationObserver observer) : IMigrationObserver
{
    private readonly List<Migration> migrations = [];
    private readonly List<string> warnings = [];

    public IReadOnlyList<Migration> Migrations => migrations;

    public IReadOnlyList<string> Warnings => warnings;

    public void Starting(Migration migration, MigrationVerb verb) => observer.Starting(migration, verb);

    public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed) => observer.Finished(migration, verb, elapsed);

    public void Durable(Migration migration, MigrationVerb verb)
    {
        migrations.Add(migration);
        observer.Durable(migration, verb);
    }

    public void Waiting(string holder, TimeSpan limit) => observer.Waiting(holder, limit);

    public void Retrying(Migration migration, string reason) => observer.Retrying(migration, reason);

    public void Failed(Migration migration, MigrationVerb verb, ToolException error) => observer.Failed(migration, verb, error);

    public void Blocked(Migration migration, IReadOnlyList<BlockingSession> sessions) => observer.Blocked(migration, sessions);

    public void Progressed(Migration migration, BatchProgress progress) => observer.Progressed(migration, progress);

    public void Warned(string warning)
    {
        warnings.Add(warning);
        observer.Warned(warning);
    }
}
