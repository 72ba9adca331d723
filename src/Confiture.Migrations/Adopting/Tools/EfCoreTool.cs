namespace Confiture.Migrations;

/// <summary>Entity Framework Core. With a naming convention, the columns are in snake case.</summary>
internal static class EfCoreTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "efcore",
        Title = "Entity Framework Core",
        Tables = ["__EFMigrationsHistory", "__ef_migrations_history"],
        Columns = [],
        Entries = table => $"""
            select split_part(id, '_', 1), substr(id, strpos(id, '_') + 1), null::timestamptz, null::text, null::bigint, null::text, null::text, false
            from (select coalesce(to_jsonb(history) ->> 'MigrationId', to_jsonb(history) ->> 'migration_id') from {table} history) entry (id)
            order by id collate "C"
            """,
    };
}
