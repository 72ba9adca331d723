using Foundation.Errors;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Files that were written for older tools are read: what has a meaning is honoured, and what has none is named.</summary>
public sealed class OlderFilesTests(PostgresFixture postgres)
{
    private static readonly string Files = Path.Combine(Programs.Repository, "tests/Fraisier.Deployment.Tests/Files");

    public static TheoryData<string> Published =>
        [.. Directory.EnumerateFiles(Files, "*.yaml").Select(f => Path.GetFileName(f)!).Where(f => f != "older.yaml")];

    [Theory]
    [MemberData(nameof(Published))]
    public void Every_published_example_is_valid(string name)
    {
        var file = FraisesFile.Load(Path.Combine(Files, name), _ => null);
        file.Validate();
        FraisesFile.Load(Path.Combine(Files, name), _ => null).ThrowIfMistaken();
    }

    [Fact]
    public void Every_published_example_is_there() => Assert.Equal(10, Published.Count);

    [Fact]
    public void The_keys_of_an_example_have_their_meaning()
    {
        var rules = FraisesFile.Load(Written("health-check-rollback.yaml", "provider: bare_metal", "provider: bare_metal\n        app_path: /srv/api"))
            .Select("api", "production");
        var health = Assert.IsType<HealthSettings.Http>(Assert.Single(rules.Health));
        Assert.Equal("http://localhost:8000/health", health.Url.ToString());
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2), 5, 3),
            (health.Pace.Timeout, health.Pace.Interval, health.Pace.Attempts, health.Pace.FailuresInARow));
        Assert.Equal(new(true, TimeSpan.FromSeconds(300)), rules.Rollback);

        var hooks = FraisesFile.Load(Written("hooks.yaml", "provider: bare_metal", "provider: bare_metal\n        app_path: /srv/api"))
            .Select("api", "production").Hooks;
        Assert.Equal(new HookSettings.Database("database_migration", TimeSpan.FromSeconds(600), HookFailure.Rollback, null, "migrations/pending.sql"),
            Assert.Single(hooks.Before));
        Assert.Equal(HookFailure.Alert, Assert.Single(hooks.After).OnFailure);
        Assert.Equal(["./scripts/verify_schema.sh"], Assert.IsType<HookSettings.Script>(hooks.After[0]).Command);
    }

    [Fact]
    public async Task A_file_of_the_older_tool_deploys_and_says_once_what_it_does_not_use()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = _ => File.ReadAllText(Path.Combine(Files, "older.yaml"));
        var commits = await site.Commits.FromAsync("v1");
        Directory.Move(Path.Combine(commits.Path, "db/migrations"), Path.Combine(commits.Path, "db/older"));
        File.Delete(Path.Combine(commits.Path, "db/older/20260101000001_effects.down.sql")); // `allow_irreversible`.
        await commits.CommitAsync("older");

        var deployed = await site.DeployAsync("older", ("CLONE", site.Repository), ("APP", site.AppPath), ("DATABASE", site.Url.ToSecretString()));

        Rest.Exits(0, deployed);
        Assert.True(File.Exists(Path.Combine(site.AppPath, "current/built")));
        Assert.Equal(2, Rest.VersionsOf(await LedgerAsync(site)).Count);
        Assert.Single(deployed.Errors.Split('\n'),
            l => l.Contains("has keys that are not in use yet: `git`, `environments`, `scaffold`", StringComparison.Ordinal));
        foreach (var key in (string[])["`nginx`", "`service`", "`database.restore`", "`database.admin_url`", "`environments`", "`server_name`"])
            Assert.Contains(key, deployed.Errors);
        Assert.Contains("has keys without a meaning here:\n", deployed.Errors);
        foreach (var line in (string[])["`deployment`: nothing: locks", "`lock_timeout`: `lease_timeout`", "`install.user`: nothing"])
            Assert.Contains(line, deployed.Errors);
        Assert.DoesNotContain("jobs", deployed.Errors);
    }

    [Fact]
    public void A_key_that_nobody_ever_knew_is_a_mistake_wherever_it_stands()
    {
        var file = FraisesFile.Load(Path.Combine(Files, "older.yaml"), _ => "/x");
        var mistakes = Assert.Throws<ToolException>(file.Validate);
        Assert.Contains("unknown key `restore`", Assert.Single(mistakes.Details));
    }

    [Theory]
    [InlineData("provider: docker_compose", "has `provider: docker_compose`, which is not in use yet")]
    [InlineData("provider: coolify", "has `provider: coolify`, which is not in use yet")]
    public async Task Another_provider_is_refused_by_name(string key, string said)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.More = $"        {key}\n";

        var refused = await site.DeployAsync("v1");

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-032]", refused.Errors);
        Assert.Contains(said, refused.Errors);
        Rest.Exits(0, await site.RunAsync("v1", ["list"]));
        site.Edit = text => text.Replace("      name: site", "      strategy: rebuild\n          name: site", StringComparison.Ordinal);
        site.More = string.Empty;
        Assert.Contains("`strategy: rebuild`, which is not in use yet", (await site.DeployAsync("v1")).Errors);
        site.Edit = text => text;
        site.More = "        provider: bare_mettal\n";
        Assert.Contains("did you mean `bare_metal`?", (await site.DeployAsync("v1")).Errors);
    }

    private static async Task<World> LedgerAsync(Site site)
    {
        site.Edit = text => text; // The world is looked at as always.
        return await World.LookAsync(site);
    }

    private static string Written(string name, string from, string to)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("fraisier-keys-").FullName, name);
        File.WriteAllText(path, File.ReadAllText(Path.Combine(Files, name)).Replace(from, to, StringComparison.Ordinal));
        return path;
    }
}
