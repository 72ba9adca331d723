using Foundation.Waiting;
using Xunit;

namespace Foundation.Tests;

/// <summary>Deadlines and pauses, by a clock that stands still until it is moved.</summary>
public sealed class WaitingTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_condition_that_holds_needs_no_time()
    {
        var time = new SetClock();
        Assert.True(await Deadline.In(TimeSpan.Zero, time).UntilAsync(() => true, Pace.Every(TimeSpan.FromHours(1)), Never));
        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task One_more_look_comes_when_the_time_is_over()
    {
        var time = new SetClock();
        var looks = 0;
        Assert.False(await Deadline.In(TimeSpan.FromSeconds(5), time).UntilAsync(() => ++looks < 0, Pace.Every(TimeSpan.FromSeconds(2)), Never));
        Assert.Equal(4, looks);
        Assert.Equal([2, 2, 1], time.Pauses.Select(p => p.TotalSeconds));
    }

    [Fact]
    public void Pauses_double_up_to_the_longest()
    {
        var pace = Pace.Doubling(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(350)) with { Chance = () => 0 };
        Assert.Equal([100, 200, 350, 350], Enumerable.Range(1, 4).Select(n => pace.After(n).TotalMilliseconds));
    }

    [Fact]
    public void Chance_shortens_a_pause_by_a_quarter_at_most() =>
        Assert.Equal(75, (Pace.Doubling(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1)) with { Chance = () => 1 }).After(1).TotalMilliseconds);

    [Fact]
    public void What_is_left_shrinks_to_nothing()
    {
        var time = new SetClock();
        var deadline = Deadline.In(TimeSpan.FromSeconds(3), time);
        time.Move(TimeSpan.FromSeconds(2));
        Assert.Equal((TimeSpan.FromSeconds(1), false), (deadline.Left, deadline.HasPassed));
        time.Move(TimeSpan.FromSeconds(2));
        Assert.Equal((TimeSpan.Zero, true), (deadline.Left, deadline.HasPassed));
    }

    [Fact]
    public void A_limited_wait_ends_with_its_time_and_with_the_other_token()
    {
        var time = new SetClock();
        using var other = new CancellationTokenSource();
        using var limited = Deadline.Limiting(TimeSpan.FromSeconds(3), time, Never);
        using var linked = Deadline.Limiting(TimeSpan.FromSeconds(30), time, other.Token);
        using var endless = Deadline.Limiting(Timeout.InfiniteTimeSpan, time, Never);
        time.Move(TimeSpan.FromSeconds(4));
        Assert.False(endless.Token.IsCancellationRequested);
        Assert.True(limited.Token.IsCancellationRequested);
        Assert.False(linked.Token.IsCancellationRequested);
        other.Cancel();
        Assert.True(linked.Token.IsCancellationRequested);
    }

    // A pause moves it; whoever waits longer is told when it is moved past his time.
    private sealed class SetClock : TimeProvider
    {
        private readonly List<SetTimer> timers = [];
        private long now;

        public List<TimeSpan> Pauses { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Move(TimeSpan by)
        {
            now += by.Ticks;
            foreach (var timer in timers.ToList()) timer.FireIfDue(now);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new SetTimer(() => callback(state), dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : now + dueTime.Ticks);
            timers.Add(timer);
            // Task.Delay waits on a timer: the clock goes on at once to its end.
            if (callback.Method.DeclaringType?.FullName?.Contains("Delay", StringComparison.Ordinal) != true) return timer;
            Pauses.Add(dueTime);
            ThreadPool.QueueUserWorkItem(_ => Move(dueTime));
            return timer;
        }

        private sealed class SetTimer(Action fire, long due) : ITimer
        {
            private bool isOver;

            public void FireIfDue(long now)
            {
                if (isOver || now < due) return;
                isOver = true;
                fire();
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => !isOver;

            public void Dispose() => isOver = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
