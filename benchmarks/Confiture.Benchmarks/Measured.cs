namespace Confiture.Benchmarks;

/// <summary>What the turns of one contender took.</summary>
internal sealed class Measured(Contender contender)
{
    public Contender Contender { get; } = contender;

    public Sample Wall { get; } = new();

    public Sample Cpu { get; } = new();

    public Sample In(Unit unit) => unit == Unit.Wall ? Wall : Cpu;

    public void Add(Finished finished)
    {
        Wall.Add(finished.Wall);
        Cpu.Add(finished.Cpu);
    }
}

/// <summary>A row with its figures, or with what went wrong.</summary>
/// <param name="Row">What was measured.</param>
/// <param name="All">Ours, then the peers.</param>
/// <param name="Fault">Who did not do the work, and how that showed; null when all did.</param>
internal sealed record Outcome(Row Row, IReadOnlyList<Measured> All, string? Fault)
{
    public Measured Ours => All[0];

    public IEnumerable<Measured> Peers => All.Skip(1);

    /// <summary>True when ours stays below the row's own limit, null when there is none.</summary>
    public bool? IsBelow => Row.Below is { } limit ? Ours.In(Row.Unit).Median < limit : null;

    /// <summary>True when no limit is missed and everybody did the work.</summary>
    public bool IsMet => Fault is null && IsBelow != false && Peers.All(peer => Keeps(peer) != false);

    /// <summary>The median of the ratios within the rounds.</summary>
    public double RatioTo(Measured peer) => Ours.In(Row.Unit).Over(peer.In(Row.Unit)).Median;

    /// <summary>True when ours takes no more of the peer's time than it may, null when the peer stands there for information.</summary>
    public bool? Keeps(Measured peer) => peer.Contender.AtMost is { } limit ? RatioTo(peer) <= limit : null;
}
