namespace Confiture.Benchmarks;

/// <summary>Measurements of one thing, in one unit.</summary>
internal sealed class Sample
{
    private readonly List<double> values = [];

    public int Count => values.Count;

    public double Median
    {
        get
        {
            var sorted = values.Order().ToList();
            var middle = sorted.Count / 2;
            return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public void Add(double value) => values.Add(value);

    /// <summary>The ratios of what was measured in the same round; noise that lasts for a round falls out of them.</summary>
    public Sample Over(Sample other)
    {
        var ratios = new Sample();
        foreach (var (mine, theirs) in values.Zip(other.values)) ratios.Add(mine / theirs);
        return ratios;
    }
}
