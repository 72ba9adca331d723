using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>What recovery did, target by target.</summary>
internal sealed record RecoverReport(string Schema, IReadOnlyList<RecoveredTarget> Targets);

/// <summary>The deployment that was finished or rolled back; null when there was nothing to recover.</summary>
internal sealed record RecoveredTarget(string Target, HistoryRecord? Record);

/// <summary><c>fraisier recover [FRAISE ENVIRONMENT]</c>.</summary>
internal sealed class RecoverCommand : ToolCommand
{
    private readonly Composition composition;
    private readonly Argument<string?> fraise = new("fraise") { Arity = ArgumentArity.ZeroOrOne, Description = "Fraise name (default: all)" };
    private readonly Argument<string?> environment = new("environment") { Arity = ArgumentArity.ZeroOrOne, Description = "Environment name (default: all)" };
    private readonly Option<string> config = ConfigOption.New();

    public RecoverCommand(Composition composition)
        : base("recover", "Finish or roll back interrupted deployments")
    {
        this.composition = composition;
        Arguments.Add(fraise);
        Arguments.Add(environment);
        Options.Add(config);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var path = arguments.GetValue(config)!;
        var (oneFraise, oneEnvironment) = (arguments.GetValue(fraise), arguments.GetValue(environment));
        var chosen = FraisesFile.Load(path).Names(oneFraise, oneEnvironment);
        List<RecoveredTarget> results = [];
        foreach (var (f, e) in chosen)
        {
            if (Readable(path, f, e, chosen.Count == 1, output) is { } target) results.Add(await RecoverAsync(target, output, cancellation));
        }

        output.Document(new("fraisier/recover/1", results), () => CliJson.Default.RecoverReport);
        return results.Any(r => r.Record?.Outcome == Outcome.RollbackFailed) ? ExitCode.RollbackFailed
            : results.Count < chosen.Count ? ExitCode.Usage
            : ExitCode.Ok;
    }

    // The variables of another host's environments need not be set here; that must not keep this host's from being recovered.
    private static Target? Readable(string path, string fraise, string environment, bool alone, Output output)
    {
        try
        {
            var target = FraisesFile.Load(path).Select(fraise, environment);
            output.Hide(target.Secrets);
            target.RequireSupported();
            return target;
        }
        catch (ToolException e) when (!alone && (e.Code.Exit == ExitCode.Usage || e.Code == DeploymentErrors.NotInUse))
        {
            output.Warn($"{fraise}/{environment} is skipped: {e.What}");
            return null;
        }
    }

    private async Task<RecoveredTarget> RecoverAsync(Target target, Output output, CancellationToken cancellation)
    {
        // An environment of another host has no store here; whether its checkout exists is not asked.
        if (target.FirstHost.IsHere)
        {
            await using var open = composition.StoreOf(target);
            if (!(await open.Store.LookAsync(cancellation)).NeedsRecovery)
            {
                output.Data($"{target}: nothing to recover");
                return new(target.Name, null);
            }
        }

        var progress = new EngineProgress(output, target);
        await using var fleet = await composition.FleetOfAsync(target, progress.On, cancellation);
        var record = await new Controller(target, fleet, null, progress, composition.Time, composition.Engine).RecoverAsync(cancellation);
        output.Data(record is null ? $"{target}: nothing to recover" : $"{target}: {Ending.Sentence(record)}");
        if (record is { Outcome: Outcome.RollbackFailed }) output.Warn(Ending.ErrorOf(record).What);
        return new(target.Name, record);
    }
}
