namespace Fraisier.Simulation.Tests;

/// <summary>
/// A model of the lease, the journal and two controllers that may stand still at any moment, searched completely: what a controller does after its lease
/// is over reaches nothing, because store and host refuse an old epoch. Without that refusal the search finds how it goes wrong.
/// </summary>
public sealed class LeaseModelTests(ITestOutputHelper output)
{
    private const int MostStates = 2_000_000;

    /// <summary>Where a controller is in its program: take the lease, raise the host's epoch, record the intent, have the effect, record it, release.</summary>
    private enum At
    {
        Idle,
        Taken,
        Raised,
        Intended,
        Done,
        Recorded,
        Ended,
    }

    [Fact]
    public void With_fences_no_order_of_steps_pauses_and_expiries_breaks_it()
    {
        var (states, violation) = Search(isFenced: true);
        Assert.Null(violation);
        Assert.InRange(states, 100, MostStates);
        output.WriteLine($"figure model of lease, journal and two controllers: {states} states, 0 violations");
    }

    [Fact]
    public void Without_fences_the_search_finds_how_it_breaks()
    {
        var (_, violation) = Search(isFenced: false);
        Assert.NotNull(violation);
        output.WriteLine($"mutant no fence in the model: {violation}");
    }

    private static (int States, string? Violation) Search(bool isFenced)
    {
        var first = new State(new(At.Idle, 0), new(At.Idle, 0), 0, 0, false, 0, 0, string.Empty);
        HashSet<State> seen = [first];
        var open = new Queue<(State State, string Path)>([(first, string.Empty)]);
        while (open.TryDequeue(out var at))
        {
            if (at.State.Broken.Length > 0) return (seen.Count, $"{at.State.Broken} after{at.Path}");
            foreach (var (next, step) in Next(at.State, isFenced))
            {
                if (seen.Add(next)) open.Enqueue((next, $"{at.Path} {step}"));
            }
        }

        return (seen.Count, null);
    }

    private static IEnumerable<(State Next, string Step)> Next(State state, bool isFenced)
    {
        // A lease runs out whenever its holder does not renew it in time: that a controller stands still needs no step of its own.
        if (state.Held) yield return (state with { Held = false }, "expire");
        foreach (var number in (int[])[0, 1])
        {
            var controller = number == 0 ? state.One : state.Other;
            if (Advanced(state, controller, isFenced) is not { } advanced) continue;
            var (moved, world) = advanced;
            yield return (number == 0 ? world with { One = moved } : world with { Other = moved }, $"{(number == 0 ? "A" : "B")}:{moved.At}");
        }
    }

    // One step of a controller. It looks at its lease long before its effect arrives: between the two, everything may have changed.
    private static (Controller Moved, State World)? Advanced(State state, Controller controller, bool isFenced)
    {
        var refused = new Controller(At.Ended, controller.Epoch);
        bool Old(int seen) => isFenced && controller.Epoch < seen;
        return controller.At switch
        {
            At.Idle when !state.Held => (new Controller(At.Taken, state.Epoch + 1), state with { Held = true, Epoch = state.Epoch + 1 }),
            At.Taken or At.Intended when Old(state.HostEpoch) => (refused, state),
            At.Raised or At.Done when Old(state.Epoch) => (refused, state),
            At.Taken => (controller with { At = At.Raised }, state with { HostEpoch = Math.Max(state.HostEpoch, controller.Epoch) }),
            At.Raised => (controller with { At = At.Intended }, Seen(state with { Writer = controller.Epoch }, state.Writer)),
            At.Intended => (controller with { At = At.Done }, Effected(state with { Effect = controller.Epoch }, state.Effect, controller.Epoch)),
            At.Done => (controller with { At = At.Recorded }, Seen(state with { Writer = controller.Epoch }, state.Writer)),
            At.Recorded => (controller with { At = At.Ended }, controller.Epoch == state.Epoch ? state with { Held = false } : state),
            _ => ((Controller, State)?)null,
        };
    }

    // I4: no effect, and no line of the journal, comes behind one of a newer epoch.
    private static State Seen(State state, int before) =>
        state.Writer < before ? state with { Broken = $"epoch {state.Writer} writes behind epoch {before}" } : state;

    private static State Effected(State state, int before, int epoch) =>
        epoch < before || epoch < state.HostEpoch
            ? state with { Broken = $"an effect of epoch {epoch} comes behind epoch {Math.Max(before, state.HostEpoch)}" } : state;

    private sealed record Controller(At At, int Epoch);

    private sealed record State(Controller One, Controller Other, int Epoch, int HostEpoch, bool Held, int Writer, int Effect, string Broken);
}
