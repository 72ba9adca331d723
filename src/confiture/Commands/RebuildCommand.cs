using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confiture.Migrations;
using Confiture.Schema;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record RebuildReport(
    string Schema, string Environment, string Database, bool Created, string? KeptAs, int Files, int MigrationsRecorded, IReadOnlyList<string> Seeds,
    IReadOnlyList<string> Leftovers, long Milliseconds);

internal sealed class RebuildCommand : ToolCommand
{
    // The server cuts names after 63 bytes.
    private const int LongestName = 35;
    private readonly Option<bool> noSeed = new("--no-seed") { Description = "Apply no seed files" };
    private readonly Option<bool> dropOld = new("--drop-old") { Description = "Drop the old database (default: keep it as NAME_old_TIME)" };
    private readonly Option<string?> confirm = new("--confirm")
    {
        Description = "Name of the database, which a protected environment and --drop-old ask for", HelpName = "DATABASE",
    };

    private readonly Option<bool> force = new("--force") { Description = "Disconnect other sessions of the old database" };
    private readonly ProjectOptions project;

    public RebuildCommand()
        : base("rebuild", "Build the database again next to the old one, then swap the two in one transaction")
    {
        foreach (var option in (Option[])[noSeed, dropOld, confirm, force]) Add(option);
        project = new(this);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var environment = project.Environment(arguments, output);
        var url = environment.MigrationUrl;
        if (environment.IsProtected || arguments.GetValue(dropOld)) Confirm(arguments, output, url.Database, cancellation);
        var source = SchemaSource.Load(environment.SchemaFiles).InOrder(environment.BuildsStrictly);
        var seeds = arguments.GetValue(noSeed) ? SeedSet.None : SeedSet.Load(environment.SeedFiles, environment.Root);
        var migrating = ProjectOptions.Options(environment) with { Observer = new MigrationNarration(output) };
        var options = new BuildOptions
        {
            Replaces = true, Disconnects = arguments.GetValue(force), UsesTemplate = environment.BuildsFromTemplate,
            KeepsOldAs = arguments.GetValue(dropOld) ? null : OldName(url.Database),
            Then = seeds.Files.Count == 0 ? null
                : (at, ct) => new SeedRun(at, seeds, migrating) { Occasion = SeedOccasion.Build }
                    .ApplyAsync(reapply: false, file => output.Say($"applied {file}"), ct),
        };
        var set = environment.LoadMigrationsIfAny();
        var build = new DatabaseBuild(url, set, migrating);
        var result = await build.RunAsync(source, options, cancellation);
        foreach (var note in result.Order.Notes) output.Warn(note);
        Write(output, new(
            "confiture/rebuild/1", environment.Name, url.Database, result.Created, result.Replaced ? options.KeepsOldAs : null, source.Scripts.Count,
            set.Migrations.Count, [.. seeds.Files.Select(s => s.Name)], await build.LeftoversAsync(cancellation),
            (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds));
        return ExitCode.Ok;
    }

    // Two of one second are two.
    private static string OldName(string name)
    {
        while (Encoding.UTF8.GetByteCount(name) > LongestName) name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        return string.Create(CultureInfo.InvariantCulture, $"{name}_old_{TimeProvider.System.GetUtcNow():yyyyMMddHHmmss}_{Guid.NewGuid().ToString("N")[..8]}");
    }

    private static void Write(Output output, RebuildReport report)
    {
        output.Data($"{(report.Created ? "Built" : "Rebuilt")} {report.Database}: {Counted.Of(report.Files, "file")}, "
            + $"{Counted.Of(report.Seeds.Count, "seed file")} applied, {report.Milliseconds} ms.");
        if (report.KeptAs is { } old) output.Hint($"The old database is {old}. When you do not need it any more: dropdb {ShellWord.Of(old)}");
        foreach (var name in report.Leftovers) output.Hint($"An interrupted build has left {name}. To remove it: dropdb {name}");
        output.Document(report, () => Reports.Default.RebuildReport);
    }

    private void Confirm(ParseResult arguments, Output output, string database, CancellationToken cancellation)
    {
        var typed = arguments.GetValue(confirm);
        if (typed is null && output.CanAsk) typed = output.Ask($"Everything in {database} will be replaced. Type the name of the database:", cancellation);
        if (typed != database) throw BuildErrors.NotConfirmed(database, typed);
    }
}
