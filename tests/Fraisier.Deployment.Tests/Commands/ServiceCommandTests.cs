using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>What people do with a service between deployments: restart, stop, read its log, run a program beside it.</summary>
public sealed class ServiceCommandTests(PostgresFixture postgres)
{
    private const int Interrupt = 2; // SIGINT

    [Fact]
    public async Task Restarted_it_is_another_process_of_the_same_release()
    {
        await using var site = await LiveAsync();
        var (before, instance) = (Rest.Text(await World.LookAsync(site)), await InstanceAsync(site));

        var restarted = await RunAsync(site, "restart");

        Rest.Exits(0, restarted);
        Assert.Contains($"GET {site.Health}", restarted.Output);
        Assert.NotEqual(instance, await InstanceAsync(site));
        Assert.Equal(before, Rest.Text(await World.LookAsync(site)));
    }

    [Fact]
    public async Task Stopped_it_is_down_until_it_is_restarted()
    {
        await using var site = await LiveAsync();

        Rest.Exits(0, await RunAsync(site, "stop"));
        Assert.Equal(0, (await World.LookAsync(site)).ServiceProcesses);
        Rest.Exits(0, await RunAsync(site, "stop"));
        Rest.Exits(0, await RunAsync(site, "restart"));

        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task Nothing_is_restarted_that_is_not_live_or_not_whole()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(6, await RunAsync(site, "restart"));
        Rest.Exits(0, await site.DeployAsync("v1"));
        await using (var running = site.StartDeploy("v2"))
        {
            await running.ReachAsync("after ended Do Migrate");
            await running.KillAsync();
        }

        var refused = await RunAsync(site, "restart");

        Rest.Exits(8, refused);
        Assert.Contains("error[FRAI-DEP-022]", refused.Errors);
        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task An_unhealthy_restart_says_so()
    {
        await using var site = await LiveAsync();
        site.HealthTimeout = 3;
        await File.WriteAllTextAsync(Path.Combine(site.AppPath, "current", "app.txt"), "version=1\nhealthy=false\n");

        var restarted = await RunAsync(site, "restart");

        Rest.Exits(1, restarted);
        Assert.Contains("error[FRAI-DEP-014]", restarted.Errors);
    }

    [Fact]
    public async Task The_log_is_shown_by_lines_and_followed_until_Ctrl_C()
    {
        await using var site = await LiveAsync();
        Assert.Contains($"version 1 listens on {site.Port}", (await RunAsync(site, "logs")).Output);
        Assert.Equal(2, (await RunAsync(site, "logs", "-n", "2")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await using var following = site.Start("v1", ["logs", Site.Fraise, Site.Environment, "-f", "-n", "1"]);
        await UntilAsync(() => following.Said.Contains("health 200 OK", StringComparison.Ordinal));
        var seen = following.Said;
        using var client = new HttpClient();
        await client.GetStringAsync(site.Health);
        await UntilAsync(() => following.Said.Length > seen.Length);

        following.Signal(Interrupt);

        Assert.Equal(0, await following.EndAsync());
        Assert.DoesNotContain("error", following.Said);
        Rest.Exits(2, await RunAsync(site, "logs", "--host", "nowhere"));
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_an_error()
    {
        await using var site = await Site.CreateAsync(postgres);

        var missing = await RunAsync(site, "logs");

        Rest.Exits(1, missing);
        Assert.Contains("error[FRAI-DEP-015]", missing.Errors);
    }

    [Fact]
    public async Task Arguments_reach_a_program_unharmed()
    {
        await using var site = await LiveAsync();
        string[] arguments = ["a b", "it's \"quoted\"", "two\nlines", "$(touch x)", "`id`", "*", "", "--config", "-h", "ümläut", "\\", "a;b|c&d>e"];

        var result = await ExecuteAsync(site, ["printf", "[%s]", .. arguments]);

        Rest.Exits(0, result);
        Assert.Equal(string.Concat(arguments.Select(a => $"[{a}]")), result.Output);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task Input_exit_code_and_streams_are_those_of_the_program()
    {
        await using var site = await LiveAsync();

        var result = await ExecuteAsync(site, ["sh", "-c", "cat; echo wrong >&2; exit 7"], input: "one\ntwo");

        Assert.Equal((7, "one\ntwo", "wrong\n"), (result.ExitCode, result.Output, result.Errors));
        var missing = await ExecuteAsync(site, ["no-such-program"]);
        Assert.NotEqual(0, missing.ExitCode);
        Assert.Contains("no-such-program", missing.Errors);
    }

    [Fact]
    public async Task A_program_runs_in_the_live_release_with_the_variables_of_its_service_alone()
    {
        await using var site = await LiveAsync();
        const string Script = "pwd -P; echo $FRAISIER_COMMIT; echo $APP_DATABASE; echo ${OPERATOR-none} ${FRAISIER_SERVICE-none}";

        var result = await ExecuteAsync(site, ["sh", "-c", Script], input: null, ("OPERATOR", "secret"));

        Rest.Exits(0, result);
        var release = Path.GetFileName(Directory.ResolveLinkTarget(Path.Combine(site.AppPath, "current"), returnFinalTarget: true)!.FullName);
        Assert.Equal(
            [
                Path.Combine(site.AppPath, "releases", release), await site.Commits.CommitOf("v1"),
                $"Host={site.Url.Host};Port={site.Url.Port};Username={site.Url.User};Database={site.Database}", "none none",
            ],
            result.Output.TrimEnd().Split('\n'));
    }

    private static Task<CommandResult> RunAsync(Site site, string command, params string[] options) =>
        site.RunAsync("v1", [command, Site.Fraise, Site.Environment, .. options]);

    private static Task<CommandResult> ExecuteAsync(
        Site site, IReadOnlyList<string> program, string? input = null, params (string Name, string Value)[] variables) =>
        new CommandRunner().RunAsync(
            site.CommandFor("v1", [], variables)
                with { Arguments = ["run", Site.Fraise, Site.Environment, "--config", site.Config, "--", .. program], Input = input }, CancellationToken.None);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition()) await Task.Delay(20, limit.Token);
    }

    private static async Task<string?> InstanceAsync(Site site) => (await (await site.PartsAsync()).Service.ObserveAsync(CancellationToken.None)).Instance;

    private async Task<Site> LiveAsync()
    {
        var site = await Site.CreateAsync(postgres);
        site.HealthTimeout = 60; // A restart is asked once more than a deployment, on a machine that is busy with other tests.
        Rest.Exits(0, await site.DeployAsync("v1"));
        return site;
    }
}
