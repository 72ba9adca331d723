using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>Sqitch: changes have names and an order, no versions. A reworked change has its name again.</summary>
internal static class SqitchTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "sqitch",
        Title = "Sqitch",
        Tables = ["changes"],
        Columns = ["change_id", "script_hash", "change", "project", "committed_at", "committer_name", "planned_at"],
        Entries = table => $"""
            select null::text, change || case again when 1 then '' else '_' || again end, committed_at::timestamptz,
                   committer_name || coalesce(' <' || nullif(committer_email, '') || '>', ''), null::bigint, script_hash::text, null::text, false
            from (select *, row_number() over (partition by project, change order by committed_at) again from {table}) entry order by committed_at
            """,
        Trouble = new(
            table => new QualifiedName(table.Schema, "events"),
            table => $"""
                select 'the last deployment of ' || project || ' failed at ' || change
                from (select distinct on (project) project, event, change from {table} order by project, committed_at desc) newest where event = 'fail'
                """),
        Belongings = table =>
            [.. new[] { "changes", "dependencies", "events", "projects", "releases", "tags" }.Select(name => new QualifiedName(table.Schema, name))],
        Files = SqitchFiles.Read,
    };
}
