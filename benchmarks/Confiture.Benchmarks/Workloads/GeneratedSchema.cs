using System.Globalization;
using System.Text;

namespace Confiture.Benchmarks.Workloads;

/// <summary>
/// The DDL of a database of many tables, with keys between them, checks, comments, views and functions; a thousand make 5,000 relations with 18,000 columns.
/// </summary>
internal static class GeneratedSchema
{
    private const int ColumnsInTable = 16;

    /// <summary>Changes of objects of several kinds, each of which says its name.</summary>
    public const string Changes =
        """
        alter table item_1 add column changed_column text;
        create index changed_index on item_2 (c2);
        create view changed_view as select id from item_3;
        create function changed_function() returns int language sql as 'select 1';
        """;

    public static string Sql(int tables)
    {
        var text = new StringBuilder("create type mood as enum ('sad', 'ok', 'happy');\ncreate domain positive as int check (value > 0);\n");
        for (var table = 0; table < tables; table++)
        {
            Append(text, $"create table item_{table} (\n    id bigint generated always as identity primary key,\n");
            Append(text, $"    parent_id bigint{(table == 0 ? string.Empty : $" references item_{table / 2} on delete cascade")},\n");
            for (var column = 2; column < ColumnsInTable; column++) Append(text, $"    c{column} {TypeOf(column)},\n");
            Append(text, $"    constraint item_{table}_c2 check (c2 > {table})\n);\n");
            Append(text, $"create index item_{table}_parent on item_{table} (parent_id);\n");
            Append(text, $"create index item_{table}_recent on item_{table} (c4 desc, c3) where c5;\n");
            Append(text, $"comment on table item_{table} is 'Items of sort {table}.';\n");
            if (table % 2 == 0) Append(text, $"create view recent_{table} as select id, c2, c3, c4 from item_{table} where c4 > now() - interval '1 day';\n");
            if (table % 5 == 0) AppendTrigger(text, table);
        }

        return text.ToString();
    }

    private static void AppendTrigger(StringBuilder text, int table)
    {
        Append(text, $"create function touch_{table}() returns trigger language plpgsql as $$ begin new.c4 := now(); return new; end $$;\n");
        Append(text, $"create trigger touch before update on item_{table} for each row execute function touch_{table}();\n");
    }

    private static void Append(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));

    private static string TypeOf(int column) => (column % 7) switch
    {
        0 => "numeric(12, 2) not null default 0",
        1 => "mood",
        2 => "int not null default 0",
        3 => "text not null default ''",
        4 => "timestamptz not null default now()",
        5 => "boolean not null default false",
        _ => "positive",
    };
}
