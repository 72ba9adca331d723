using System.Text.Json;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>Reports the result of a deployment. The exit code is 0 if and only if the release is live.</summary>
internal static class Ending
{
    public static ExitCode Report(HistoryRecord record, Target target, Output output)
    {
        try
        {
            var outcome = JsonNamingPolicy.CamelCase.ConvertName(record.Outcome.ToString());
            output.Document(new("fraisier/deploy/1", record.Target, outcome, record), () => CliJson.Default.DeployReport);
            if (record.WentLive) output.Data($"{record.Target}: {Sentence(record)}");
            foreach (var line in Facts(record, target)) output.Say(line);
        }
        catch (ToolException e) when (e.Code == FoundationErrors.FileNotWritable)
        {
            // If the result cannot be printed, the exit code must be right all the more.
            output.Warn(e.What);
        }

        return record.Outcome == Outcome.Succeeded ? ExitCode.Ok : throw ErrorOf(record);
    }

    public static string Sentence(HistoryRecord record) => record.Outcome switch
    {
        Outcome.Succeeded => $"release {record.Release} is live ({Schema(record.Schema)}){Recovered(record)}",
        Outcome.Partial => $"release {record.Release} is live on {string.Join(", ", record.Hosts!.Except(record.Behind!.Select(b => b.Host)))}, and NOT on "
            + $"{string.Join(", ", record.Behind!.Select(b => b.Host))} ({Schema(record.Schema)})",
        Outcome.Unhealthy => $"release {record.Release} is live but NOT healthy ({Schema(record.Schema)}); nothing was rolled back, as rollback_config says",
        Outcome.Superseded => $"release {record.Release} never went live; a later deployment replaced it",
        Outcome.RolledBack => $"release {record.Release} was rolled back{Recovered(record)}; {record.Previous?.Name ?? "nothing"} is live and the schema "
            + "matches it",
        _ when record.ForwardOnly => $"release {record.Release} is NOT live, and its migrations are irreversible",
        _ => $"release {record.Release} could NOT be rolled back completely{Recovered(record)}",
    };

    // What a person wants to know next.
    private static IEnumerable<string> Facts(HistoryRecord record, Target target)
    {
        if (!record.WentLive) yield break;
        yield return $"schema    {Schema(record.Schema)}{(record.Schema.Versions is [] ? string.Empty : $": {string.Join(", ", record.Schema.Versions)}")}";
        if (record.DowntimeMs is { } down) yield return $"downtime  {down} ms{(record.Hosts is null ? string.Empty : " at most on one host")}";
        yield return $"log       fraisier logs {target.Fraise} {target.Environment}";
        if (record.Previous is not null && record.Kind == DeploymentKind.Deploy)
            yield return $"undo      fraisier rollback {target.Fraise} {target.Environment}";
    }

    public static ToolException ErrorOf(HistoryRecord record)
    {
        var failure = record.Failure!;
        var (code, what, fix) = record.Outcome switch
        {
            Outcome.Unhealthy => (DeploymentErrors.Unhealthy, $"{record.Target}: {Sentence(record)}.",
                $"Deploy a fixed commit, or go back to the previous release: fraisier rollback {record.Target.Replace('/', ' ')}"),
            Outcome.RolledBack when failure.Interrupted => (DeploymentErrors.Interrupted, $"{record.Target}: {Sentence(record)}.", failure.Fix),
            Outcome.RolledBack => (DeploymentErrors.RolledBack, $"{record.Target}: {Sentence(record)}.", failure.Fix),
            Outcome.Partial => (DeploymentErrors.Partial, $"{record.Target}: {Sentence(record)}.",
                $"Fix the cause and run: fraisier deploy {record.Target.Replace('/', ' ')} --only-failed"),
            _ when record.ForwardOnly => (DeploymentErrors.RollbackFailed, $"{record.Target}: {Sentence(record)}. Manual action is needed.",
                "Deploy a fixed commit, which replaces it; or fix the cause and run: fraisier recover"),
            _ => (DeploymentErrors.RollbackFailed, $"{record.Target}: {Sentence(record)}. Manual action is needed.",
                $"{failure.Fix} Then run: fraisier recover"),
        };
        return code.Error(what, $"[{failure.Code}] {failure.What} {failure.Why}", fix).With(failure.Details);
    }

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Succeeded => "succeeded",
        Outcome.RolledBack => "rolled back",
        Outcome.Superseded => "superseded",
        Outcome.Partial => "partial",
        Outcome.Unhealthy => "unhealthy",
        _ => "rollback failed",
    };

    public static string Schema(SchemaChange schema) => schema.Verb switch
    {
        SchemaVerb.Up => $"{schema.Versions.Count} up",
        SchemaVerb.Down => $"{schema.Versions.Count} down",
        _ => "unchanged",
    };

    private static string Recovered(HistoryRecord record) => record.Recovered ? " by recovery" : string.Empty;
}
