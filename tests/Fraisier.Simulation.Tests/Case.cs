using Foundation.Errors;

namespace Fraisier.Simulation.Tests;

/// <summary>One run of a scenario with its faults, and everything that is wrong at its end.</summary>
internal sealed class Case(Scenario scenario, Schedule schedule, Mutant mutant = Mutant.None)
{
    private const int MostRecoveries = 6;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);
    private readonly World world = new(scenario, schedule);
    private readonly List<string> violations = [];

    /// <summary>Plays it.</summary>
    /// <returns>What is wrong; empty when nothing is.</returns>
    public static IReadOnlyList<string> Violations(Scenario scenario, Schedule schedule, Mutant mutant = Mutant.None) =>
        new Case(scenario, schedule, mutant).Play();

    private IReadOnlyList<string> Play()
    {
        try
        {
            Pump.Run(world.Time, PlayAsync);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            violations.Add($"{e.GetType().Name}: {e.Message}");
        }

        violations.AddRange(world.Seen);
        return violations;
    }

    private async Task<bool> PlayAsync()
    {
        List<Task> others = [];
        world.Another = () => others.Add(DeployAsync(new()));
        var first = new ControllerLife();
        var deployment = DeployAsync(first);
        await Task.WhenAny(deployment, first.Ended);
        if (first.IsPaused && !deployment.IsCompleted)
        {
            // Its lease runs out, another one takes over, and then it wakes up.
            await Task.Delay(Long, world.Time, CancellationToken.None);
            world.Revive();
            var recovered = RecoveredAsync();
            if (schedule.Faults[0].Point % 2 == 1) await Task.WhenAny(recovered, Task.Delay(Moment, world.Time, CancellationToken.None));
            else await recovered;
            first.Resume();
            await Task.WhenAll(recovered, Task.WhenAny(deployment, first.Ended));
        }

        await EndedAsync(others);
        var outcome = deployment.IsCompletedSuccessfully ? await deployment : null;
        world.Revive();
        await RecoveredAsync();
        await EndedAsync(others);
        await RecoveredAsync();
        foreach (var host in world.Hosts) host.WasLost = false;
        world.Look("everything");
        Check(outcome, deployment.IsCompleted);
        var before = world.ToString();
        await RecoveredAsync();
        if (world.ToString() != before) violations.Add($"I11 a second recovery changed {before} into {world}");
        return true;
    }

    private async Task EndedAsync(List<Task> others)
    {
        for (var number = 0; number < others.Count; number++) await Task.WhenAny(others[number], Task.Delay(Long * 10, world.Time, CancellationToken.None));
    }

    private async Task<Outcome?> DeployAsync(ControllerLife life)
    {
        try
        {
            var controller = ControllerOf(life);
            return scenario.IsRollback ? (await controller.RollBackAsync(new(), CancellationToken.None)).Outcome
                : (await controller.DeployAsync(new DeployRequest(NoRollback: scenario.Irreversible), CancellationToken.None))?.Outcome;
        }
        catch (ToolException)
        {
            return null; // It says so to its user; what it left is looked at.
        }
        finally
        {
            life.Kill(); // Its process has ended.
        }
    }

    // Recovery may itself be struck: as a person does, the next one is started until one ends well.
    private async Task RecoveredAsync()
    {
        for (var number = 0; number < MostRecoveries; number++)
        {
            var life = new ControllerLife();
            var recovery = RecoverAsync(life);
            await Task.WhenAny(recovery, life.Ended);
            if (life.IsPaused)
            {
                await Task.Delay(Long, world.Time, CancellationToken.None);
                var other = RecoverAsync(new());
                await Task.WhenAny(other, Task.Delay(Long, world.Time, CancellationToken.None));
                _ = other.Exception;
                life.Resume();
                await Task.WhenAny(recovery, life.Ended);
            }

            world.Revive();
            if (recovery.IsCompletedSuccessfully && (await recovery)?.Outcome != Outcome.RollbackFailed) return;
            _ = recovery.Exception;
            await Task.Delay(Long, world.Time, CancellationToken.None);
        }
    }

    private HistoryRecord? Last => world.Store.Records.MaxBy(r => r.Id, StringComparer.Ordinal);

    private async Task<HistoryRecord?> RecoverAsync(ControllerLife life)
    {
        try
        {
            return await ControllerOf(life).RecoverAsync(CancellationToken.None);
        }
        finally
        {
            life.Kill();
        }
    }

    private Controller ControllerOf(ControllerLife life)
    {
        var wire = new Wire(world, life, mutant);
        var fleet = new Fleet([.. world.Hosts.Select(h => new SimulatedHost(wire, h))], new SimulatedStore(wire));
        return new(scenario.Target, fleet, null, new Nobody(), world.Time, new()
        {
            Journal = journal => mutant == Mutant.RecordBeforeEffect ? new HastyJournal(journal) : journal,
            Plan = plan => mutant == Mutant.CodeBeforeSchema
                ? plan with { Rollback =
                    [.. plan.Rollback.OrderBy(s => s.Name switch { StepName.Activate => 0, StepName.Baseline => 1, StepName.Restart => 2, _ => 3 })] }
                : plan,
        });
    }

    private void Check(Outcome? outcome, bool ended)
    {
        // Forward only: with an irreversible migration in the world a fault may leave it to a person, and it says so.
        if (scenario.Irreversible && world.Store.Open.Count > 0 && world.Store.Records.Any(r => r.ForwardOnly)) return;
        var live = world.Hosts.Select(h => h.Current).Distinct().ToList();
        // What another controller did to a fleet that was partial, with or without success, leaves each host what it had.
        var partial = Last is { Outcome: Outcome.Partial } last ? last : null;
        if (partial is null && Last?.Outcome != Outcome.Succeeded && world.Store.Records.Any(r => r.Outcome == Outcome.Partial)) return;
        if (live.Count != 1 && partial is null) violations.Add($"I2 several releases are live: {world}");
        foreach (var host in world.Hosts)
        {
            if (host.Running != host.Current)
            {
                violations.Add(
                $"I1 {host.Name} runs {host.Running?.Name ?? "nothing"}, and {host.Current?.Name} is live: {world}");
            }

            if (host.Current is { } current && !host.Prepared.Contains(current.Name)) violations.Add($"I12 the files of {current} are gone on {host.Name}");

            // What a host that was gone came back with, the record cannot know; it says that it was gone.
            var behind = partial?.Behind!.FirstOrDefault(b => b.Host == host.Name);
            if (partial is not null && behind?.Failure?.Code != DeploymentErrors.HostUnreachable.Id && host.Current == scenario.New == behind is not null)
                violations.Add($"I2 {host.Name} is not as the record of the partial deployment says: {world}");
        }

        CheckRecords(live, partial);
        CheckOutcome(live, partial, outcome, ended);
    }

    private void CheckRecords(List<Release?> live, HistoryRecord? partial)
    {
        var wanted = scenario.SchemaOf(partial is not null ? scenario.New : live[0] ?? scenario.Old);
        if (!world.Database.Ledger.Select(l => l.Version).Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal)))
            violations.Add($"I1 the schema is not that of {live[0]}: {world}");
        if (world.Database.Effects.Any(e => e.Value != (world.Database.Ledger.Any(l => l.Version == e.Key) ? 1 : 0)))
        {
            violations.Add(
            "I6 a migration's effect is there twice, or not at all");
        }

        if (world.Store.Open.Count > 0) violations.Add($"I5 a deployment is still open: {world}");
        if (world.Store.View().IsHeld) violations.Add("I3 the lease is still held");
        foreach (var id in world.Store.Journals.Keys.Where(id => world.Store.Records.Count(r => r.Id == id) != 1))
        {
            violations.Add(
            $"I5 {id} has not exactly one record");
        }
    }

    private void CheckOutcome(List<Release?> live, HistoryRecord? partial, Outcome? outcome, bool ended)
    {
        if (world.Store.Records.Count > 1) return;
        var record = Last;
        if (record is not null && partial is null && record.Outcome == Outcome.Succeeded != (live[0] == scenario.New))
            violations.Add($"I5 the record says {record.Outcome}: {world}");
        if (ended && outcome is not null && record is not null && outcome != record.Outcome && !(record.Recovered || outcome == Outcome.RollbackFailed))
            violations.Add($"I10 the controller said {outcome}, and the record says {record.Outcome}");
        if (schedule.Faults.Count == 0 && scenario.Policy == HostFailurePolicy.RollbackAll && live[0] == scenario.New != scenario.Succeeds)
            violations.Add($"without a fault it ended otherwise: {world}");
        if (!scenario.Succeeds && scenario.Policy == HostFailurePolicy.RollbackAll && live[0] == scenario.New) violations.Add($"what is ill is live: {world}");
    }

    private sealed class Nobody : IEngineObserver
    {
        public void At(EngineAction action, Moment moment, string? note)
        {
        }

        public void Failed(EngineAction action, FailureReport failure)
        {
        }
    }

    private sealed class HastyJournal(IJournal journal) : IJournal
    {
        public IReadOnlyList<JournalEntry> Entries => journal.Entries;

        public async Task AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
        {
            List<JournalEntry> hasty =
            [
                .. entries.Where(e => e is not JournalEntry.Ended).SelectMany(e => e is JournalEntry.Began began
                    ? (JournalEntry[])[e, new JournalEntry.Ended(began.Step, began.Verb, null) { At = e.At, Epoch = e.Epoch }] : [e]),
            ];
            if (hasty.Count > 0) await journal.AppendAsync(hasty, cancellation);
        }
    }
}
