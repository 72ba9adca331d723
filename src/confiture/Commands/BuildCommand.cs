using System.CommandLine;
using System.Diagnostics;
using Confiture.Migrations;
using Confiture.Project;
using Confiture.Schema;
using Foundation.Errors;
using Foundation.Files;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record BuildReport(
    string Schema, string Environment, string? Database, bool Created, bool Replaced, bool FromTemplate, string? Output, string Hash, int Files,
    int Statements, int MigrationsRecorded, IReadOnlyList<string> Seeds, long Milliseconds);

internal sealed class BuildCommand : ToolCommand
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private readonly Option<string?> file = new("--output", "-o")
    {
        Description = "Write all DDL files into FILE (`-`: standard output) and build no database",
        HelpName = "FILE",
    };

    private readonly Option<bool> hash = new("--show-hash") { Description = "Print the SHA-256 of what --output writes" };
    private readonly Option<bool> schemaOnly = new("--schema-only") { Description = "No seeds, and no files below directories named seed or seeds" };
    private readonly Option<bool> seed = new("--seed") { Description = "Apply the seed files (default if there are any); with --output, append them" };
    private readonly Option<bool> noSeed = new("--no-seed") { Description = "Apply no seed files" };
    private readonly Option<bool> create = new("--create")
    {
        Description = "Refuse a database that exists (default: build an empty one, create a missing one)",
    };

    private readonly Option<bool> drop = new("--drop") { Description = "Replace a database that exists: the new one is built first, then the two are swapped" };
    private readonly Option<string?> confirm = new("--confirm") { Description = "Name of the database that --drop may replace", HelpName = "DATABASE" };
    private readonly Option<bool> force = new("--force") { Description = "With --drop: disconnect other sessions" };
    private readonly Option<bool> template = new("--template") { Description = "Keep the built schema as a template, and clone it until the files change" };
    private readonly Option<bool> noTemplate = new("--no-template") { Description = "Build from the files even if `build.template` is set" };
    private readonly ProjectOptions project;

    public BuildCommand()
        : base("build", "Build a database from the DDL files, or write them into one file")
    {
        foreach (var option in (Option[])[file, hash, schemaOnly, seed, noSeed, create, drop, confirm, force, template, noTemplate]) Add(option);
        project = new(this);
        Validators.Add(result =>
        {
            if (result.GetValue(create) && result.GetValue(drop)) result.AddError("`--create` and `--drop` exclude each other.");
            if (result.GetValue(seed) && (result.GetValue(noSeed) || result.GetValue(schemaOnly)))
                result.AddError("`--seed` excludes `--no-seed` and `--schema-only`.");
            if (result.GetValue(template) && result.GetValue(noTemplate)) result.AddError("`--template` and `--no-template` exclude each other.");
        });
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var target = arguments.GetValue(file);
        var environment = target is null ? project.Environment(arguments, output) : project.EnvironmentOrDefault(arguments, output);
        var files = arguments.GetValue(schemaOnly) ? environment.SchemaFiles.Without(environment.Root, "seed", "seeds") : environment.SchemaFiles;
        var source = SchemaSource.Load(files).InOrder(environment.BuildsStrictly);
        var text = source.Text(environment.Root) + (arguments.GetValue(seed) ? Seeds(arguments, environment).Text : string.Empty);
        var report = new BuildReport(
            "confiture/build/1", environment.Name, null, false, false, false, target, SchemaBuilder.HashOf(text),
            source.Scripts.Count, source.Scripts.Sum(s => s.Statements.Count), 0, [], 0);
        if (target is not null) Write(output, target, text);
        else report = await BuildAsync(arguments, output, environment, source, report, cancellation);
        report = report with { Milliseconds = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds };
        if (target != "-") output.Data($"{Said(report)}, {report.Milliseconds} ms.");
        if (arguments.GetValue(hash)) Print(output, target, $"sha256:{report.Hash}");
        output.Document(report, () => Reports.Default.BuildReport);
        return ExitCode.Ok;
    }

    private static void Print(Output output, string? target, string line)
    {
        // What is on standard output then is SQL.
        if (target == "-") output.Say(line);
        else output.Data(line);
    }

    private static string Said(BuildReport report)
    {
        var counts = $"{Counted.Of(report.Files, "file")}, {Counted.Of(report.Statements, "statement")}";
        if (report.Output is { } file) return $"Wrote {file}: {counts}";
        var how = (report.Created, report.Replaced, report.FromTemplate) switch
        {
            (true, _, true) => " (created from a template)",
            (true, _, _) => " (created)",
            (_, true, true) => " (replaced, from a template)",
            (_, true, _) => " (replaced)",
            _ => string.Empty,
        };
        var seeds = report.Seeds.Count > 0 ? $", {Counted.Of(report.Seeds.Count, "seed file")} applied" : string.Empty;
        return $"Built {report.Database}{how}: {counts}, {Counted.Of(report.MigrationsRecorded, "migration")} recorded as applied{seeds}";
    }

    private static void Write(Output output, string target, string text)
    {
        if (target == "-") output.Verbatim(text);
        else if (!File.Exists(target) || FileOwner.IsPlainFile(target)) DurableFile.Replace(Path.GetFullPath(target), text, Readable);
        else File.WriteAllText(target, text);
    }

    private async Task<BuildReport> BuildAsync(
        ParseResult arguments, Output output, ConfitureEnvironment environment, SchemaSource source, BuildReport report, CancellationToken cancellation)
    {
        var url = environment.MigrationUrl;
        var seeds = Seeds(arguments, environment);
        var migrating = ProjectOptions.Options(environment) with { Observer = new MigrationNarration(output) };
        var options = new BuildOptions
        {
            Then = seeds.Files.Count == 0 ? null
                : (at, ct) => new SeedRun(at, seeds, migrating) { Occasion = SeedOccasion.Build }
                    .ApplyAsync(reapply: false, file => output.Say($"applied {file}"), ct),
            MustCreate = arguments.GetValue(create), Replaces = arguments.GetValue(drop), Disconnects = arguments.GetValue(force),
            UsesTemplate = arguments.GetValue(template) || (environment.BuildsFromTemplate && !arguments.GetValue(noTemplate)),
        };
        if (options.Replaces) Confirm(arguments, output, url.Database, cancellation);
        else if (environment.IsProtected) throw BuildErrors.IsProtected(environment.Name, url.Database);
        var set = environment.LoadMigrationsIfAny();
        var result = await new DatabaseBuild(url, set, migrating).RunAsync(source, options, cancellation);
        foreach (var note in result.Order.Notes) output.Warn(note);
        foreach (var offer in await ProfileExtensions.NotesAsync(environment.Lint.Settings.Profile, url, cancellation)) output.Hint(offer);
        return report with
        {
            Database = url.Database, Created = result.Created, Replaced = result.Replaced, FromTemplate = result.FromTemplate,
            MigrationsRecorded = set.Migrations.Count, Seeds = [.. seeds.Files.Select(s => s.Name)],
        };
    }

    private SeedSet Seeds(ParseResult arguments, ConfitureEnvironment environment)
    {
        if (arguments.GetValue(noSeed) || arguments.GetValue(schemaOnly)) return SeedSet.None;
        var seeds = SeedSet.Load(environment.SeedFiles, environment.Root);
        return seeds.Files.Count == 0 && arguments.GetValue(seed) ? throw SeedErrors.NoFiles(seeds) : seeds;
    }

    private void Confirm(ParseResult arguments, Output output, string database, CancellationToken cancellation)
    {
        var typed = arguments.GetValue(confirm);
        if (typed is null && output.CanAsk)
            typed = output.Ask($"Everything in {database} will be lost. Type the name of the database to replace it:", cancellation);
        if (typed != database) throw BuildErrors.NotConfirmed(database, typed);
    }
}
