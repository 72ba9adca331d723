using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>A release is healthy when each of its checks is good, whatever their kinds; and what happens when one is not is configured.</summary>
public sealed class ManyChecksTests(PostgresFixture postgres)
{
    [Fact]
    public async Task All_checks_of_a_fraise_have_to_be_good()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text + $$"""
            health_checks:
              api:
                - {name: http_health, type: http, url: /health, timeout: 5, interval: 10}
                - {name: tcp_connectivity, type: tcp, port: {{site.Port}}, timeout: 2, interval: 5}
                - {name: dependency_check, type: exec, command: "sh -e 'check me.sh'", timeout: 10, interval: 30}
              other:
                - {name: nowhere, type: http, url: /never}
            """;
        var commits = await site.Commits.FromAsync("v1");
        commits.Write("check me.sh", "test \"$FRAISIER_RELEASE\" = \"$(basename \"$PWD\")\"\ntest ${#FRAISIER_COMMIT} = 40\ntest -z \"$BUILD_TOKEN\"\n");
        await commits.CommitAsync("good");
        commits.Write("check me.sh", "echo the cache is empty; exit 7\n");
        await commits.CommitAsync("ill");

        var good = await site.DeployAsync("good", ("BUILD_TOKEN", "secret"));
        Rest.Exits(0, good);
        Assert.Contains("http_health: attempt 1: ", good.Errors);
        Assert.Contains("dependency_check: attempt 1: passed (exit code 0)", good.Errors);
        var ill = await site.DeployAsync("ill");

        Rest.Exits(3, ill);
        Assert.Contains("dependency_check: run sh -e 'check me.sh': exit code 7 after 3 attempts", ill.Errors);
        Assert.Contains("the cache is empty", ill.Errors);
        site.Edit = text => text;
        await Rest.StaysAsync(site, "good");
    }

    [Theory]
    [InlineData("health_check_type: http\n        health_check_url: http://127.0.0.1:PORT/health", "GET http://127.0.0.1:PORT/health")]
    [InlineData("health_check_type: tcp\n        health_check_port: PORT", "connect to 127.0.0.1:PORT")]
    [InlineData("health_check_type: exec\n        health_check_command: grep -q healthy=true app.txt", "run grep -q healthy=true app.txt")]
    public async Task The_keys_of_one_check_may_stand_in_the_environment(string keys, string question)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text[..text.IndexOf("        health_check:", StringComparison.Ordinal)]
            + $"        {keys.Replace("PORT", $"{site.Port}", StringComparison.Ordinal)}\n        health_check_timeout: 3\n";
        Rest.Exits(0, await site.DeployAsync("v1"));

        var failed = await site.DeployAsync(question.StartsWith("connect", StringComparison.Ordinal) ? "exits" : "unhealthy");

        Rest.Exits(question.StartsWith("connect", StringComparison.Ordinal) ? 2 : 3, failed); // A port that is open says nothing of what is behind it.
        if (!question.StartsWith("connect", StringComparison.Ordinal))
            Assert.Contains(question.Replace("PORT", $"{site.Port}", StringComparison.Ordinal), failed.Errors);
    }

    [Theory]
    [InlineData("{name: a, type: tcp}", "`port` is missing")]
    [InlineData("{name: a, type: exec, command: 'curl x | grep y'}", "contains `|`, which only a shell knows")]
    [InlineData("{name: a, type: exec, command: 'curl \"x'}", "has no closing \"")]
    [InlineData("{name: a, type: systemd}", "needs a unit")]
    [InlineData("{name: a, type: pigeon}", "`type` must be one of")]
    [InlineData("{name: a, url: /health, from: moon}", "`from` must be one of")]
    public async Task A_check_that_cannot_be_asked_is_a_mistake(string check, string said)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text + $"health_checks:\n  api:\n    - {check}\n";

        var refused = await site.DeployAsync("v1");

        Rest.Exits(2, refused);
        Assert.Contains(said, refused.Errors);
    }

    [Fact]
    public async Task A_relative_url_needs_one_that_it_counts_from()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text[..text.IndexOf("        health_check:", StringComparison.Ordinal)]
            + "health_checks:\n  api:\n    - {name: a, type: http, url: /health}\n";

        var refused = await site.DeployAsync("v1");

        Rest.Exits(2, refused);
        Assert.Contains("`/health` is relative, and the environment has no `health_check` with a URL", refused.Errors);
    }

    [Theory]
    [InlineData("enabled: false")]
    [InlineData("rollback_on_health_check_failure: false")]
    public async Task An_unhealthy_release_stays_live_where_nothing_is_to_be_rolled_back(string rule)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.HealthTimeout = 2;
        site.More = $"        rollback_config:\n          {rule}\n          health_check_retries: 3\n          retry_delay: 0.2\n";

        var kept = await site.DeployAsync("unhealthy");

        Rest.Exits(1, kept);
        Assert.Contains("error[FRAI-DEP-014]", kept.Errors);
        Assert.Contains("is live but NOT healthy (2 up); nothing was rolled back", kept.Errors);
        Assert.Contains("after 3 attempts", kept.Errors);
        Assert.Contains("fraisier rollback api production", kept.Errors);
        var world = await World.LookAsync(site);
        Assert.Equal(await site.Commits.CommitOf("unhealthy"), world.Live);
        Assert.Equal(Outcome.Unhealthy, world.History[0].Outcome);
        Assert.Equal(0, world.OpenJournals);
        Assert.Contains("unhealthy", (await site.RunAsync("v1", ["history"])).Output);
        Rest.Exits(0, await site.RollBackAsync());
        await Rest.StaysAsync(site, "v1");
        Rest.Exits(0, await site.DeployAsync("v2"));
        Rest.Exits(0, await site.RollBackAsync()); // To v1: the unhealthy one is never picked.
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_rollback_that_takes_longer_than_its_limit_has_failed()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.HealthTimeout = 2;
        var edit = $"[{Programs.App}, ";
        site.Edit = text => text.Replace($"command: {edit}", $"command: [sh, -c, 'trap \"\" TERM; \"$0\" \"$1\" & while :; do sleep 0.1; done', {edit[1..]}",
            StringComparison.Ordinal);
        site.More = "        rollback_config: {rollback_timeout: 1}\n";

        var failed = await site.DeployAsync("unhealthy"); // It takes five seconds to stop.

        Rest.Exits(4, failed);
        Assert.Contains("rollback_timeout", failed.Errors);
        Assert.Equal(Outcome.RollbackFailed, (await World.LookAsync(site)).History[0].Outcome);
        site.Edit = text => text;
        site.More = string.Empty;
        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }
}
