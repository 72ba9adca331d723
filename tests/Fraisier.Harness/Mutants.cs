using Confiture.Migrations;
using Foundation.Processes;
using Fraisier.Cli;
using Fraisier.Deployment;

namespace Fraisier.Harness;

/// <summary>Bugs that the sweep must notice. Each breaks one rule of the engine.</summary>
internal static class Mutants
{
    public static Composition Plant(string? name, Composition composition) => name switch
    {
        null or "" => composition,
        "record-before-effect" => composition with { Engine = composition.Engine with { Journal = journal => composition.Engine.Journal(new HastyJournal(journal)) } },
        "code-before-schema" => composition with
        {
            Engine = composition.Engine with { Plan = plan => plan with { Rollback = [StepName.Restart, StepName.Activate, StepName.Migrate, StepName.Baseline, StepName.Prepare] } },
            Backends = backends => backends with { Database = new OldFilesDatabase(backends.Database!, backends.Releases) },
        },
        "lease-without-epoch" => composition with { Backends = backends => backends with { Fence = new OpenFence(), Database = new UnfencedDatabase(backends.Database!) } },
        _ => throw new ArgumentException($"There is no mutant {name}.", nameof(name)),
    };

    /// <summary>Writes that a verb has ended when it only begins.</summary>
    private sealed class HastyJournal(IJournal journal) : IJournal
    {
        public IReadOnlyList<JournalEntry> Entries => journal.Entries;

        public void Append(JournalEntry entry)
        {
            if (entry is JournalEntry.Ended) return;
            journal.Append(entry);
            if (entry is JournalEntry.Began began) journal.Append(new JournalEntry.Ended(began.Step, began.Verb, null) { At = entry.At, Epoch = entry.Epoch });
        }
    }

    /// <summary>Takes migrations back with the files of whatever release is live.</summary>
    private sealed class OldFilesDatabase(IReleaseDatabase database, IReleaseLayout releases) : WrappedDatabase(database)
    {
        public override async Task<IReadOnlyList<Migration>> DownAsync(Release files, DownSelection selection, DatabaseRight right, CancellationToken cancellation) =>
            await base.DownAsync(await releases.LiveAsync(cancellation) ?? files, selection, right, cancellation);
    }

    /// <summary>Every controller has the same, oldest epoch: the database refuses none.</summary>
    private sealed class UnfencedDatabase(IReleaseDatabase database) : WrappedDatabase(database)
    {
        public override Task<IReadOnlyList<LedgerRow>> FenceAsync(Release files, DatabaseRight right, CancellationToken cancellation) => base.FenceAsync(files, right with { Epoch = 1 }, cancellation);

        public override Task<IReadOnlyList<Migration>> UpAsync(Release files, DatabaseRight right, CancellationToken cancellation) => base.UpAsync(files, right with { Epoch = 1 }, cancellation);

        public override Task<IReadOnlyList<Migration>> DownAsync(Release files, DownSelection selection, DatabaseRight right, CancellationToken cancellation) => base.DownAsync(files, selection, right with { Epoch = 1 }, cancellation);
    }

    /// <summary>Lets everybody in.</summary>
    private sealed class OpenFence : IHostFence, IDisposable
    {
        public long Epoch => 0;

        public Task<IDisposable> EnterAsync(long epoch, CancellationToken cancellation) => Task.FromResult<IDisposable>(this);

        public Task RaiseAsync(long epoch, ProcessIdentity? former, CancellationToken cancellation) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}

/// <summary>Passes everything on.</summary>
internal abstract class WrappedDatabase(IReleaseDatabase database) : IReleaseDatabase
{
    public string Describe(Release files) => database.Describe(files);

    public Task<MigrationStatus> LookAsync(Release files, CancellationToken cancellation) => database.LookAsync(files, cancellation);

    public Task<long> EpochAsync(Release files, CancellationToken cancellation) => Task.FromResult(0L);

    public virtual Task<IReadOnlyList<LedgerRow>> FenceAsync(Release files, DatabaseRight right, CancellationToken cancellation) => database.FenceAsync(files, right, cancellation);

    public virtual Task<IReadOnlyList<Migration>> UpAsync(Release files, DatabaseRight right, CancellationToken cancellation) => database.UpAsync(files, right, cancellation);

    public virtual Task<IReadOnlyList<Migration>> DownAsync(Release files, DownSelection selection, DatabaseRight right, CancellationToken cancellation) => database.DownAsync(files, selection, right, cancellation);
}
