using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>Prints the progress of a deployment to standard error.</summary>
internal sealed class EngineProgress(Output output) : IEngineObserver, IMigratorObserver
{
    private const int Column = 10;

    public void At(EngineAction action, Moment moment, string? note)
    {
        var line = (action, moment) switch
        {
            (EngineAction.Do { Step.Name: StepName.Prepare or StepName.Migrate or StepName.Health } step, Moment.BeforeEffect) => $"{Label(step.Step)} ...",
            (EngineAction.Do(var step, _), Moment.AfterRecord) => $"{Label(step)} {note}",
            (EngineAction.Undo(var step), Moment.AfterRecord) when note is not null => $"undo {Label(step)} {note}",
            (EngineAction.Look(var step), Moment.AfterRecord) => $"look {Label(step)} {Found(note)} when the controller crashed",
            _ => null,
        };
        if (line is not null) output.Say(line);
    }

    public void Failed(EngineAction action, FailureReport failure) => output.Warn(action switch
    {
        EngineAction.Do({ Name: StepName.Prune }, _) => $"old releases could not be removed: {failure.What}",
        EngineAction.Do(var step, false) => $"{step.Word} failed: {failure.What} Rolling back.",
        EngineAction.Do(var step, true) => $"{step.Word} failed past the point of no return: {failure.What}",
        EngineAction.Undo(var step) => $"undoing {step.Word} failed: {failure.What}",
        _ => failure.What,
    });

    public void Heard(MigratorNews news)
    {
        switch (news.Kind)
        {
            case MigratorEvent.Applying: output.Say($"{"  up",-Column} {news.Text}"); break;
            case MigratorEvent.RollingBack: output.Say($"{"  down",-Column} {news.Text}"); break;
            case MigratorEvent.Retrying: output.Say($"{"  retry",-Column} {news.Text}"); break;
            case MigratorEvent.Attempted: output.Say($"{"  health",-Column} {news.Text}"); break;
            case MigratorEvent.Waiting: output.Say(news.Text); break;
            case MigratorEvent.Warned: output.Warn(news.Text); break;
        }
    }

    private static string Found(string? effect) => effect switch
    {
        nameof(StepEffect.None) => "not started",
        nameof(StepEffect.Partial) => "partly done",
        _ => "done",
    };

    private static string Label(StepId step) => $"{step.Word,-Column}";
}
