namespace Fraisier.Simulation.Tests;

/// <summary>A clock that moves only when nothing else is to be done, from one timer to the next.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<(VirtualTimer Timer, int Version), (long Due, long Order)> timers = new();
    private long now;
    private long order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Goes to the next timer and lets it ring; false when there is none.</summary>
    public bool Advance()
    {
        while (timers.TryDequeue(out var next, out var due))
        {
            if (!next.Timer.IsCurrent(next.Version)) continue;
            now = Math.Max(now, due.Due);
            next.Timer.Ring();
            return true;
        }

        return false;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan every = Timeout.InfiniteTimeSpan;
        private int version;

        public bool IsCurrent(int candidate) => candidate == version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            version++;
            every = period;
            if (dueTime != Timeout.InfiniteTimeSpan) time.timers.Enqueue((this, version), (time.now + dueTime.Ticks, time.order++));
            return true;
        }

        public void Ring()
        {
            if (every != Timeout.InfiniteTimeSpan && every > TimeSpan.Zero) Change(every, every);
            callback(state);
        }

        public void Dispose() => version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>Runs everything on one thread, in the order in which it becomes ready: the same case runs the same way each time.</summary>
internal sealed class Pump : TaskScheduler
{
    private const int MostSteps = 200_000;
    private readonly Queue<Task> ready = new();

    /// <summary>Runs until the work is over.</summary>
    public static T Run<T>(VirtualTime time, Func<Task<T>> work)
    {
        var pump = new Pump();
        var root = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, pump).Unwrap();
        for (var steps = 0; !root.IsCompleted; steps++)
        {
            if (steps > MostSteps) throw new InvalidOperationException("It does not end.");
            if (pump.ready.TryDequeue(out var next)) pump.TryExecuteTask(next);
            else if (!time.Advance()) throw new InvalidOperationException("Nothing is ready and no timer is set: a deadlock.");
        }

        return root.GetAwaiter().GetResult();
    }

    protected override void QueueTask(Task task) => ready.Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => ready;
}
