using Confiture.Migrations;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>Says on standard error what a deployment does while it does it.</summary>
internal sealed class EngineProgress(Output output, Composition composition) : IEngineObserver, IMigrationObserver
{
    private const int Column = 10;

    /// <summary>What the target is deployed with.</summary>
    public async Task<Backends> BackendsAsync(Target target, CancellationToken cancellation) =>
        composition.Backends(await new LocalBackends(Composition.Supervise, this, composition.Time).ForAsync(target, cancellation));

    public void At(EngineAction action, Moment moment, string? note)
    {
        var line = (action, moment) switch
        {
            (EngineAction.Do { Step: StepName.Prepare or StepName.Migrate or StepName.Health } step, Moment.BeforeEffect) => $"{Label(step.Step)} ...",
            (EngineAction.Do(var step, _), Moment.AfterRecord) => $"{Label(step)} {note}",
            (EngineAction.Undo(var step), Moment.AfterRecord) when note is not null => $"undo {Label(step)} {note}",
            (EngineAction.Look(var step), Moment.AfterRecord) => $"look {Label(step)} the crash left {note?.ToLowerInvariant()} of it",
            _ => null,
        };
        if (line is not null) output.Say(line);
        composition.Observer?.At(action, moment, note);
    }

    public void Failed(EngineAction action, FailureReport failure)
    {
        output.Warn(action switch
        {
            EngineAction.Do(StepName.Prune, _) => $"old releases could not be removed: {failure.What}",
            EngineAction.Do(var step, false) => $"{Label(step).TrimEnd()} failed: {failure.What} Taking everything back.",
            EngineAction.Do(var step, true) => $"{Label(step).TrimEnd()} failed past the point of no return: {failure.What}",
            EngineAction.Undo(var step) => $"taking back {Label(step).TrimEnd()} failed: {failure.What}",
            _ => failure.What,
        });
        composition.Observer?.Failed(action, failure);
    }

    public void Starting(Migration migration, MigrationVerb verb)
    {
        output.Say($"{(verb == MigrationVerb.Up ? "  up" : "  down"),-Column} {migration}");
        composition.Migrations?.Starting(migration, verb);
    }

    public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed) => composition.Migrations?.Finished(migration, verb, elapsed);

    public void Waiting(string holder, TimeSpan limit) => output.Say($"waiting up to {limit.TotalSeconds:0.#} s for {holder}");

    public void Retrying(Migration migration, string reason) => output.Say($"{"  retry",-Column} {migration}: {reason}");

    public void Warned(string warning) => output.Warn(warning);

    private static string Label(StepName step) => $"{step.ToString().ToLowerInvariant(),-Column}";
}
