using Fraisier.Cli;
using Fraisier.Deployment;

namespace Fraisier.Harness;

/// <summary>Bugs that the sweep must notice. Each breaks one rule of the engine.</summary>
internal static class Mutants
{
    public static Composition Plant(string? name, Composition composition) => name switch
    {
        null or "" => composition,
        "record-before-effect" =>
            composition with { Engine = composition.Engine with { Journal = journal => composition.Engine.Journal(new HastyJournal(journal)) } },
        "code-before-schema" => composition with
        {
            Engine = composition.Engine with { Plan = plan => plan with { Rollback = [.. plan.Rollback.OrderBy(
                s => s.Name switch { StepName.Activate => 1, StepName.Migrate => 2, StepName.Restart => 0, _ => 3 })] } },
            Parts = parts => parts with { Migrator = new OldFilesMigrator(parts.Migrator!, parts.Releases) },
        },
        "lease-without-epoch" => composition with { Parts = parts => parts with { Fence = new OpenFence(), Migrator = new UnfencedMigrator(parts.Migrator!) } },
        _ => throw new ArgumentException($"There is no mutant {name}.", nameof(name)),
    };

    /// <summary>Writes that a verb has ended when it only begins.</summary>
    private sealed class HastyJournal(IJournal journal) : IJournal
    {
        public IReadOnlyList<JournalEntry> Entries => journal.Entries;

        public async Task AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
        {
            foreach (var entry in entries.Where(e => e is not JournalEntry.Ended))
            {
                await journal.AppendAsync([entry], cancellation);
                if (entry is JournalEntry.Began began)
                    await journal.AppendAsync([new JournalEntry.Ended(began.Step, began.Verb, null) { At = entry.At, Epoch = entry.Epoch }], cancellation);
            }
        }
    }

    /// <summary>Takes migrations back with the files of whatever release is live.</summary>
    private sealed class OldFilesMigrator(IMigrator migrator, IReleaseLayout releases) : WrappedMigrator(migrator)
    {
        public override async Task<IReadOnlyList<string>> RollBackAsync(string directory, IReadOnlyList<string>? versions, WorkRight right,
            CancellationToken cancellation) =>
            await base.RollBackAsync((await releases.LiveAsync(cancellation))?.Directory ?? directory, versions, right, cancellation);
    }

    /// <summary>Every controller has the same, oldest epoch: the database refuses none.</summary>
    private sealed class UnfencedMigrator(IMigrator migrator) : WrappedMigrator(migrator)
    {
        public override async Task<SchemaState> LookAsync(string directory, CancellationToken cancellation)
        {
            var state = await base.LookAsync(directory, cancellation);
            return state with { Database = state.Database with { Epoch = 0 } };
        }

        public override Task<IReadOnlyList<string>> FenceAsync(string directory, WorkRight right, CancellationToken cancellation) =>
            base.FenceAsync(directory, right with { Epoch = 1 }, cancellation);

        public override Task<IReadOnlyList<string>> ApplyAsync(string directory, WorkRight right, CancellationToken cancellation) =>
            base.ApplyAsync(directory, right with { Epoch = 1 }, cancellation);

        public override Task<IReadOnlyList<string>> RollBackAsync(string directory, IReadOnlyList<string>? versions, WorkRight right,
            CancellationToken cancellation) => base.RollBackAsync(directory, versions, right with { Epoch = 1 }, cancellation);
    }

    /// <summary>Lets everybody in.</summary>
    private sealed class OpenFence : IHostFence, IDisposable
    {
        public long Epoch => 0;

        public Task<IDisposable> EnterAsync(long epoch, CancellationToken cancellation) => Task.FromResult<IDisposable>(this);

        public Task RaiseAsync(long epoch, CancellationToken cancellation) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}

/// <summary>Passes everything on.</summary>
internal abstract class WrappedMigrator(IMigrator migrator) : IMigrator
{
    public string Describe(string directory) => migrator.Describe(directory);

    public virtual Task<SchemaState> LookAsync(string directory, CancellationToken cancellation) => migrator.LookAsync(directory, cancellation);

    public Task<string> TryAsync(string directory, CancellationToken cancellation) => migrator.TryAsync(directory, cancellation);

    public virtual Task<IReadOnlyList<string>> FenceAsync(string directory, WorkRight right, CancellationToken cancellation) =>
        migrator.FenceAsync(directory, right, cancellation);

    public virtual Task<IReadOnlyList<string>> ApplyAsync(string directory, WorkRight right, CancellationToken cancellation) =>
        migrator.ApplyAsync(directory, right, cancellation);

    public virtual Task<IReadOnlyList<string>> RollBackAsync(string directory, IReadOnlyList<string>? versions, WorkRight right,
        CancellationToken cancellation) => migrator.RollBackAsync(directory, versions, right, cancellation);

    public virtual Task<IReadOnlyList<string>> NeedAsync(string directory, WorkRight right, CancellationToken cancellation) =>
        migrator.NeedAsync(directory, right, cancellation);

    public virtual Task ExecuteAsync(string directory, string sql, TimeSpan limit, CancellationToken cancellation) =>
        migrator.ExecuteAsync(directory, sql, limit, cancellation);

    public virtual Task HandOverAsync(string directory, string from, CancellationToken cancellation) => migrator.HandOverAsync(directory, from, cancellation);
}
