namespace Confiture.Migrations;

/// <summary>The older tool named confiture, written in Python; its early versions name the table otherwise and record less.</summary>
internal static class PythonConfitureTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "confiture-python",
        Title = "the Python tool named confiture",
        Tables = ["tb_confiture", "confiture_migrations"],
        Columns = ["version", "name", "applied_at", "execution_time_ms", "checksum"],
        Entries = table => $"""
            select version::text, name::text, applied_at::timestamptz, to_jsonb(entry) ->> 'applied_by', execution_time_ms::bigint, checksum::text,
                   null::text, false
            from {table} entry order by applied_at, version collate "C"
            """,
        Files = PairedFiles.ReadPython,
    };
}
