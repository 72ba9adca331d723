using System.Text.Json;

namespace Confiture.Migrations.Tests;

/// <summary>The check of a pull request, by itself, in a workflow of GitHub and as a git hook.</summary>
public sealed class CheckTests(SharedServer shared)
{
    private const string Examples = "examples";

    [Fact]
    public async Task A_change_with_its_migration_passes()
    {
        using var project = await BranchAsync();
        Assert.Equal("skipped", Step((await CheckAsync(project)).Document, "migrations cover the schema change").GetProperty("state").GetString());
        Change(project);

        var (exit, document) = await CheckAsync(project, "--max-risk", "additive");

        Assert.Equal(0, exit);
        Assert.Equal(["passed", "passed", "passed", "passed", "passed", "passed"],
            document.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("state").GetString()));
        Assert.Equal("20260101000003_m3", Assert.Single(document.GetProperty("newMigrations").EnumerateArray()).GetString());
        var statement = Assert.Single(document.GetProperty("statements").EnumerateArray());
        Assert.Equal(("additive", 1), (statement.GetProperty("risk").GetString(), statement.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task A_schema_change_without_a_migration_and_a_broken_down_file_are_problems()
    {
        using var project = await BranchAsync();
        project.Write("db/schema/a.sql", "create table t1 (id int primary key, name text, note text);\ncreate table t2 (id int primary key);\n");
        var (exit, document) = await CheckAsync(project);
        Assert.Equal(1, exit);
        Assert.Equal("no migration makes this change: + column public.t1.note", Problem(document, "migrations cover the schema change"));

        project.Migration(3, "alter table t1 add note text;\n", "select 1;\n");
        (exit, document) = await CheckAsync(project);
        Assert.Equal(1, exit);
        Assert.Equal("passed", Step(document, "migrations cover the schema change").GetProperty("state").GetString());
        Assert.Contains("+ column public.t1.note", Problem(document, "up, down, up"), StringComparison.Ordinal);
        Assert.Equal("db/migrations/20260101000003_m3.down.sql",
            Step(document, "up, down, up").GetProperty("problems")[0].GetProperty("file").GetString());
    }

    [Fact]
    public async Task Migrations_of_the_base_must_stay_and_new_ones_must_be_newer()
    {
        using var project = await BranchAsync();
        Change(project);
        project.Migration(1, "create table t1 (id bigint primary key);\n", "drop table t1;\n");
        File.Delete(Path.Combine(project.Migrations, "20260101000002_m2.up.sql"));
        File.Delete(Path.Combine(project.Migrations, "20260101000002_m2.down.sql"));
        project.Migration(0, "select 1;\n");

        var (exit, document) = await CheckAsync(project);

        Assert.Equal(1, exit);
        Assert.Equal(
            [
                "It is in the base and was changed; databases ran it as it was.", "20260101000002_m2 is in the base and was deleted.",
                "Its version is not later than 20260101000002, the newest one of the base: rename its files.",
            ],
            Step(document, "migrations of the base are unchanged").GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task A_down_file_of_the_base_must_stay_and_a_changed_one_is_a_warning()
    {
        using var project = await BranchAsync();
        project.Migration(1, "create table t1 (id int primary key);\n", "drop table if exists t1;\n");

        var (exit, document) = await CheckAsync(project);

        Assert.Equal(0, exit);
        var step = Step(document, "migrations of the base are unchanged");
        Assert.Equal("passed", step.GetProperty("state").GetString());
        Assert.Equal("db/migrations/20260101000001_m1.down.sql", Assert.Single(step.GetProperty("warnings").EnumerateArray()).GetProperty("file").GetString());
        Assert.Contains("warning: db/migrations/20260101000001_m1.down.sql:1: It is in the base and was changed",
            (await project.SucceedsAsync("check", "--base", "main")).Errors, StringComparison.Ordinal);

        File.Delete(Path.Combine(project.Migrations, "20260101000002_m2.down.sql"));
        (exit, document) = await CheckAsync(project);
        Assert.Equal(1, exit);
        Assert.Equal("The down file of 20260101000002_m2 is in the base and was deleted.", Problem(document, "migrations of the base are unchanged"));
    }

    [Fact]
    public async Task Risk_lint_and_files_that_cannot_be_read_fail_with_a_place()
    {
        using var project = await BranchAsync();
        project.Write("db/schema/a.sql", "create table t1 (id int primary key);\ncreate table t2 (id int primary key);\n");
        project.Migration(3, "alter table t1 drop name;\n", "alter table t1 add name text;\n");
        project.Environment("lint: { fail_on: error }\ncheck: { max_risk: lock-risky }\n");

        var said = await Shell.RunAsync(project.Root, "confiture check --summary summary.md", ("GITHUB_ACTIONS", "true"),
            ("GITHUB_STEP_SUMMARY", Path.Combine(project.Root, "page.md")), ("GITHUB_BASE_REF", null), ("DATABASE_URL", project.Url.ToSecretString()));

        Assert.Equal(1, said.Exit);
        Assert.Contains("::error file=db/migrations/20260101000003_m3.up.sql,line=1,title=confiture%3A risk::destructive", said.Output,
            StringComparison.Ordinal);
        var summary = await File.ReadAllTextAsync(Path.Combine(project.Root, "summary.md"), TestContext.Current.CancellationToken);
        Assert.StartsWith("## Confiture: failed\n", summary, StringComparison.Ordinal);
        Assert.Contains("| 20260101000003_m3 | 1 | **destructive** | `alter table t1 drop name` |", summary, StringComparison.Ordinal);
        Assert.Equal(summary, await File.ReadAllTextAsync(Path.Combine(project.Root, "page.md"), TestContext.Current.CancellationToken));
        project.Write("db/schema/b.sql", "select 'never closed;\n");
        Assert.Contains("db/schema/b.sql:1:", Problem((await CheckAsync(project)).Document, "files parse"), StringComparison.Ordinal);
        Assert.Equal(2, (await project.CliAsync("check", "--base", "nowhere")).Exit);
    }

    [Fact]
    public async Task The_workflow_runs_as_it_is_written()
    {
        using var project = await BranchAsync();
        Change(project);
        var workflow = Foundation.Configuration.ConfigurationFile.Load(Path.Combine(Cli.RepositoryRoot, Examples, "github-actions/confiture.yml"), _ => "x");
        var steps = workflow.Root.OptionalMap("jobs")!.OptionalMap("check")!.MapList("steps").Select(s => s.OptionalText("run")).OfType<string>().ToList();
        Assert.Equal(3, steps.Count);
        var gh = project.Write("bin/gh", "#!/bin/sh\nprintf '%s\\n' \"$@\" > gh.txt\ncp confiture-check.md comment.md\n");
        await Shell.SucceedsAsync(project.Root, $"chmod +x {gh}");

        foreach (var step in steps)
            await Shell.SucceedsAsync(project.Root, $"PATH={project.Root}/bin:$PATH\n{step}", ("PULL_REQUEST", "7"), ("GITHUB_BASE_REF", null));

        Assert.StartsWith("pr\ncomment\n7\n", await File.ReadAllTextAsync(Path.Combine(project.Root, "gh.txt"), TestContext.Current.CancellationToken));
        Assert.StartsWith("## Confiture: passed", await File.ReadAllTextAsync(Path.Combine(project.Root, "comment.md"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_git_hook_refuses_a_commit_without_its_migration()
    {
        using var project = await BranchAsync();
        await Shell.SucceedsAsync(project.Root, $"cp {Cli.RepositoryRoot}/{Examples}/pre-commit/pre-commit .git/hooks/");
        Change(project);
        const string commit = "git -c user.name=t -c user.email=t@example.com commit -qm change";

        var refused = await Shell.RunAsync(project.Root, $"git add db/schema && {commit}");

        Assert.NotEqual(0, refused.Exit);
        Assert.Contains("no migration makes this change: + column public.t1.note", refused.Output + refused.Errors, StringComparison.Ordinal);
        Assert.Equal("1\n", await Shell.SucceedsAsync(project.Root, "git rev-list --count HEAD"));
        await Shell.SucceedsAsync(project.Root, $"git add db && {commit}");
        Assert.Equal("2\n", await Shell.SucceedsAsync(project.Root, "git rev-list --count HEAD"));
    }

    [Fact]
    public async Task The_guide_to_verifying_runs_as_it_is_written()
    {
        using var project = shared.NewProjectWithoutDatabase();
        var guide = await File.ReadAllTextAsync(Path.Combine(Cli.RepositoryRoot, "docs/guides/verifying.md"), TestContext.Current.CancellationToken);
        var blocks = guide.Split("```sh\n")[1..].Select(b => b[..b.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.Equal(6, blocks.Count);
        foreach (var block in blocks)
            await Shell.SucceedsAsync(project.Root, $"set -euo pipefail\n{block}", ("DATABASE_URL", project.Url.ToSecretString()), ("GITHUB_BASE_REF", null));

        Assert.Equal("20990101000000", await project.LedgerAsync());
        Assert.Contains("users_note", await File.ReadAllTextAsync(Path.Combine(project.Root, "summary.md"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static void Change(Project project)
    {
        project.Write("db/schema/a.sql", "create table t1 (id int primary key, name text, note text);\ncreate table t2 (id int primary key);\n");
        project.Migration(3, "alter table t1 add note text;\n", "alter table t1 drop note;\n");
    }

    private async Task<Project> BranchAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        project.Write("db/schema/a.sql", "create table t1 (id int primary key, name text);\ncreate table t2 (id int primary key);\n");
        project.Migration(1, "create table t1 (id int primary key);\n", "drop table t1;\n");
        project.Migration(2, "alter table t1 add name text;\ncreate table t2 (id int primary key);\n", "drop table t2;\nalter table t1 drop name;\n");
        await SquashTests.CommitAsync(project);
        await Shell.SucceedsAsync(project.Root, "git checkout -qb feature");
        return project;
    }

    private static async Task<(int Exit, JsonElement Document)> CheckAsync(Project project, params string[] arguments)
    {
        var said = await project.CliAsync(["check", "--base", "main", .. arguments, "--format", "json"]);
        Assert.True(said.Output.StartsWith('{'), said.ToString());
        return (said.Exit, JsonDocument.Parse(said.Output).RootElement);
    }

    private static JsonElement Step(JsonElement document, string name) =>
        document.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("name").GetString() == name);

    private static string Problem(JsonElement document, string step) => Step(document, step).GetProperty("problems")[0].GetProperty("message").GetString()!;
}
