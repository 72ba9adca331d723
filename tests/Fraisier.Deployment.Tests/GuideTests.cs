using System.Text.RegularExpressions;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>The guide is run as it is written.</summary>
public sealed partial class GuideTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_guide_to_deploying_runs_as_it_is_written()
    {
        await using var site = await Site.CreateAsync(postgres);
        var blocks = Block().Matches(await File.ReadAllTextAsync(Path.Combine(Programs.Repository, "docs/guides/deploying.md")))
            .Select(m => m.Groups["block"].Value).ToList();
        Assert.True(blocks.Count >= 7, $"The guide has {blocks.Count} blocks.");
        var (tools, work) = (Directory.CreateDirectory(Path.Combine(site.Root, "tools")).FullName,
            Directory.CreateDirectory(Path.Combine(site.Root, "work")).FullName);
        var tool = Path.Combine(tools, "fraisier");
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\nexec {Programs.Harness} \"$@\"\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var result = await new CommandRunner().RunAsync(
                Command.Of("bash", "-euo", "pipefail") with
                {
                    WorkingDirectory = work,
                    Input = string.Join("\n", blocks),
                    Environment = new Dictionary<string, string?> { ["PATH"] = $"{tools}:{Environment.GetEnvironmentVariable("PATH")}", ["DATABASE_URL"] =
                        site.Url.ToSecretString(), ["FRAISIER_STATE"] = Path.Combine(site.Root, "state") },
                    Deadline = TimeSpan.FromMinutes(3),
                },
                TestContext.Current.CancellationToken);
            Assert.True(result.Succeeded, result.Output + result.Errors);
            Assert.Contains("nothing was changed", result.Output, StringComparison.Ordinal);
            Assert.Contains("rolled back", result.Output, StringComparison.Ordinal);
            Assert.Contains("shop/production: nothing to recover", result.Output, StringComparison.Ordinal);
            await using var database = await Confiture.Postgres.Database.OpenAsync(site.Url, "test", TestContext.Current.CancellationToken);
            Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from tb_confiture", TestContext.Current.CancellationToken));
        }
        finally
        {
            Orphans.Reap("FRAISIER_SERVICE", Path.Combine(work, "srv", ".fraisier", "shop.production"));
        }
    }

    [GeneratedRegex("^```sh\n(?<block>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
