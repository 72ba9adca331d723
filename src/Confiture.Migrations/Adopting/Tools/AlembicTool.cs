namespace Confiture.Migrations;

/// <summary>Alembic: one row per head, with the revision that is reached.</summary>
internal static class AlembicTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "alembic",
        Title = "Alembic",
        Tables = ["alembic_version"],
        Columns = ["version_num"],
        Entries = table => $"""
            select null::text, version_num::text, null::timestamptz, null::text, null::bigint, null::text, null::text, true from {table} order by 2
            """,
    };
}
