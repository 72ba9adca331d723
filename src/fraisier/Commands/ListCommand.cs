using System.CommandLine;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>What fraises.yaml defines.</summary>
internal sealed record ListReport(string Schema, IReadOnlyList<FraiseEntry> Fraises);

/// <summary><c>fraisier list [--flat]</c>.</summary>
internal sealed class ListCommand : ToolCommand
{
    private readonly Option<bool> flat = new("--flat") { Description = "Print one line per fraise and environment" };
    private readonly Option<string> config = ConfigOption.New();

    public ListCommand()
        : base("list", "List all fraises and their environments")
    {
        Options.Add(flat);
        Options.Add(config);
    }

    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var file = FraisesFile.Load(arguments.GetValue(config)!);
        file.ThrowIfMistaken();
        output.Document(new("fraisier/list/1", file.Fraises), () => CliJson.Default.ListReport);
        if (arguments.GetValue(flat))
        {
            output.Table(["FRAISE", "ENVIRONMENT", "TYPE"],
                [.. file.Fraises.SelectMany(f => f.Environments.Select(e => (IReadOnlyList<string>)[f.Name, e, f.Type]))]);
            return Task.FromResult(ExitCode.Ok);
        }

        foreach (var fraise in file.Fraises)
        {
            output.Data($"{fraise.Name} ({fraise.Type}){(fraise.Description is { } description ? $" {description}" : string.Empty)}");
            foreach (var environment in fraise.Environments) output.Data($"  {environment}");
        }

        return Task.FromResult(ExitCode.Ok);
    }
}
