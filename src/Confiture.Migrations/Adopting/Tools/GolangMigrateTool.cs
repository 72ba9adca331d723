namespace Confiture.Migrations;

/// <summary>golang-migrate: one row with the version that is reached, and whether it failed on the way.</summary>
internal static class GolangMigrateTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "golang-migrate",
        Title = "golang-migrate",
        Tables = ["schema_migrations"],
        Columns = ["version", "dirty"],
        Entries = table => $"""
            select version::text, null::text, null::timestamptz, null::text, null::bigint, null::text,
                   case when dirty then 'the table marks it dirty: it failed half way' end, true
            from {table} where version >= 0
            """,
        ReachesFiles = true,
        Files = PairedFiles.ReadGolangMigrate,
    };
}
