using Foundation.Processes;
using Fraisier.Deployment;

namespace Fraisier.Harness;

/// <summary>
/// Counts the transitions of a run. Each is written into a trace; at one of them the process kills or pauses itself.
/// What there is to try is so found out by running, and not listed by hand.
/// </summary>
internal sealed class FaultPoints(string? trace, int killAt, int pauseAt, string? pauseOn) : IMigratorObserver
{
    private const int Stop = 19; // SIGSTOP
    private int count;
    private bool paused;

    public static FaultPoints FromEnvironment() => new(
        Environment.GetEnvironmentVariable("HARNESS_TRACE"), Number("HARNESS_KILL_AT"), Number("HARNESS_PAUSE_AT"), Environment.GetEnvironmentVariable("HARNESS_PAUSE_ON"));

    public void Reach(string point)
    {
        count++;
        if (trace is not null) File.AppendAllText(trace, point + "\n");
        if (count == killAt) ProcessGroup.SignalOne(Environment.ProcessId, ProcessSignal.Kill);
        if (count == pauseAt || (pauseOn is not null && !paused && (paused = point.StartsWith(pauseOn, StringComparison.Ordinal)))) ProcessGroup.SignalOne(Environment.ProcessId, (ProcessSignal)Stop);
    }

    public void Heard(MigratorNews news)
    {
        if (news.Kind is MigratorEvent.Applying or MigratorEvent.RollingBack) Reach($"before {Verb(news.Kind)} {news.Text}");
        if (news.Kind is MigratorEvent.Applied or MigratorEvent.RolledBack) Reach($"after {Verb(news.Kind)} {news.Text}");
    }

    private static string Verb(MigratorEvent kind) => kind is MigratorEvent.Applying or MigratorEvent.Applied ? "Up" : "Down";

    private static int Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : 0;
}

/// <summary>Every entry of the journal is a transition: before it is written, and after.</summary>
internal sealed class FaultyJournal(IJournal journal, FaultPoints faults) : IJournal
{
    public IReadOnlyList<JournalEntry> Entries => journal.Entries;

    public async Task AppendAsync(JournalEntry entry, CancellationToken cancellation)
    {
        // Before an intent is on record nothing distinguishes the world from the one after the last record.
        if (entry is not JournalEntry.Began) faults.Reach($"before {Name(entry)}");
        await journal.AppendAsync(entry, cancellation);
        faults.Reach($"after {Name(entry)}");
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
