using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>Where statements in batches have come to; a row is written in the transaction of each batch, and gone when its migration is finished.</summary>
internal sealed class ProgressTable(LedgerTable ledger, Migration migration, MigrationVerb verb)
{
    private readonly string word = verb == MigrationVerb.Up ? "up" : "down";

    /// <summary>Creates the table, and forgets what the other direction did.</summary>
    public void AddStart(ScriptBatch batch)
    {
        batch.Add(
            $"""
            create table if not exists {ledger.ProgressName} (
                version text,
                verb text,
                statement int,
                checksum text not null,
                position text[] not null,
                visited bigint not null,
                changed bigint not null,
                primary key (version, verb, statement)
            )
            """);
        batch.Add($"delete from {ledger.ProgressName} where version = $1 and verb <> $2", migration.Version, word);
    }

    /// <summary>Where a statement has come to; null at the start, and when the statement has changed since.</summary>
    public async Task<Reached?> ReadAsync(Database database, int statement, string checksum, CancellationToken cancellation) =>
        (await database.RowsAsync(
            $"select position, visited, changed from {ledger.ProgressName} where version = $1 and verb = $2 and statement = $3 and checksum = $4",
            r => new Reached(r.Get<string[]>(0), r.Get<long>(1), r.Get<long>(2)), cancellation, migration.Version, word, statement, checksum)).FirstOrDefault();

    public void AddReached(ScriptBatch batch, int statement, string checksum, Reached reached) => batch.Add(
        $"""
        insert into {ledger.ProgressName} (version, verb, statement, checksum, position, visited, changed) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (version, verb, statement) do update set
            checksum = excluded.checksum, position = excluded.position, visited = excluded.visited, changed = excluded.changed
        """,
        migration.Version, word, statement, checksum, reached.Position.ToArray(), reached.Visited, reached.Changed);

    public void AddEnd(ScriptBatch batch) => batch.Add($"delete from {ledger.ProgressName} where version = $1", migration.Version);
}

/// <summary>A place in a table, and what was done up to there.</summary>
internal sealed record Reached(IReadOnlyList<string> Position, long Visited, long Changed);
