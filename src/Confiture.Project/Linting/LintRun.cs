using System.Text.Json;
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Schema;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>Judges the files of a project: migrations by what they say, schema files by what they build.</summary>
/// <param name="environment">Where the files are.</param>
/// <param name="configuration">Which rules judge, and how.</param>
/// <param name="assemblies">Runs rules of the user's own, from assemblies; null without any.</param>
public sealed class LintRun(ConfitureEnvironment environment, LintConfiguration configuration, RuleProcess? assemblies)
{
    private readonly IReadOnlyList<ILintRule> others = assemblies?.Rules ?? [];
    private const string UpEnd = ".up.sql", DownEnd = ".down.sql";

    // What is read and not judged yet is held in memory.
    private const int FilesAhead = 16;

    /// <summary>The notes on the file order from building the schema.</summary>
    public BuildOrder Order { get; private set; } = BuildOrder.AsDeclared;

    /// <summary>What the server offers to projects of this profile.</summary>
    public IReadOnlyList<string> Offers { get; private set; } = [];

    /// <summary>Judges everything, or what paths name.</summary>
    /// <param name="paths">Files and directories; none for the schema and the migrations of the environment.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="Foundation.Errors.ToolException">A path does not exist, or the schema cannot be built.</exception>
    public async Task<IReadOnlyList<LintFinding>> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var files = FilesOf(paths);
        var schemaFiles = files.Where(IsSchemaFile).ToHashSet(StringComparer.Ordinal);
        var findings = await JudgeMigrationsAsync([.. files.Where(f => !schemaFiles.Contains(f))]);
        if (schemaFiles.Count > 0)
            findings.AddRange((await JudgeSchemaAsync(cancellation)).Where(f => paths.Count == 0 || schemaFiles.Contains(Path.GetFullPath(f.File))));
        var shown = findings.Select(f => f.File).Distinct(StringComparer.Ordinal).ToDictionary(f => f, Shown, StringComparer.Ordinal);
        return [.. findings.Select(f => f with { File = shown[f.File] }).Order(LintFinding.Order)];
    }

    private IReadOnlyList<string> FilesOf(IReadOnlyList<string> paths)
    {
        // Each path that a user names has to hold something; of the project's own directories one may be empty yet.
        var files = paths.Count > 0
            ? (IReadOnlyList<string>)[.. paths.SelectMany(p => FilesBelow(Path.GetFullPath(p)) is { Count: > 0 } found ? found : throw Nothing(p))
                .Distinct(StringComparer.Ordinal)]
            : environment.FilesToCheck;
        return files.Count > 0 ? files : throw Nothing(string.Join(", ", [.. environment.SchemaFiles.Paths, environment.MigrationsDirectory]));
    }

    private static ToolException Nothing(string places) => LintErrors.NothingToLint.Error(
        $"No .sql files found in {Secret.Hidden(places)}.", "A check that checked nothing does not pass.",
        "Pass files or directories with .sql files to `confiture lint`, or run it in the project directory.");

    private static IReadOnlyList<string> FilesBelow(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path))
        {
            throw LintErrors.NothingToLint.Error(
                $"{Secret.Hidden(path)} does not exist.", "The path is relative to the current directory.", "Correct the path.");
        }

        return [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(f => f.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];
    }

    private bool IsSchemaFile(string file) =>
        environment.SchemaFiles.Contains(file) && !IsMigration(file);

    private bool IsMigration(string file) =>
        file.StartsWith(environment.MigrationsDirectory + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || file.EndsWith(UpEnd, StringComparison.OrdinalIgnoreCase) || file.EndsWith(DownEnd, StringComparison.OrdinalIgnoreCase);

    // Files are read ahead and side by side; they are judged in order, each in the state that the earlier ones leave.
    private async Task<List<LintFinding>> JudgeMigrationsAsync(IReadOnlyList<string> files)
    {
        var lint = new MigrationLint(configuration.Settings, others);
        List<LintFinding> findings = [];
        Queue<Task<LintScript>> ahead = new(files.Take(FilesAhead).Select(Read));
        for (var next = FilesAhead; ahead.TryDequeue(out var reading); next++)
        {
            if (next < files.Count) ahead.Enqueue(Read(files[next]));
            findings.AddRange(lint.Judge(await reading));
        }

        return findings;

        Task<LintScript> Read(string file) => Task.Run(() => ReadOne(file), CancellationToken.None);
    }

    private LintScript ReadOne(string file) =>
        new(SqlScript.ParseWithFaults(file, SqlFile.ReadText(file))) { HasRunner = IsMigration(file), IsDown = file.EndsWith(DownEnd,
            StringComparison.OrdinalIgnoreCase) };

    private async Task<IReadOnlyList<LintFinding>> JudgeSchemaAsync(CancellationToken cancellation)
    {
        var loader = new SchemaLoader(environment, new CatalogOptions());
        await using var server = await ShadowServer.StartAsync(environment.ShadowPostgres, cancellation);
        var source = SchemaSource.Load(environment.SchemaFiles).InOrder(environment.BuildsStrictly);
        (var url, Order) = await server.BuildAsync(source, cancellation);
        var schema = await ShadowServer.ReadAsync(url, loader.Options, cancellation);
        Offers = await ProfileExtensions.NotesAsync(configuration.Settings.Profile, url, cancellation);
        await using var database = await Database.OpenAsync(url, SessionName.Of("lint"), cancellation);
        // A rule that takes longer hangs.
        await database.ExecuteAsync("set statement_timeout = '1min'", cancellation);
        if (assemblies is not null) assemblies.Schema = url;
        List<ILintRule> own = [.. others];
        foreach (var rule in configuration.Queries) own.Add(await AskAsync(rule, database, cancellation));
        return SchemaLint.Judge(schema, source.Scripts, configuration.Settings, own);
    }

    private static async Task<ILintRule> AskAsync(QueryRule rule, Database database, CancellationToken cancellation)
    {
        try
        {
            // As JSON, because names come as name, regclass or text, and details as numbers too.
            return new QueryResult(rule,
                await database.RowsAsync($"select row_to_json(q)::text from ({rule.Query.Trim().TrimEnd(';')}) q", r => Row(r.Text(0)), cancellation));
        }
        catch (ServerException e)
        {
            throw LintErrors.BadQuery.Error($"The query of lint rule {rule.Id} fails: {e.Server.Text} (SQLSTATE {e.SqlState}).", "The server rejected it.",
                "Correct the query in the environment file or in db/lint.", e);
        }

        static (string Object, string? Detail) Row(string json)
        {
            using var document = JsonDocument.Parse(json);
            var values = document.RootElement.EnumerateObject().Select(p => p.Value.ToString()).ToList();
            return (values[0], values.Count > 1 ? values[1] : null);
        }
    }

    private static string Shown(string file)
    {
        var relative = Path.IsPathRooted(file) ? Path.GetRelativePath(Directory.GetCurrentDirectory(), file) : file;
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }
}
