namespace Fraisier.Simulation.Tests;

/// <summary>What can go wrong at a point of a run.</summary>
internal enum FaultKind
{
    /// <summary>What was asked for fails.</summary>
    Fail,

    /// <summary>The message is lost: the request before the effect, or the answer after it.</summary>
    Lose,

    /// <summary>The controller is killed.</summary>
    Kill,

    /// <summary>The controller stands still for longer than its lease, and then goes on.</summary>
    Pause,

    /// <summary>The host goes down, and comes back later with the service that it had.</summary>
    Down,

    /// <summary>Another controller wants to deploy at the same time.</summary>
    Second,
}

/// <summary>A fault at the point with a number.</summary>
internal readonly record struct Fault(int Point, FaultKind Kind)
{
    public override string ToString() => $"{Kind} at {Point}";
}

/// <summary>Counts the points of a run, and says which fault is due.</summary>
internal sealed class Schedule(params IReadOnlyList<Fault> faults)
{
    private readonly List<string> names = [];

    /// <summary>The points that were reached, in order.</summary>
    public IReadOnlyList<string> Points => names;

    public IReadOnlyList<Fault> Faults { get; } = faults;

    public FaultKind? Reach(string point)
    {
        names.Add(point);
        foreach (var fault in Faults)
        {
            if (fault.Point == names.Count - 1) return fault.Kind;
        }

        return null;
    }

    public override string ToString() =>
        string.Join("; ", Faults.Select(f => $"{f} ({(f.Point < names.Count ? names[f.Point] : "not reached")})"));
}
