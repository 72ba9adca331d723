using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Microbenchmarks;

/// <summary>How fast the statements of a long file are cut and read.</summary>
[MemoryDiagnoser]
[Config(typeof(WithThroughput))]
public class SyntaxBenchmark
{
    /// <summary>The length of the file in lines.</summary>
    public const int Lines = 100_000;

    private static readonly string[] Piece =
    [
        "create table public.item_{0} (",
        "    id bigint generated always as identity primary key,",
        "    name text not null default 'none',",
        "    price numeric(12, 2) check (price >= 0),",
        "    owner_id bigint references public.owner (id) on delete cascade,",
        "    created_at timestamptz not null default now()",
        ");",
        "create index item_{0}_name on public.item_{0} using btree (lower(name) text_pattern_ops) where price > 0;",
        "alter table public.item_{0} add column note varchar(200), alter column name set statistics 500;",
        "comment on table public.item_{0} is 'it''s an item';",
        "create or replace function public.f_{0}(a int, b text default 'x') returns int language plpgsql stable as $$",
        "begin",
        "    return (select count(*) from public.item_{0} where name = b);",
        "end",
        "$$;",
        "create view public.v_{0} as",
        "    select i.id, o.name from public.item_{0} i join public.owner o on o.id = i.owner_id where i.price > 10;",
        "insert into public.item_{0} (name, price) values ('a', 1), ('b', 2) on conflict do nothing;",
        "grant select, insert on public.item_{0} to app;",
        "",
    ];

    private string text = string.Empty;

    /// <summary>Makes the text.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var builder = new StringBuilder();
        for (var i = 0; i < Lines; i++)
            builder.Append(Piece[i % Piece.Length].Replace("{0}", $"{i / Piece.Length}")).Append('\n');
        text = builder.ToString();
        if (SqlSyntax.Parse(SqlScript.Parse("benchmark.sql", text)).Any(n => n is Unclassified))
            throw new InvalidOperationException("A statement of the benchmark is not understood.");
    }

    /// <summary>Cuts the text and reads its statements.</summary>
    [Benchmark]
    public int Parse() => SqlSyntax.Parse(SqlScript.Parse("benchmark.sql", text)).Count;

    private sealed class WithThroughput : ManualConfig
    {
        public WithThroughput() => AddColumn(new ThroughputColumn("klines/s", "Thousands of lines per second", Lines / 1e3));
    }
}
