using System.CommandLine;
using Confiture.Project;
using Confiture.Schema;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record DiffReport(string Schema, string From, string To, IReadOnlyList<DifferenceEntry> Differences);

internal sealed record DifferenceEntry(string Change, string Kind, string Name, IReadOnlyList<AttributeDifference> Attributes)
{
    internal static IReadOnlyList<DifferenceEntry> Of(IReadOnlyList<DifferenceLine> lines) =>
        [.. lines.Select(l => new DifferenceEntry(l.Change, l.Id.Kind, l.Id.Address, l.Attributes))];
}

internal sealed class DiffCommand : ToolCommand
{
    private readonly Option<string?> from = new("--from")
    {
        Description = "First schema: a directory, .sql file, environment, URL, git:REF or `migrations` (default: the environment's database)",
        HelpName = "X",
    };
    private readonly Option<string?> to = new("--to") { Description = "Second schema (default: the environment's DDL files)", HelpName = "Y" };
    private readonly Option<bool> exitCode = new("--exit-code") { Description = "Exit with 1 if the schemas differ" };
    private readonly ProjectOptions project;
    private readonly ComparisonOptions comparison;
    private readonly RenameOptions renames;

    public DiffCommand()
        : base("diff", "Show how two schemas differ; `--format sql` prints the statements that turn the first into the second")
    {
        Add(from);
        Add(to);
        Add(exitCode);
        project = new(this);
        comparison = new(this);
        renames = new(this);
    }

    public override IReadOnlyList<string> Formats { get; } = ["text", "json", "sql"];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var (first, second) = (arguments.GetValue(from), arguments.GetValue(to));
        var environment = first is null ? project.Environment(arguments, output) : project.EnvironmentOrDefault(arguments, output);
        var parser = project.Origins(arguments, environment);
        var (one, other) = (first is null ? parser.Database : parser.Parse(first, "--from"), second is null ? parser.Files : parser.Parse(second, "--to"));
        // Two databases are compared without what depends on what: only a plan needs that.
        var compares = output.Format != "sql" && !renames.AreGiven(arguments) && (one, other) is (SchemaOrigin.Live, SchemaOrigin.Live);
        var loader = new SchemaLoader(environment, comparison.Of(arguments, environment) with { Links = !compares });
        var (left, right) = await loader.LoadAsync(one, other, cancellation);
        await using var a = left;
        await using var b = right;
        foreach (var note in left.Order.Notes.Concat(right.Order.Notes)) output.Warn(note);
        var differences = SchemaDifference.Between(left.Schema, right.Schema);
        // Wrong names are wrong in every format.
        var wish = renames.AddTo(TransitionWish.Of(right.Source, new RenameQuestion(output).Answer, PlanStyle.Offline), arguments, left.Schema, right.Schema);
        if (output.Format == "sql") await WriteSqlAsync(output, loader, left, right, wish, cancellation);
        else Write(output, left, right, differences);
        return differences.Count > 0 && arguments.GetValue(exitCode) ? ExitCode.Failed : ExitCode.Ok;
    }

    private static async Task WriteSqlAsync(
        Output output, SchemaLoader loader, LoadedSchema left, LoadedSchema right, TransitionWish wish, CancellationToken cancellation)
    {
        var start = await loader.StandInAsync(left, cancellation);
        await using var copy = start == left ? null : start;
        var trial = await start.Server!.CloneAsync(start.Shadow!, cancellation);
        var transition = await SchemaTransition.PlanAsync(start.Server, start.Shadow!, loader.Options, left.Schema, right.Schema, wish, cancellation);
        await start.Server.ProveAsync(trial, transition, right.Schema, loader.Options, cancellation);
        output.Verbatim(PlanText.Of(transition));
    }

    private static void Write(Output output, LoadedSchema left, LoadedSchema right, IReadOnlyList<ObjectDifference> differences)
    {
        foreach (var name in left.Schema.UnknownUnlike(right.Schema)) output.Warn($"{name} is excluded from the comparison: Confiture cannot read it.");
        var lines = DifferenceText.Lines(differences);
        foreach (var line in lines) output.Data(line.ToString());
        output.Say(
            lines.Count == 0 ? $"No difference between {left.Origin} and {right.Origin}."
                : $"{Counted.Of(lines.Count, "difference")} from {left.Origin} to {right.Origin}.");
        output.Document(new DiffReport("confiture/diff/1", left.Origin.Name, right.Origin.Name, DifferenceEntry.Of(lines)), () => Reports.Default.DiffReport);
    }
}
