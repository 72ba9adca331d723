using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Confiture.Sql;

namespace Confiture.Microbenchmarks;

/// <summary>How fast SQL text is cut into statements.</summary>
[MemoryDiagnoser]
[Config(typeof(WithThroughput))]
public class SplitterBenchmark
{
    /// <summary>The length of every text, in UTF-16 units.</summary>
    public const int Length = 1_000_000;

    private string text = string.Empty;

    /// <summary>What the text is made of.</summary>
    [Params("tables", "routines", "strings")]
    public string Kind { get; set; } = "tables";

    /// <summary>Makes the text.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var piece = Kind switch
        {
            "tables" => "create table public.item (id bigint primary key, name text not null default 'none', price numeric(12, 2));\n",
            "routines" => "create function f() returns int language plpgsql as $body$ begin return 1; end $body$; -- and on\n",
            _ => "insert into item values (1, 'it''s a longer text with some words in it', E'and \\n escapes', U&'\\0041');\n",
        };
        var builder = new StringBuilder(Length);
        while (builder.Length + piece.Length <= Length) builder.Append(piece);
        text = builder.ToString();
    }

    /// <summary>Cuts the text.</summary>
    [Benchmark]
    public int Split() => SqlScript.Parse("benchmark.sql", text).Statements.Count;

    private sealed class WithThroughput : ManualConfig
    {
        public WithThroughput() => AddColumn(new ThroughputColumn("MB/s", "Millions of characters per second", Length / 1e6));
    }
}
