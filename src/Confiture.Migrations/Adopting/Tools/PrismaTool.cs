namespace Confiture.Migrations;

/// <summary>Prisma Migrate. A row that was resolved as rolled back does not count; one without an end failed or is running.</summary>
internal static class PrismaTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "prisma",
        Title = "Prisma Migrate",
        Tables = ["_prisma_migrations"],
        Columns = ["id", "checksum", "finished_at", "migration_name", "rolled_back_at", "started_at"],
        Entries = table => $"""
            select split_part(migration_name, '_', 1), substr(migration_name, strpos(migration_name, '_') + 1), finished_at::timestamptz, null::text,
                   (extract(epoch from finished_at - started_at) * 1000)::bigint, checksum::text,
                   case when finished_at is null then 'it failed or is running: it has no end' end, false
            from {table} where rolled_back_at is null order by started_at, migration_name collate "C"
            """,
        SharesVersions = true,
        Files = PrismaFiles.Read,
    };
}
