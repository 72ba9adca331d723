using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>A plan that was looked at is carried out as it was seen, or not at all.</summary>
public sealed class SavedPlanTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_saved_plan_is_applied_as_it_was_seen()
    {
        await using var site = await LiveAsync();
        var plan = await SaveAsync(site, "v2");

        var applied = await ApplyAsync(site, "v2", plan);

        Rest.Exits(0, applied);
        Assert.Contains("is live (2 up)", applied.Output);
        await Rest.StaysAsync(site, "v2");
        var again = await ApplyAsync(site, "v2", plan);
        Rest.Exits(8, again);
        Assert.Contains("error[FRAI-DEP-041]", again.Errors);
    }

    [Fact]
    public async Task A_branch_that_has_moved_refuses_the_plan()
    {
        await using var site = await LiveAsync();
        await site.Commits.GitAsync("branch", "release", "v2");
        var plan = await SaveAsync(site, "release");
        await site.Commits.GitAsync("branch", "--force", "release", "outside");

        await RefusedAsync(site, "release", plan, $"the commit is {(await site.Commits.CommitOf("outside"))[..7]}, and was");
    }

    [Fact]
    public async Task A_schema_that_has_moved_refuses_the_plan()
    {
        await using var site = await LiveAsync();
        var plan = await SaveAsync(site, "v2");
        await site.ExecuteAsync("insert into tb_confiture select (jsonb_populate_record(t, jsonb_build_object('version', '20260102000000', 'name', 'name'))).* "
            + "from tb_confiture t order by version desc limit 1");

        var refused = await ApplyAsync(site, "v2", plan);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Equal(await site.Commits.CommitOf("v1"), (await World.LookAsync(site)).Live);
    }

    [Fact]
    public async Task A_live_release_that_has_moved_refuses_the_plan()
    {
        await using var site = await LiveAsync();
        Rest.Exits(0, await site.DeployAsync("v2"));
        var commits = await site.Commits.FromAsync("v2");
        commits.App("3", "id,name,price");
        await commits.CommitAsync("v3");
        var plan = await SaveAsync(site, "v3");
        Rest.Exits(0, await site.RunAsync("v2", ["deploy", Site.Fraise, Site.Environment, "--force"]));

        await RefusedAsync(site, "v3", plan, "is live on local, and was", live: "v2");
    }

    [Fact]
    public async Task What_is_no_plan_is_named()
    {
        await using var site = await LiveAsync();
        var file = Path.Combine(site.Root, "plan.json");
        foreach (var text in (string[])["", "{", "[]", """{"schema": "fraisier/deploy/1"}""", """{"schema": "fraisier/plan/1", "target": "x", "plan": null}"""])
        {
            await File.WriteAllTextAsync(file, text);
            var refused = await ApplyAsync(site, "v2", file);
            Rest.Exits(2, refused);
            Assert.Contains($"{file} is not a saved plan", refused.Errors);
        }

        Rest.Exits(2, await ApplyAsync(site, "v2", Path.Combine(site.Root, "missing.json")));
        await Rest.IsAsync(site, "v1");
    }

    [Fact]
    public async Task There_is_no_plan_of_nothing_and_no_place_that_cannot_be_written()
    {
        await using var site = await LiveAsync();
        Rest.Exits(6, await site.RunAsync("v1", ["deploy", Site.Fraise, Site.Environment, "--dry-run", "--output", Path.Combine(site.Root, "plan.json")]));
        Assert.False(File.Exists(Path.Combine(site.Root, "plan.json")));
        Assert.NotEqual(0, (await site.RunAsync("v2", ["deploy", Site.Fraise, Site.Environment, "--dry-run", "--output", "/missing/plan.json"])).ExitCode);
        Rest.Exits(2, await site.RunAsync("v2", ["deploy", Site.Fraise, Site.Environment, "--output", "plan.json"]));
        Rest.Exits(2, await site.RunAsync("v2", ["deploy", Site.Fraise, Site.Environment, "--plan", "plan.json", "--force"]));
    }

    private static async Task RefusedAsync(Site site, string reference, string plan, string because, string live = "v1")
    {
        var before = Rest.Text(await World.LookAsync(site));
        var refused = await ApplyAsync(site, reference, plan);
        Rest.Exits(8, refused);
        Assert.Contains("error[FRAI-DEP-041]", refused.Errors);
        Assert.Contains(because, refused.Errors);
        Assert.Equal(before, Rest.Text(await World.LookAsync(site)));
        await Rest.IsAsync(site, live);
    }

    private static async Task<string> SaveAsync(Site site, string reference)
    {
        var (file, before) = (Path.Combine(site.Root, "plan.json"), Rest.Text(await World.LookAsync(site)));
        var planned = await site.RunAsync(reference, ["deploy", Site.Fraise, Site.Environment, "--dry-run", "--output", file]);
        Rest.Exits(0, planned);
        Assert.Contains($"--plan {file}", planned.Errors);
        Assert.Equal(before, Rest.Text(await World.LookAsync(site)));
        return file;
    }

    private static Task<CommandResult> ApplyAsync(Site site, string reference, string plan) =>
        site.RunAsync(reference, ["deploy", Site.Fraise, Site.Environment, "--plan", plan]);

    private async Task<Site> LiveAsync()
    {
        var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        return site;
    }
}
