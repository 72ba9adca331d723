using System.Diagnostics;
using Confiture.Sql;

namespace Confiture.Safety.Tests;

/// <summary>The time of lint grows with the length of a file and no faster, whatever the file is full of.</summary>
[Trait("runs", "alone")]
public sealed class LinearTests
{
    private const int Few = 1_500, Times = 8;

    // Eight times as much takes eight times as long, and what is quadratic 64 times.
    private const double Limit = 24;

    // A machine that stands still for a moment makes anything slow once; what is quadratic is so each time.
    private const int Tries = 6;

    public static TheoryData<string> Kinds { get; } =
    [
        "-- confiture: ignore drop-column nobody reads it\nALTER TABLE t{0} DROP COLUMN a;\n",
        "ALTER TABLE t{0} DROP COLUMN a; -- confiture: ignore drop-column nobody reads it\n",
        "-- confiture: only if true\nCREATE TABLE t{0} (id bigint PRIMARY KEY);\n",
        "-- confiture: renamed from x{0}\nCREATE INDEX CONCURRENTLY i{0} ON t{0} (a);\nDROP INDEX CONCURRENTLY IF EXISTS i{0};\n",
        "ALTER TABLE t{0} ADD CONSTRAINT c{0} CHECK (a > 0) NOT VALID;\nALTER TABLE t{0} VALIDATE CONSTRAINT c{0};\n",
        "ALTER TYPE mood ADD VALUE 'v{0}' AFTER 'x';\nINSERT INTO t VALUES ('w{0}');\n",
        "BEGIN;\nALTER TABLE t{0} ADD COLUMN a integer, ADD COLUMN b uuid DEFAULT gen_random_uuid();\nUPDATE t{0} SET a = 1;\nCOMMIT;\n",
        "CREATE VIEW v{0} AS SELECT * FROM t;\nDROP VIEW v{0};\n",
        "COPY t{0} FROM STDIN;\n1\n\\.\nCREATE TABLE u{0} (a varchar(5)[]);\n\\echo x\n",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_is_eight_times_as_long_takes_about_eight_times_as_long(string kind)
    {
        Judge(kind, Few / 10);
        var (few, many) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < Tries && (i == 0 || many.Ticks >= few.Ticks * Limit); i++)
        {
            few = Least(few, Judge(kind, Few));
            many = Least(many, Judge(kind, Few * Times));
        }

        Assert.True(many.Ticks < few.Ticks * Limit, $"{few.TotalMilliseconds:0} ms and {many.TotalMilliseconds:0} ms for {kind}");
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Judge(string kind, int count)
    {
        var text = string.Concat(Enumerable.Range(0, count)
            .Select(i => kind.Replace("{0}", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var lint = new MigrationLint(new());
        lint.Judge(new(SqlScript.ParseWithFaults("long", text)) { HasRunner = true });
        return watch.Elapsed;
    }
}
