using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>The kinds of hosts that there are.</summary>
internal sealed record ProvidersReport(string Schema, IReadOnlyList<ProviderEntry> Providers);

/// <summary>A kind of host.</summary>
/// <param name="Targets">The targets in fraises.yaml that use it.</param>
internal sealed record ProviderEntry(string Type, string Description, IReadOnlyList<string> Targets);

/// <summary><c>fraisier providers</c>.</summary>
internal sealed class ProvidersCommand : ToolCommand
{
    public const string BareMetal = "bare_metal";
    private readonly Option<string> config = ConfigOption.New();

    public ProvidersCommand()
        : base("providers", "List deployment providers and the targets that use them") => Options.Add(config);

    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var path = arguments.GetValue(config)!;
        IReadOnlyList<string> targets = File.Exists(path) ? [.. FraisesFile.Load(path).Names(null, null).Select(n => $"{n.Fraise}/{n.Environment}")] : [];
        List<ProviderEntry> providers = [new(BareMetal, "SSH and systemd, or supervised processes, on hosts of your own", targets)];
        output.Document(new("fraisier/providers/1", providers), () => CliJson.Default.ProvidersReport);
        output.Table(
            ["TYPE", "DESCRIPTION", "TARGETS"], [.. providers.Select(p => (IReadOnlyList<string>)[p.Type, p.Description, string.Join(", ", p.Targets)])]);
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>What was found.</summary>
internal sealed record FindingsReport(string Schema, bool Ok, IReadOnlyList<TargetFindings> Targets);

/// <summary>What was found of a target.</summary>
internal sealed record TargetFindings(string Target, IReadOnlyList<Finding> Findings);

/// <summary>A command that looks at hosts, prints what it finds, and says how to fix each.</summary>
internal abstract class FindingsCommand : ToolCommand
{
    private readonly string schema;
    private readonly Composition composition;
    private readonly Argument<string?> fraise = new("fraise") { Arity = ArgumentArity.ZeroOrOne, Description = "Fraise name (default: all)" };
    private readonly Argument<string?> environment = new("environment") { Arity = ArgumentArity.ZeroOrOne, Description = "Environment name (default: all)" };
    private readonly Option<string> config = ConfigOption.New();

    protected FindingsCommand(Composition composition, string name, string schema, string description, Argument? first = null)
        : base(name, description)
    {
        (this.composition, this.schema) = (composition, schema);
        if (first is not null) Arguments.Add(first);
        Arguments.Add(fraise);
        Arguments.Add(environment);
        Options.Add(config);
    }

    /// <summary>What a target's hosts are asked.</summary>
    protected abstract Task<IReadOnlyList<Finding>> AskAsync(IHost host, DateTimeOffset now, CancellationToken cancellation);

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var path = arguments.GetValue(config)!;
        var names = FraisesFile.Load(path).Names(arguments.GetValue(fraise), arguments.GetValue(environment));
        List<TargetFindings> all = [];
        foreach (var (name, stage) in names)
        {
            var found = new TargetFindings($"{name}/{stage}", await OfAsync(path, name, stage, output, cancellation));
            all.Add(found);
            output.Table(["TARGET", "HOST", "CHECK", "STATE", "DETAIL"], [.. found.Findings.Select(f => Row(found.Target, f))]);
            foreach (var finding in found.Findings.Where(f => f.Fix is not null))
                output.Hint($"{finding.Host ?? found.Target}: {finding.Check}: {finding.Fix}");
        }

        var ok = all.SelectMany(t => t.Findings).All(f => f.State != FindingState.Failed);
        output.Document(new(schema, ok, all), () => CliJson.Default.FindingsReport);
        return ok ? ExitCode.Ok : ExitCode.Failed;
    }

    private async Task<IReadOnlyList<Finding>> OfAsync(string path, string name, string stage, Output output, CancellationToken cancellation)
    {
        try
        {
            var target = FraisesFile.Load(path).Select(name, stage);
            output.Hide(target.Secrets);
            await using var fleet = await composition.FleetOfAsync(target, new EngineProgress(output, target).On, cancellation);
            return [.. (await Task.WhenAll(fleet.Hosts.Select(h => OfHostAsync(h, cancellation)))).SelectMany(f => f)];
        }
        catch (ToolException e)
        {
            return [new(null, "configuration", FindingState.Failed, $"{e.What} {e.Why}", e.Fix)];
        }
    }

    private async Task<IReadOnlyList<Finding>> OfHostAsync(IHost host, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(host, composition.Time.GetUtcNow(), cancellation);
        }
        catch (ToolException e)
        {
            return [new(host.Name, "connection", FindingState.Failed, $"{e.What} {e.Why}", e.Fix)];
        }
    }

    private static IReadOnlyList<string> Row(string target, Finding finding) =>
    [
        target, finding.Host ?? "-", finding.Check,
        finding.State switch { FindingState.Ok => "ok", FindingState.Warning => "WARNING", FindingState.Failed => "FAILED", _ => "skipped" }, finding.Detail,
    ];
}

/// <summary><c>fraisier doctor [FRAISE ENVIRONMENT]</c>.</summary>
internal sealed class DoctorCommand(Composition composition)
    : FindingsCommand(composition, "doctor", "fraisier/doctor/1",
        "Check hosts: rights, disk, clock, git, release, service, database, health; say how to fix each problem")
{
    protected override Task<IReadOnlyList<Finding>> AskAsync(IHost host, DateTimeOffset now, CancellationToken cancellation) =>
        host.ExamineAsync(now, cancellation);
}

/// <summary><c>fraisier provider-test TYPE [FRAISE ENVIRONMENT]</c>.</summary>
internal sealed class ProviderTestCommand : FindingsCommand
{
    private static readonly Argument<string> Type = new("type") { Description = $"Provider type: {ProvidersCommand.BareMetal}" };

    public ProviderTestCommand(Composition composition)
        : base(composition, "provider-test", "fraisier/provider-test/1", "Connect to the hosts of a provider and try each step under a scratch name", Type) =>
        Validators.Add(result =>
        {
            if (result.GetValue(Type) is { } type && type != ProvidersCommand.BareMetal)
                result.AddError($"There is no provider `{type}`; `fraisier providers` lists them.");
        });

    protected override Task<IReadOnlyList<Finding>> AskAsync(IHost host, DateTimeOffset now, CancellationToken cancellation) => host.TryAsync(cancellation);
}
