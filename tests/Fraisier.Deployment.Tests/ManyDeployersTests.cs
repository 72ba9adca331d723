using System.Text.RegularExpressions;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Many people press the button at the same moment.</summary>
public sealed partial class ManyDeployersTests(PostgresFixture postgres)
{
    private const int Deployers = 50;

    [Fact]
    public async Task Of_fifty_deployers_one_wins_and_the_others_learn_who_it_is()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.LeaseTimeout = 60;
        Rest.Exits(0, await site.DeployAsync("v1"));

        // The winner's migration waits for the gate, which opens when all the others have ended.
        await site.ExecuteAsync("create schema test");
        await site.ExecuteAsync("create table test.gate (shut bool)");
        await site.ExecuteAsync("insert into test.gate values (true)");
        var commits = await site.Commits.FromAsync("v2");
        commits.Migration("20260106000000", "slow", "do $$ begin while exists (select from test.gate) loop perform pg_sleep(0.1); end loop; end $$; "
            + "insert into effects values ('20260106000000', 1)", "insert into effects values ('20260106000000', -1)");
        await commits.CommitAsync("slow");

        var all = Enumerable.Range(0, Deployers).Select(_ => site.DeployAsync("slow")).ToList();
        var left = all.ToList<Task>();
        while (left.Count > 1) left.Remove(await Task.WhenAny(left));
        var late = await LateAsync(site);
        await site.ExecuteAsync("delete from test.gate");
        var results = await Task.WhenAll(all);

        Assert.Single(results, r => r.ExitCode == 0);
        var losers = results.Where(r => r.ExitCode != 0).ToList();
        Assert.All(losers, r => Rest.Exits(5, r));
        Assert.All(losers, r => Assert.Matches(Refusal(), r.Errors));
        Assert.All(losers, r => Assert.Contains($"fraisier unlock {Site.Fraise} {Site.Environment}", r.Errors));
        Assert.All(losers, r => Assert.Contains("Wait and try again", r.Errors));
        Rest.Exits(5, late);
        Assert.Contains("step migrate", late.Errors);
        Assert.Single(losers.Append(late).Select(r => Refusal().Match(r.Errors).Groups["pid"].Value).Distinct());
        var world = await Rest.StaysAsync(site, "slow");
        Assert.Equal(2, world.History.Count);
    }

    // One more comes when the winner is at its migrations.
    private static async Task<CommandResult> LateAsync(Site site)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (site.Store.ReadLease() is not { Step: "migrate" }) await Task.Delay(50, limit.Token);
        return await site.DeployAsync("slow");
    }

    [GeneratedRegex(@"error\[FRAI-DEP-002\]: api/production is locked by \S+ \(pid (?<pid>\d+) on \S+\): deployment \S+, step \w+, since \d+ s\.")]
    private static partial Regex Refusal();
}
