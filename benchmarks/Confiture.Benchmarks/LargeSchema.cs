using System.Globalization;
using System.Text;

namespace Confiture.Benchmarks;

/// <summary>The DDL of a database of a thousand tables: 5,000 relations, 18,000 columns, with keys between them, checks, comments, views and functions.</summary>
internal static class LargeSchema
{
    public const int Tables = 1000;
    private const int ColumnsInTable = 16;

    public static string Sql()
    {
        var text = new StringBuilder("create type mood as enum ('sad', 'ok', 'happy');\ncreate domain positive as int check (value > 0);\n");
        for (var table = 0; table < Tables; table++)
        {
            text.Append(CultureInfo.InvariantCulture, $"create table item_{table} (\n    id bigint generated always as identity primary key,\n    parent_id bigint{(table == 0 ? string.Empty : $" references item_{table / 2} on delete cascade")},\n");
            for (var column = 2; column < ColumnsInTable; column++) text.Append(CultureInfo.InvariantCulture, $"    c{column} {TypeOf(column)},\n");
            text.Append(CultureInfo.InvariantCulture, $"    constraint item_{table}_c2 check (c2 > {table})\n);\n");
            text.Append(CultureInfo.InvariantCulture, $"create index item_{table}_parent on item_{table} (parent_id);\ncreate index item_{table}_recent on item_{table} (c4 desc, c3) where c5;\n");
            text.Append(CultureInfo.InvariantCulture, $"comment on table item_{table} is 'Items of sort {table}.';\n");
            if (table % 2 == 0) text.Append(CultureInfo.InvariantCulture, $"create view recent_{table} as select id, c2, c3, c4 from item_{table} where c4 > now() - interval '1 day';\n");
            if (table % 5 == 0) text.Append(CultureInfo.InvariantCulture, $"create function touch_{table}() returns trigger language plpgsql as $$ begin new.c4 := now(); return new; end $$;\ncreate trigger touch before update on item_{table} for each row execute function touch_{table}();\n");
        }

        return text.ToString();
    }

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
