namespace Confiture.Benchmarks;

/// <summary>Measurements of one thing, in one unit.</summary>
internal sealed class Sample(string name)
{
    private readonly List<double> values = [];

    public string Name { get; } = name;

    public IReadOnlyList<double> Values => values;

    public double Minimum => values.Min();

    public double Maximum => values.Max();

    public double Median => MedianOf(values);

    public void Add(double value) => values.Add(value);

    /// <summary>The ratios of what was measured in the same round; noise that lasts for a round falls out of them.</summary>
    public Sample Over(Sample other)
    {
        var ratios = new Sample($"{Name} / {other.Name}");
        foreach (var (mine, theirs) in values.Zip(other.values)) ratios.Add(mine / theirs);
        return ratios;
    }

    private static double MedianOf(List<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
