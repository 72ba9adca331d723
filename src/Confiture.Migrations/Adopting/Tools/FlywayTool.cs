namespace Confiture.Migrations;

/// <summary>
/// Flyway. The newest row of a version says how it stands: undone, deleted by repair, or applied. A baseline stands for everything up to it.
/// Repeatable migrations and the row of a created schema have no version.
/// </summary>
internal static class FlywayTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "flyway",
        Title = "Flyway",
        Tables = ["flyway_schema_history", "schema_version"],
        Columns = ["installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "installed_on", "success"],
        Entries = table => $"""
            select version::text, description::text, installed_on::timestamptz, installed_by::text, execution_time::bigint, checksum::text,
                   case when not success then 'Flyway marks it failed' end, type in ('BASELINE', 'SQL_BASELINE')
            from (select distinct on (coalesce(version, script)) * from {table} order by coalesce(version, script), installed_rank desc) newest
            where not success or (version is not null and type not like 'UNDO%' and type <> 'DELETE')
            order by installed_rank
            """,
        Files = FlywayFiles.Read,
    };
}
