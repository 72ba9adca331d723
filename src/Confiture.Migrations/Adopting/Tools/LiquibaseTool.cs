using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>Liquibase: the table in lower case as PostgreSQL folds it, and a lock next to it.</summary>
internal static class LiquibaseTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "liquibase",
        Title = "Liquibase",
        Tables = ["databasechangelog"],
        Columns = ["id", "author", "filename", "dateexecuted", "orderexecuted", "exectype", "md5sum"],
        Entries = table => $"""
            select null::text, author || '_' || id, dateexecuted::timestamptz, null::text, null::bigint, null::text,
                   case when exectype = 'FAILED' then 'Liquibase marks it failed' end, false
            from {table} where exectype <> 'SKIPPED' order by dateexecuted, orderexecuted
            """,
        Trouble = new(
            table => new QualifiedName(table.Schema, table.Name + "lock"),
            table => $"""
                select 'its lock is held by ' || coalesce(lockedby, 'somebody') || ' since ' || coalesce(lockgranted::text, 'some time')
                from {table} where locked
                """),
        Belongings = table => [table, new QualifiedName(table.Schema, table.Name + "lock")],
        Files = LiquibaseFiles.Read,
    };
}
