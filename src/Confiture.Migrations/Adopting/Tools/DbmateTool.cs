namespace Confiture.Migrations;

/// <summary>dbmate: versions only; its files have both directions in one.</summary>
internal static class DbmateTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "dbmate",
        Title = "dbmate",
        Tables = ["schema_migrations"],
        Columns = ["version"],
        Without = ["dirty"],
        Entries = table => $"""
            select version::text, null::text, null::timestamptz, null::text, null::bigint, null::text, null::text, false
            from {table} order by version collate "C"
            """,
        Files = DbmateFiles.Read,
    };
}
