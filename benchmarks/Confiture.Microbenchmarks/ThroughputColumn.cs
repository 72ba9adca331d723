using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Confiture.Microbenchmarks;

/// <summary>How much of something one call works through, in a second.</summary>
/// <param name="name">The unit.</param>
/// <param name="legend">What the unit means.</param>
/// <param name="amount">What one call works through, in that unit.</param>
internal sealed class ThroughputColumn(string name, string legend, double amount) : IColumn
{
    private const double NanosecondsPerSecond = 1e9;

    public string Id => name;

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        summary[benchmarkCase]?.ResultStatistics is { } statistics ? $"{amount * NanosecondsPerSecond / statistics.Mean:0}" : "-";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
