using Foundation.Processes;
using Fraisier.Deployment;

namespace Fraisier.Harness;

/// <summary>
/// Counts the transitions of a run. Each is written into a trace; at one of them the process kills or pauses itself.
/// What there is to try is so found out by running, and not listed by hand.
/// </summary>
/// <param name="trace">The file that gets the transitions.</param>
/// <param name="killAt">The number of the transition at which the process kills itself.</param>
/// <param name="pauseAt">The number of the transition at which it pauses.</param>
/// <param name="pauseOn">The beginning of the name of one at which it pauses.</param>
/// <param name="passed">How many of that name go by before.</param>
internal sealed class FaultPoints(string? trace, int killAt, int pauseAt, string? pauseOn, int passed) : IMigratorObserver
{
    private const int Stop = 19; // SIGSTOP
    private static readonly TimeSpan Stopping = TimeSpan.FromMilliseconds(200);
    private int count;
    private int left = passed;

    public static FaultPoints FromEnvironment() => new(
        Environment.GetEnvironmentVariable("HARNESS_TRACE"), Number("HARNESS_KILL_AT"), Number("HARNESS_PAUSE_AT"),
        Environment.GetEnvironmentVariable("HARNESS_PAUSE_ON"), Number("HARNESS_PAUSE_PASSES"));

    public void Reach(string point)
    {
        count++;
        if (trace is not null) File.AppendAllText(trace, point + "\n");
        if (count == killAt) ProcessGroup.SignalOne(Environment.ProcessId, ProcessSignal.Kill);
        if (count == pauseAt || (pauseOn is not null && point.StartsWith(pauseOn, StringComparison.Ordinal) && left-- == 0)) Pause();
    }

    public void Heard(MigratorNews news)
    {
        if (news.Kind is MigratorEvent.Applying or MigratorEvent.RollingBack) Reach($"before {Verb(news.Kind)} {news.Text}");
        if (news.Kind is MigratorEvent.Applied or MigratorEvent.RolledBack) Reach($"after {Verb(news.Kind)} {news.Text}");
    }

    // The signal goes to some thread, and reaches this one when that one runs: on a busy machine the next migration would be over by then.
    private static void Pause()
    {
        ProcessGroup.SignalOne(Environment.ProcessId, (ProcessSignal)Stop);
        Thread.Sleep(Stopping);
    }

    private static string Verb(MigratorEvent kind) => kind is MigratorEvent.Applying or MigratorEvent.Applied ? "Up" : "Down";

    private static int Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : 0;
}

/// <summary>Every entry of the journal is a transition: before it is written, and after.</summary>
internal sealed class FaultyJournal(IJournal journal, FaultPoints faults) : IJournal
{
    public IReadOnlyList<JournalEntry> Entries => journal.Entries;

    public async Task AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        // Before an intent is on record nothing distinguishes the world from the one after the last record.
        foreach (var entry in entries.Where(e => e is not JournalEntry.Began)) faults.Reach($"before {Name(entry)}");
        await journal.AppendAsync(entries, cancellation);
        foreach (var entry in entries) faults.Reach($"after {Name(entry)}");
    }

    private static string Name(JournalEntry entry) => entry switch
    {
        JournalEntry.Began began => $"began {began.Verb} {began.Step.Name}",
        JournalEntry.Ended ended => $"ended {ended.Verb} {ended.Step.Name}",
        JournalEntry.Failed failed => $"failed {failed.Verb} {failed.Step.Name}",
        JournalEntry.Found found => $"found {found.Step.Name}",
        _ => entry.GetType().Name,
    };
}
