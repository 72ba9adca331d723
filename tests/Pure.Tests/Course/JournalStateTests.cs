using Fraisier.Deployment;

namespace Pure.Tests.Course;

/// <summary>What a journal says, entry by entry.</summary>
public sealed class JournalStateTests
{
    private const string Host = "web1";
    private static readonly Release Release = new("20260101000000_abcdefa", "abcdefabcdefabcdefabcdefabcdefabcdefabcd");
    private static readonly FailureReport First = new("X", "it failed", "because", "mend it", [], Interrupted: false);
    private static readonly FailureReport Second = First with { What = "it failed again" };
    private static readonly SchemaChange Reversible = new(SchemaVerb.Up, ["1"], Release);
    private static readonly SchemaChange Irreversible = new(SchemaVerb.Up, ["1", "2"], Release, Irreversible: true);

    [Fact]
    public void A_deployment_starts_with_its_first_entry()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var state = JournalState.Of([new JournalEntry.Opened(Plan) { At = at }, new JournalEntry.TookOver("another") { At = at.AddHours(1) }])!;

        Assert.Equal(at, state.StartedAt);
        Assert.Same(Plan, state.Plan);
    }

    [Fact]
    public void A_journal_of_the_plan_alone_says_that_nothing_happened()
    {
        var state = After();

        Assert.Equal((null, null, null, false), (state.Failure, state.Stuck, state.Closed, state.TakenOver));
        Assert.Equal((false, false, false), (state.IsFinal, state.IsCommitted, state.IsForwardOnly));
        Assert.Equal(Reversible, state.Schema);
        Assert.Empty(state.InDoubt);
        Assert.All(Plan.Steps, step => Assert.Equal((false, false, false), Doing(state, step)));
    }

    [Fact]
    public void A_begun_step_is_open_until_it_ends()
    {
        var begun = After(Began(StepName.Prepare));
        Assert.Equal((true, false, true), Doing(begun, On(StepName.Prepare)));

        var ended = After(Began(StepName.Prepare), Ended(StepName.Prepare));
        Assert.Equal((true, true, false), Doing(ended, On(StepName.Prepare)));
        Assert.False(ended.HasBegun(On(StepName.Prepare), StepVerb.Undo));
        Assert.False(ended.HasBegun(On(StepName.Migrate), StepVerb.Do));
    }

    [Fact]
    public void A_prepared_release_tells_its_own_change_of_the_schema_and_later_steps_keep_it()
    {
        var state = After(Ended(StepName.Prepare, Irreversible), Ended(StepName.Activate));

        Assert.Equal(Irreversible, state.Schema);
        Assert.Equal(On(StepName.Migrate), state.PointOfNoReturn);
        Assert.Equal(On(StepName.Commit), After().PointOfNoReturn);
    }

    [Fact]
    public void The_deployment_is_final_once_its_point_of_no_return_ended()
    {
        Assert.False(After(Ended(StepName.Prepare, Irreversible), Began(StepName.Migrate)).IsFinal);
        Assert.False(After(Ended(StepName.Migrate)).IsFinal);

        var migrated = After(Ended(StepName.Prepare, Irreversible), Ended(StepName.Migrate));
        Assert.Equal((true, false, true), (migrated.IsFinal, migrated.IsCommitted, migrated.IsForwardOnly));

        var committed = After(Ended(StepName.Commit));
        Assert.Equal((true, true, false), (committed.IsFinal, committed.IsCommitted, committed.IsForwardOnly));
    }

    [Theory]
    [InlineData(StepEffect.None, false, false)]
    [InlineData(StepEffect.Partial, true, false)]
    [InlineData(StepEffect.Complete, true, true)]
    public void A_look_settles_what_a_begun_step_did(StepEffect effect, bool final, bool ended)
    {
        var state = After(Began(StepName.Commit), new JournalEntry.TookOver("another"), new JournalEntry.Found(On(StepName.Commit), effect));

        Assert.Equal((final, ended, false), (state.IsFinal, state.IsCommitted, state.IsOpen(On(StepName.Commit))));
        Assert.True(state.HasBegun(On(StepName.Commit), StepVerb.Do));
        Assert.Empty(state.InDoubt);
    }

    [Fact]
    public void A_part_of_the_point_of_no_return_stays_in_the_world_while_the_step_is_done_again()
    {
        JournalEntry[] partly = [Began(StepName.Commit), new JournalEntry.Found(On(StepName.Commit), StepEffect.Partial)];

        Assert.True(After([.. partly, Began(StepName.Commit)]).IsFinal);
        Assert.True(After([.. partly, new JournalEntry.Found(On(StepName.Commit), StepEffect.None)]).IsFinal);
        Assert.True(After([.. partly, partly[1]]).IsFinal);
    }

    [Fact]
    public void A_part_of_another_step_is_not_final()
    {
        var state = After(Began(StepName.Activate), new JournalEntry.Found(On(StepName.Activate), StepEffect.Partial));

        Assert.False(state.IsFinal);
    }

    [Fact]
    public void The_first_failure_is_why_the_deployment_turned_back()
    {
        var state = After(Failed(StepName.Restart, StepVerb.Do, First), Failed(StepName.Health, StepVerb.Do, Second));

        Assert.Same(First, state.Failure);
        Assert.Null(state.Stuck);
    }

    [Fact]
    public void A_failed_undo_leaves_the_deployment_stuck_until_another_controller_takes_over()
    {
        JournalEntry[] stuck =
        [
            Failed(StepName.Restart, StepVerb.Do, First), Failed(StepName.Restart, StepVerb.Undo, Second), new JournalEntry.Closed(Outcome.RollbackFailed),
        ];
        var before = After(stuck);
        Assert.Equal((First, Second, Outcome.RollbackFailed, false), (before.Failure, before.Stuck, before.Closed, before.TakenOver));

        var after = After([.. stuck, new JournalEntry.TookOver("another")]);
        Assert.Equal((First, null, null, true), (after.Failure, after.Stuck, after.Closed, after.TakenOver));
    }

    [Fact]
    public void A_failure_past_the_point_of_no_return_does_not_turn_it_back()
    {
        var state = After(Ended(StepName.Commit), Failed(StepName.Prune, StepVerb.Do, First));

        Assert.Null(state.Failure);
        Assert.Same(First, state.Stuck);
    }

    [Fact]
    public void Only_a_crash_leaves_a_step_in_doubt()
    {
        Assert.Empty(After(Began(StepName.Activate)).InDoubt);
        Assert.Empty(After(Ended(StepName.Activate), new JournalEntry.TookOver("another")).InDoubt);
        Assert.Equal([On(StepName.Activate)], After(Began(StepName.Activate), new JournalEntry.TookOver("another")).InDoubt);
    }

    private static DeploymentPlan Plan { get; } = new()
    {
        Id = "20260101T000000000Z-abcdefa",
        Kind = DeploymentKind.Deploy,
        Target = "api/production",
        By = "someone@somewhere",
        MadeAt = DateTimeOffset.UnixEpoch,
        Release = Release,
        Before = new(null, false, null, null),
        Schema = Reversible,
        Steps = StepOrder.Forward(DeploymentKind.Deploy, Rollout.OfOne(Host)),
        Rollback = StepOrder.Back(Rollout.OfOne(Host)),
    };

    private static JournalState After(params JournalEntry[] entries) => JournalState.Of([new JournalEntry.Opened(Plan), .. entries])!;

    private static (bool Begun, bool Ended, bool Open) Doing(JournalState state, StepId step) =>
        (state.HasBegun(step, StepVerb.Do), state.HasEnded(step, StepVerb.Do), state.IsOpen(step));

    private static StepId On(StepName name) => new(name, name == StepName.Commit ? null : Host);

    private static JournalEntry.Began Began(StepName step) => new(On(step), StepVerb.Do);

    private static JournalEntry.Ended Ended(StepName step, SchemaChange? schema = null) => new(On(step), StepVerb.Do, null, schema);

    private static JournalEntry.Failed Failed(StepName step, StepVerb verb, FailureReport failure) => new(On(step), verb, failure);
}
