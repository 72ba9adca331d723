using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>The table in which a database remembers its migrations, and its neighbours: the fence with the newest epoch, the seeds, the events, and the
/// progress of batches.</summary>
/// <param name="Name">The ledger's name; its neighbours are called the same with <c>_fence</c>, <c>_seeds</c>, <c>_events</c> and <c>_progress</c>.</param>
public sealed record LedgerTable(QualifiedName Name)
{
    /// <summary>The default name: <c>public.tb_confiture</c>.</summary>
    public static readonly LedgerTable Default = new(new QualifiedName("public", "tb_confiture"));

    internal const string FencedState = "CF001";

    /// <summary>The ledger's name, always with its schema: a migration that sets the search path must not move the ledger.
    /// Without one it is <c>public</c>.</summary>
    public QualifiedName Name { get; init; } = Name.Schema is null ? Name with { Schema = "public" } : Name;

    internal QualifiedName FenceName => Name with { Name = Name.Name + "_fence" };

    internal QualifiedName SeedsName => Name with { Name = Name.Name + "_seeds" };

    internal QualifiedName EventsName => Name with { Name = Name.Name + "_events" };

    internal QualifiedName ProgressName => Name with { Name = Name.Name + "_progress" };

    private IReadOnlyList<QualifiedName> Tables => [Name, FenceName, SeedsName, EventsName, ProgressName];

    /// <summary>The statements that drop the ledger and its neighbours.</summary>
    public IReadOnlyList<Schema.Change> Removal => [.. Tables.Select(table => new Schema.Change($"drop table if exists {table}"))];

    /// <summary>Whether a relation is the ledger or one of its neighbours, which belong to the tool and not to the schema.</summary>
    /// <param name="schema">The relation's schema.</param>
    /// <param name="name">The relation's name.</param>
    public bool Owns(string schema, string name) => schema == Name.Schema && name.StartsWith(Name.Name, StringComparison.Ordinal)
        && Tables.Select(table => table.Name).Contains(name, StringComparer.Ordinal);

