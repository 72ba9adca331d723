namespace Confiture.Migrations;

/// <summary>dbmate: versions only; its files have both directions in one. Rails, Ecto and golang-migrate name their tables as it does.</summary>
internal static class DbmateTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "dbmate",
        Title = "dbmate",
        Tables = ["schema_migrations"],
        Columns = ["version"],
        Without = ["dirty", "inserted_at"],
        WithoutTables = ["ar_internal_metadata"],
        Entries = table => $"""
            select version::text, null::text, null::timestamptz, null::text, null::bigint, null::text, null::text, false
            from {table} order by version collate "C"
            """,
        Files = DbmateFiles.Read,
    };
}
