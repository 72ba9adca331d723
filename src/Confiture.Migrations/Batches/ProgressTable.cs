using Confiture.Postgres;
using Confiture.Sql;

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
                statement text,
                position text[] not null,
                visited bigint not null,
                changed bigint not null,
                primary key (version, verb, statement)
            )
            """);
        batch.Add($"delete from {ledger.ProgressName} where version = $1 and verb <> $2", migration.Version, word);
    }

    /// <summary>Where the statements of an unfinished run have come to, by what they are recognized by; empty at the start.</summary>
    public async Task<IReadOnlyDictionary<string, Reached>> ReadAsync(Database database, CancellationToken cancellation) =>
        (await database.RowsAsync(
            $"select statement, position, visited, changed from {ledger.ProgressName} where version = $1 and verb = $2",
            r => KeyValuePair.Create(r.Text(0), new Reached(r.Get<string[]>(1), r.Get<long>(2), r.Get<long>(3))), cancellation, migration.Version, word))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>The statement that forgets where a migration has come to.</summary>
    public string Forgetting => $"delete from {ledger.ProgressName} where version = {SqlLiteral.Quote(migration.Version)}";

    public void AddReached(ScriptBatch batch, string statement, Reached reached) => batch.Add(
        $"""
        insert into {ledger.ProgressName} (version, verb, statement, position, visited, changed) values ($1, $2, $3, $4, $5, $6)
        on conflict (version, verb, statement) do update set position = excluded.position, visited = excluded.visited, changed = excluded.changed
        """,
        migration.Version, word, statement, reached.Position.ToArray(), reached.Visited, reached.Changed);

    public void AddEnd(ScriptBatch batch) => batch.Add($"delete from {ledger.ProgressName} where version = $1", migration.Version);
}

/// <summary>A place in a table, and what was done up to there.</summary>
internal sealed record Reached(IReadOnlyList<string> Position, long Visited, long Changed);