    /// <summary>The applied migrations by version; null when the database has no ledger yet. Creates nothing.</summary>
    /// <param name="database">An open connection.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<IReadOnlyList<LedgerRow>?> ReadAsync(Database database, CancellationToken cancellation)
    {
        if (await database.ScalarAsync<bool>("select to_regclass($1) is null", cancellation, Name.ToString())) return null;
        // Ledgers of earlier versions lack the repair columns until the first repair.
        return await database.RowsAsync(
            $"""
            select version, name, checksum_up, checksum_down, applied_at, applied_by, execution_ms, deployment_id, finished,
                   (to_jsonb(ledger) ->> 'repaired_at')::timestamptz, to_jsonb(ledger) ->> 'repaired_by'
            from {Name} ledger order by version collate "C"
            """,
            row => new LedgerRow(
                row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), new DateTimeOffset(row.Get<DateTime>(4),
                    TimeSpan.Zero), row.Text(5), row.Get<long>(6), row.TextOrNull(7))
            {
                IsFinished = row.Get<bool>(8),
                RepairedAt = row.IsNull(9) ? null : new DateTimeOffset(row.Get<DateTime>(9), TimeSpan.Zero),
                RepairedBy = row.TextOrNull(10),
            },
            cancellation);
    }

    /// <summary>Creates the ledger and the fence when missing. The caller holds the migration lock, so this cannot race.</summary>
    /// <param name="database">An open connection.</param>
    /// <param name="cancellation">Ends the statement.</param>
    public async Task CreateAsync(Database database, CancellationToken cancellation)
    {
        if (await database.ScalarAsync<bool>(
            "select to_regclass($1) is not null and to_regclass($2) is not null and to_regclass($3) is not null", cancellation,
            Name.ToString(), FenceName.ToString(), EventsName.ToString()))
        {
            return;
        }

        await using var batch = new ScriptBatch(database, TimeSpan.FromMinutes(1));
        batch.Add("begin");
        AddCreation(batch);
        batch.Add("commit");
        await batch.ExecuteAsync(cancellation);
    }

    /// <summary>Says of every migration that it was applied now and by this run: the rows of a clone are those of its template.</summary>
    internal Task ClaimAsync(Database database, string appliedBy, string? deployment, CancellationToken cancellation) =>
        database.ExecuteAsync($"update {Name} set applied_at = now(), applied_by = $1, deployment_id = $2", cancellation, appliedBy, deployment);

    internal async Task<long> EpochAsync(Database database, string resource, CancellationToken cancellation) =>
        await database.ScalarAsync<bool>("select to_regclass($1) is null", cancellation, FenceName.ToString())
            ? 0
            : await database.ScalarAsync<long>($"select coalesce(max(epoch), 0) from {FenceName} where resource = $1", cancellation, resource);

    internal void AddCreation(ScriptBatch batch)
    {
        batch.Add($"""
            create table if not exists {Name} (
                version text primary key,
                name text not null,
                checksum_up text not null,
                checksum_down text,
                applied_at timestamptz not null default now(),
                applied_by text not null,
                execution_ms bigint not null,
                deployment_id text,
                finished boolean not null default true,
                repaired_at timestamptz,
                repaired_by text
            )
            """);
        batch.Add($"""
            create table if not exists {FenceName} (
                resource text primary key,
                epoch bigint not null,
                holder text not null,
                raised_at timestamptz not null default now(),
                needs text[] not null default array[]::text[]
            )
            """);
        LedgerEvents.AddCreation(this, batch);
    }

    /// <summary>The users of this ledger and the migrations that each needs; empty when the fence was never raised.</summary>
    internal async Task<IReadOnlyList<LedgerUser>> UsersAsync(Database database, CancellationToken cancellation)
    {
        if (await database.ScalarAsync<bool>("select to_regclass($1) is null", cancellation, FenceName.ToString())) return [];
        // Fences of earlier versions do not record needed migrations.
        return await database.RowsAsync(
            $"select resource, array(select jsonb_array_elements_text(coalesce(to_jsonb(fence) -> 'needs', '[]'))) from {FenceName} fence order by resource",
            row => new LedgerUser(row.Text(0), row.Get<string[]>(1)), cancellation);
    }

    /// <summary>Records which migrations a resource needs from now on. The caller holds the migration lock.</summary>
    internal async Task SetNeedsAsync(Database database, string resource, IReadOnlyCollection<string> versions, CancellationToken cancellation)
    {
        const string has = "select exists (select from pg_attribute where attrelid = to_regclass($1) and attname = 'needs' and not attisdropped)";
        if (!await database.ScalarAsync<bool>(has, cancellation, FenceName.ToString()))
        {
            await database.ExecuteAsync($"alter table {FenceName} add column if not exists needs text[] not null default array[]::text[]", cancellation);
        }

        await database.ScalarAsync<int?>($"update {FenceName} set needs = $2 where resource = $1 and needs is distinct from $2 returning 1", cancellation,
            resource, versions.ToArray());
    }

    /// <summary>Renames a resource, with its epoch and its needs. An existing row of that name keeps the higher epoch.</summary>
    internal async Task RenameUserAsync(Database database, string from, string to, CancellationToken cancellation)
    {
        if (await database.ScalarAsync<bool>("select to_regclass($1) is null", cancellation, FenceName.ToString())) return;
        await database.ScalarAsync<long?>(
            $"""
            with gone as (delete from {FenceName} where resource = $1 returning epoch, holder)
            insert into {FenceName} as fence (resource, epoch, holder) select $2, epoch, holder from gone
            on conflict (resource) do update set epoch = greatest(fence.epoch, excluded.epoch) returning epoch
            """,
            cancellation, from, to);
    }

    /// <summary>Records a migration as applied; an unfinished one is now finished. Recording one twice fails.</summary>
    internal void AddApplied(ScriptBatch batch, Migration migration, string appliedBy, string? deployment) =>
        AddRow(batch, migration, appliedBy, deployment, finished: true);

    /// <summary>Records a migration that another tool applied. Recording one twice fails.</summary>
    internal void AddAdopted(ScriptBatch batch, AdoptedRow row, string? deployment) => batch.Add(
        $"""
        insert into {Name} (version, name, checksum_up, checksum_down, applied_at, applied_by, execution_ms, deployment_id)
        values ($1, $2, $3, $4, coalesce($5, now()), $6, $7, $8)
        """,
        row.Migration.Version, row.Migration.Name, row.Migration.Up.Checksum, row.Migration.Down?.Checksum, row.AppliedAt, row.AppliedBy,
        row.Milliseconds, deployment);

    /// <summary>Records the start of a migration outside a transaction.</summary>
    internal void AddBegun(ScriptBatch batch, Migration migration, string appliedBy, string? deployment) =>
        AddRow(batch, migration, appliedBy, deployment, finished: false);

    /// <summary>Records the start of a rollback outside a transaction.</summary>
    internal void AddRollbackStart(ScriptBatch batch, Migration migration) => batch.Add(
        $"with begun as (update {Name} set finished = false, checksum_down = $2 where version = $1 returning 1) select 1 / count(*) from begun",
        migration.Version, migration.Down?.Checksum);

    /// <summary>Records that the current files of an applied migration are accepted, when and by whom.</summary>
    internal void AddRepair(ScriptBatch batch, Migration migration, string repairedBy) => batch.Add(
        $"""
        with repaired as (
            update {Name} set checksum_up = $2, checksum_down = $3, name = $4, repaired_at = now(), repaired_by = $5
            where version = $1 returning 1)
        select 1 / count(*) from repaired
        """,
        migration.Version, migration.Up.Checksum, migration.Down?.Checksum, migration.Name, repairedBy);

    /// <summary>Adds the repair columns to a ledger of an earlier version. The caller holds the migration lock.</summary>
    internal async Task AddRepairColumnsAsync(Database database, CancellationToken cancellation)
    {
        const string has = "select exists (select from pg_attribute where attrelid = to_regclass($1) and attname = 'repaired_by' and not attisdropped)";
        if (await database.ScalarAsync<bool>(has, cancellation, Name.ToString())) return;
        await database.ExecuteAsync(
            $"alter table {Name} add column if not exists repaired_at timestamptz, add column if not exists repaired_by text", cancellation);
    }

    private void AddRow(ScriptBatch batch, Migration migration, string appliedBy, string? deployment, bool finished) => batch.Add(
        $"""
        with recorded as (
            insert into {Name} as ledger (version, name, checksum_up, checksum_down, applied_by, deployment_id, finished, execution_ms)
            values ($1, $2, $3, $4, $5, $6, $7, (extract(epoch from clock_timestamp() - now()) * 1000)::bigint)
            on conflict (version) do update set
                name = excluded.name, checksum_up = excluded.checksum_up, checksum_down = excluded.checksum_down, applied_by = excluded.applied_by,
                deployment_id = coalesce(ledger.deployment_id, excluded.deployment_id), finished = excluded.finished,
                execution_ms = (extract(epoch from clock_timestamp() - ledger.applied_at) * 1000)::bigint
            where not ledger.finished
            returning 1)
        select 1 / count(*) from recorded
        """,
        migration.Version, migration.Name, migration.Up.Checksum, migration.Down?.Checksum, appliedBy, deployment, finished);

    /// <summary>Puts a squashed migration in the place of those that it replaces, which all ran.</summary>
    internal void AddReplacement(ScriptBatch batch, Migration migration)
    {
        foreach (var replaced in migration.Up.Replaces.Where(version => version != migration.Version)) LedgerEvents.AddRemoval(this, batch, replaced, null);
        batch.Add(
            $"""
            with replaced as (update {Name} set name = $2, checksum_up = $3, checksum_down = $4 where version = $1 and finished returning 1)
            select 1 / count(*) from replaced
            """,
            migration.Version, migration.Name, migration.Up.Checksum, migration.Down?.Checksum);
    }

    /// <summary>Raises the fence to an epoch and keeps its row locked to the end of the transaction;
    /// an older epoch than the one on record fails with <see cref="FencedState"/>.</summary>
    internal void AddFence(ScriptBatch batch, Fence fence) => batch.Add("do " + SqlLiteral.QuoteWithDollars("confiture_fence", $"""

        begin
            insert into {FenceName} as fence (resource, epoch, holder)
            values ({SqlLiteral.Quote(fence.Resource)}, {fence.Epoch}, {SqlLiteral.Quote(fence.Holder)})
            on conflict (resource) do update set epoch = excluded.epoch, holder = excluded.holder, raised_at = now()
            where fence.epoch <= excluded.epoch;
            if not found then
                raise exception 'epoch {fence.Epoch} is older than the one on record' using errcode = '{FencedState}';
            end if;
        end

        """));

}

/// <summary>The right to change a database, as one controller has it. The epoch of a resource only grows.</summary>
/// <param name="Resource">The changed resource, for example <c>my_api/production</c>.</param>
/// <param name="Epoch">The controller's epoch.</param>
/// <param name="Holder">A readable description of the holder.</param>
public sealed record Fence(string Resource, long Epoch, string Holder);

/// <summary>A user of a ledger.</summary>
/// <param name="Resource">The name in the fence, for example <c>my_api/production</c>.</param>
/// <param name="Needs">The versions that it needs to stay.</param>
public sealed record LedgerUser(string Resource, IReadOnlyList<string> Needs);
