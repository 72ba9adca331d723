using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>The course of a deployment, for every history that steps, failures, kills and second attempts can make. Pure.</summary>
public sealed class CourseTests
{
    private const int MostActions = 200;
    private const string Host = "web1";
    private static readonly FailureReport Failure = new("X", "it failed", "because", "mend it", [], Interrupted: false);

    public static TheoryData<DeploymentKind, StepName> Plans => new()
    {
        { DeploymentKind.Deploy, StepName.Commit },
        { DeploymentKind.Deploy, StepName.Migrate },
        { DeploymentKind.Rollback, StepName.Commit },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void Every_history_ends_and_never_goes_forward_after_a_takeover_unless_it_is_final(DeploymentKind kind, StepName pointOfNoReturn)
    {
        var histories = 0;
        foreach (var history in Histories(PlanOf(kind, pointOfNoReturn), HistoryBounds.Kills, HistoryBounds.Failures))
        {
            histories++;
            Follow(history);
        }

        Assert.InRange(histories, HistoryBounds.Least, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void A_failed_undo_closes_with_rollback_failed_and_the_next_takeover_tries_it_again(DeploymentKind kind, StepName pointOfNoReturn)
    {
        var plan = PlanOf(kind, pointOfNoReturn);
        foreach (var step in plan.Rollback)
        {
            List<JournalEntry> journal = [new JournalEntry.Opened(plan)];
            foreach (var done in plan.Steps.TakeWhile(s => s.Name != StepName.Health && s.Name != pointOfNoReturn))
                journal.AddRange([new JournalEntry.Began(done, StepVerb.Do), new JournalEntry.Ended(done, StepVerb.Do, null)]);
            var turning = On(pointOfNoReturn == StepName.Migrate ? StepName.Prepare : StepName.Health);
            journal.AddRange([new JournalEntry.Began(turning, StepVerb.Do), new JournalEntry.Failed(turning, StepVerb.Do, Failure)]);
            while (Next(journal) is EngineAction.Undo undo && undo.Step != step)
                journal.AddRange([new JournalEntry.Began(undo.Step, StepVerb.Undo), new JournalEntry.Ended(undo.Step, StepVerb.Undo, null)]);
            if (Next(journal) is not EngineAction.Undo) continue; // The step was not begun.
            journal.AddRange([new JournalEntry.Began(step, StepVerb.Undo), new JournalEntry.Failed(step, StepVerb.Undo, Failure)]);

            Assert.Equal(new EngineAction.Close(Outcome.RollbackFailed), Next(journal));
            journal.Add(new JournalEntry.Closed(Outcome.RollbackFailed));
            Assert.Null(Next(journal));
            journal.Add(new JournalEntry.TookOver("another"));
            while (Next(journal) is EngineAction.Look look) journal.Add(new JournalEntry.Found(look.Step, StepEffect.None));

            // What was stopped may run again by now: it is stopped once more before the schema goes back.
            if (step.Name is StepName.Migrate or StepName.Activate && Next(journal) is EngineAction.Undo { Step.Name: StepName.Restart } stop)
                journal.AddRange([new JournalEntry.Began(stop.Step, StepVerb.Undo), new JournalEntry.Ended(stop.Step, StepVerb.Undo, null)]);
            Assert.Equal(new EngineAction.Undo(step), Next(journal));
        }
    }

    [Fact]
    public void A_failed_point_of_no_return_is_looked_at_before_anything_is_undone()
    {
        var plan = PlanOf(DeploymentKind.Deploy, StepName.Migrate);
        List<JournalEntry> journal = [new JournalEntry.Opened(plan)];
        foreach (var done in plan.Steps.TakeWhile(s => s.Name != StepName.Migrate))
            journal.AddRange([new JournalEntry.Began(done, StepVerb.Do), new JournalEntry.Ended(done, StepVerb.Do, null)]);
        journal.AddRange([new JournalEntry.Began(On(StepName.Migrate), StepVerb.Do), new JournalEntry.Failed(On(StepName.Migrate), StepVerb.Do, Failure)]);

        Assert.Equal(new EngineAction.Look(On(StepName.Migrate)), Next(journal));
        Assert.Equal(new EngineAction.Undo(On(StepName.Migrate)), Next([.. journal, new JournalEntry.Found(On(StepName.Migrate), StepEffect.None)]));
        Assert.Equal(new EngineAction.Do(On(StepName.Migrate), Final: true),
            Next([.. journal, new JournalEntry.Found(On(StepName.Migrate), StepEffect.Partial)]));
    }

    [Fact]
    public void A_failed_prune_keeps_the_success()
    {
        var plan = PlanOf(DeploymentKind.Deploy, StepName.Commit);
        List<JournalEntry> journal = [new JournalEntry.Opened(plan)];
        foreach (var step in plan.Steps.SkipLast(1))
            journal.AddRange([new JournalEntry.Began(step, StepVerb.Do), new JournalEntry.Ended(step, StepVerb.Do, null)]);
        Assert.Equal(new EngineAction.Do(On(StepName.Prune), Final: true), Next(journal));
        journal.AddRange([new JournalEntry.Began(On(StepName.Prune), StepVerb.Do), new JournalEntry.Failed(On(StepName.Prune), StepVerb.Do, Failure)]);
        Assert.Equal(new EngineAction.Close(Outcome.Succeeded), Next(journal));
    }

    [Fact]
    public void A_journal_without_a_plan_says_nothing()
    {
        Assert.Null(JournalState.Of([]));
        Assert.Null(JournalState.Of([new JournalEntry.TookOver("another")]));
    }

    // Follows a history without further disturbance: it ends, and says how.
    private static void Follow(List<JournalEntry> journal)
    {
        var start = JournalState.Of(journal)!;
        List<StepId> undone = [];
        for (var actions = 0; ; actions++)
        {
            Assert.True(actions < MostActions, $"no end: {Words(journal)}");
            var state = JournalState.Of(journal)!;
            switch (Course.Next(state).SingleOrDefault())
            {
                case null:
                    AssertEnd(journal, state, start);
                    return;
                case EngineAction.Do(var step, var final):
                    Assert.True(final == state.IsFinal, Words(journal));
                    Assert.True(final || (!state.TakenOver && state.Failure is null), $"forward: {Words(journal)}");
                    Assert.True(!state.HasEnded(step, StepVerb.Do), $"done twice: {Words(journal)}");
                    journal.AddRange([new JournalEntry.Began(step, StepVerb.Do), new JournalEntry.Ended(step, StepVerb.Do, null)]);
                    break;
                case EngineAction.Undo(var step):
                    var begun = state.HasBegun(step, StepVerb.Do) || (step.Name == StepName.Restart && state.HasBegun(On(StepName.Activate), StepVerb.Do));
                    Assert.True(!state.IsFinal && begun && !undone.Contains(step), $"undo of {step}: {Words(journal)}");
                    undone.Add(step);
                    Assert.Equal(state.Plan.Rollback.Where(undone.Contains), undone);
                    journal.AddRange([new JournalEntry.Began(step, StepVerb.Undo), new JournalEntry.Ended(step, StepVerb.Undo, null)]);
                    break;
                case EngineAction.Look(var step):
                    journal.Add(new JournalEntry.Found(step, StepEffect.None));
                    break;
                case EngineAction.Close(var outcome):
                    journal.Add(new JournalEntry.Closed(outcome));
                    break;
            }
        }
    }

    private static void AssertEnd(List<JournalEntry> journal, JournalState state, JournalState start)
    {
        var outcome = Assert.NotNull(state.Closed);
        var committed = state.IsCommitted;
        Assert.True((outcome == Outcome.Succeeded) == committed, $"{outcome}: {Words(journal)}");
        Assert.True(outcome != Outcome.RollbackFailed || start.Stuck is not null || start.Closed is not null || state.Stuck is not null,
            $"{outcome}: {Words(journal)}");
        if (outcome != Outcome.RolledBack) return;
        Assert.All(state.Plan.Rollback.Where(s => state.HasBegun(s, StepVerb.Do)),
            s => Assert.True(state.HasEnded(s, StepVerb.Undo), $"{s} is not rolled back: {Words(journal)}"));
    }

    /// <summary>Every journal that the engine can write, cut at every place, with a bounded number of kills and failures.</summary>
    private static IEnumerable<List<JournalEntry>> Histories(DeploymentPlan plan, int kills, int failures)
    {
        var open = new Stack<(List<JournalEntry> Journal, int Kills, int Failures)>([([new JournalEntry.Opened(plan)], kills, failures)]);
        while (open.TryPop(out var at))
        {
            yield return [.. at.Journal];
            if (at.Kills > 0) open.Push(([.. at.Journal, new JournalEntry.TookOver("another")], at.Kills - 1, at.Failures));
            switch (Next(at.Journal))
            {
                case EngineAction.Do(var step, _):
                    Push(at, step, StepVerb.Do);
                    break;
                case EngineAction.Undo(var step):
                    Push(at, step, StepVerb.Undo);
                    break;
                case EngineAction.Look(var step):
                    foreach (var effect in Enum.GetValues<StepEffect>())
                        open.Push(([.. at.Journal, new JournalEntry.Found(step, effect)], at.Kills, at.Failures));
                    break;
                case EngineAction.Close(var outcome):
                    open.Push(([.. at.Journal, new JournalEntry.Closed(outcome)], at.Kills, at.Failures));
                    break;
            }
        }

        void Push((List<JournalEntry> Journal, int Kills, int Failures) at, StepId step, StepVerb verb)
        {
            List<JournalEntry> begun = [.. at.Journal, new JournalEntry.Began(step, verb)];
            open.Push(([.. begun, new JournalEntry.Ended(step, verb, null)], at.Kills, at.Failures));
            if (at.Failures > 0) open.Push(([.. begun, new JournalEntry.Failed(step, verb, Failure)], at.Kills, at.Failures - 1));
            if (at.Kills > 0) open.Push(([.. begun, new JournalEntry.TookOver("another")], at.Kills - 1, at.Failures));
        }
    }

    private static StepId On(StepName name) => new(name, Host);

    private static EngineAction? Next(IReadOnlyList<JournalEntry> journal) => Course.Next(JournalState.Of(journal)!).SingleOrDefault();

    private static string Words(IEnumerable<JournalEntry> journal) => string.Join(", ", journal.Select(e => e switch
    {
        JournalEntry.Began b => $"began {b.Verb} {b.Step}",
        JournalEntry.Ended b => $"ended {b.Verb} {b.Step}",
        JournalEntry.Failed b => $"failed {b.Verb} {b.Step}",
        JournalEntry.Found b => $"found {b.Step} {b.Effect}",
        JournalEntry.Closed b => $"closed {b.Outcome}",
        _ => e.GetType().Name,
    }));

    private static DeploymentPlan PlanOf(DeploymentKind kind, StepName pointOfNoReturn)
    {
        var release = new Release("20260101000000_abcdefa", "abcdefabcdefabcdefabcdefabcdefabcdefabcd");
        return new()
        {
            Id = "20260101T000000000Z-abcdefa",
            Kind = kind,
            Target = "api/production",
            By = "someone@somewhere",
            MadeAt = DateTimeOffset.UnixEpoch,
            Release = release,
            Before = new(null, false, null, null),
            Schema = new(SchemaVerb.Up, ["1"], release, Irreversible: pointOfNoReturn == StepName.Migrate),
            Steps = StepOrder.Forward(kind, Rollout.OfOne(Host)),
            Rollback = StepOrder.Back(Rollout.OfOne(Host)),
        };
    }
}
