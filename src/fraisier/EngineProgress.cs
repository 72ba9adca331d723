using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>Prints the progress of a deployment to standard error; with several hosts each line names its own.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="target">What is deployed.</param>
internal sealed class EngineProgress(Output output, Target target) : IEngineObserver
{
    private const int Column = 10;
    private readonly int hostColumn = target.Hosts.Count == 1 ? 0 : target.Hosts.Max(h => h.Name.Length);

    /// <summary>Prints what happens with migrations on a host.</summary>
    /// <param name="host">The host's name.</param>
    public IMigratorObserver On(string host) => new News(this, host);

    public void At(EngineAction action, Moment moment, string? note)
    {
        var (step, line) = (action, moment) switch
        {
            (EngineAction.Do { Step.Name: StepName.Prepare or StepName.Migrate or StepName.Health } begun, Moment.BeforeEffect) =>
                (begun.Step, $"{Label(begun.Step)} ..."),
            (EngineAction.Do(var done, _), Moment.AfterRecord) => (done, $"{Label(done)} {note}"),
            (EngineAction.Undo(var undone), Moment.AfterRecord) when note is not null => (undone, $"undo {Label(undone)} {note}"),
            (EngineAction.Look(var seen), Moment.AfterRecord) => (seen, $"look {Label(seen)} {Found(note)} when the controller crashed"),
            _ => (default, (string?)null),
        };
        if (line is not null) output.Say(Prefix(step.Host) + line);
    }

    public void Failed(EngineAction action, FailureReport failure) => output.Warn(action switch
    {
        EngineAction.Do({ Name: StepName.Prune } step, _) => $"{Where(step)}old releases could not be removed: {failure.What}",
        EngineAction.Do(var step, false) => $"{Where(step)}{step.Word} failed: {failure.What}{Then}",
        EngineAction.Do(var step, true) => $"{Where(step)}{step.Word} failed past the point of no return: {failure.What}",
        EngineAction.Undo(var step) => $"{Where(step)}undoing {step.Word} failed: {failure.What}",
        _ => failure.What,
    });

    private string Then => target.Rollout.OnHostFailure == HostFailurePolicy.RollbackAll ? " Rolling back." : string.Empty;

    private string Where(StepId step) => hostColumn == 0 || step.Host is null ? string.Empty : $"{step.Host}: ";

    private string Prefix(string? host) => hostColumn == 0 ? string.Empty : $"{(host ?? string.Empty).PadRight(hostColumn)}  ";

    private void Heard(string host, MigratorNews news)
    {
        switch (news.Kind)
        {
            case MigratorEvent.Applying: output.Say($"{Prefix(host)}{"  up",-Column} {news.Text}"); break;
            case MigratorEvent.RollingBack: output.Say($"{Prefix(host)}{"  down",-Column} {news.Text}"); break;
            case MigratorEvent.Retrying: output.Say($"{Prefix(host)}{"  retry",-Column} {news.Text}"); break;
            case MigratorEvent.Attempted: output.Say($"{Prefix(host)}{"  health",-Column} {news.Text}"); break;
            case MigratorEvent.Waiting: output.Say(Prefix(host) + news.Text); break;
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

    private sealed class News(EngineProgress progress, string host) : IMigratorObserver
    {
        public void Heard(MigratorNews news) => progress.Heard(host, news);
    }
}
