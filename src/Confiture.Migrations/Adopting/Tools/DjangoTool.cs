using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>Django: one row per migration of each app.</summary>
internal static class DjangoTool
{
    public static OlderTool Tool { get; } = new()
    {
        Word = "django",
        Title = "Django",
        Tables = ["django_migrations"],
        Columns = ["id", "app", "name", "applied"],
        Entries = table => $"""
            select null::text, app || '.' || name, applied::timestamptz, null::text, null::bigint, null::text, null::text, false from {table} order by id
            """,
        Belongings = table => [table, new QualifiedName(table.Schema, table.Name + "_id_seq")],
    };
}
