using System.Diagnostics;

namespace Confiture.Benchmarks;

/// <summary>What of a run is judged.</summary>
internal enum Unit
{
    /// <summary>The time that passes.</summary>
    Wall,

    /// <summary>The time that processors work for the program and for those that it runs; a server's work is not among it.</summary>
    Cpu,
}

/// <summary>Something that is measured: what it is, and who does it. The first contender is ours, the others are its peers.</summary>
/// <param name="Name">The name, by which it is chosen.</param>
/// <param name="What">What each contender does, in a sentence.</param>
/// <param name="Unit">What is judged.</param>
/// <param name="Contenders">Ours, then the peers.</param>
internal sealed record Row(string Name, string What, Unit Unit, IReadOnlyList<Contender> Contenders)
{
    /// <summary>The milliseconds that ours has to stay below; null when there is no such limit.</summary>
    public double? Below { get; init; }

    /// <summary>How many times as many rounds as usual: what takes milliseconds can be asked more often.</summary>
    public int Times { get; init; } = 1;
}

/// <summary>Somebody who does the work of a row.</summary>
/// <param name="NextAsync">Lays out what the next turn finds; this is not measured.</param>
internal sealed record Contender(string Name, Func<Task<Turn>> NextAsync)
{
    /// <summary>The most that ours may take of what this one takes; null when it stands there for information.</summary>
    public double? AtMost { get; init; }

    /// <summary>The rounds that are enough for one that takes very long, which has no round to warm up either; null when it takes part in all.</summary>
    public int? MostRounds { get; init; }

    public bool TakesPartIn(int round) => MostRounds is not { } most || (round >= 0 && round < most);
}

/// <summary>One run of a program.</summary>
/// <param name="Program">What is measured, from its start to its end.</param>
/// <param name="CheckAsync">Throws <see cref="NotDoneException"/> when the work was not done.</param>
internal sealed record Turn(ProcessStartInfo Program, Func<Finished, Task> CheckAsync)
{
    /// <summary>An exit code that is no failure beside 0.</summary>
    public int AllowedExit { get; init; }
}

/// <summary>A contender did not do the work; its time says nothing.</summary>
internal sealed class NotDoneException(string message) : Exception(message);
