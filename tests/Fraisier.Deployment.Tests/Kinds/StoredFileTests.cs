using System.Security.Cryptography;
using System.Text;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Whatever somebody else has made of a stored file, it is named as what it is, and nothing is done on top of it.</summary>
public sealed class StoredFileTests(PostgresFixture postgres)
{
    private const int Rounds = 6;

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"format\":4,\"entry\":\"opened\"}\n")]
    [InlineData("{\"format\":99}\n")]
    [InlineData("{\"entry\":\"opened\",\"plan\":{}}\n")]
    [InlineData("[1]\n")]
    public async Task A_journal_that_this_version_did_not_write_stops_everything(string text)
    {
        await using var site = await UnfinishedAsync();
        var journal = site.Store.JournalOf(Assert.Single(site.Store.OpenJournals()));
        foreach (var written in (string[])[text, Checked(text)])
        {
            await File.WriteAllTextAsync(journal, written);
            foreach (var arguments in (string[][])[["recover"], ["deploy", Site.Fraise, Site.Environment], ["rollback", Site.Fraise, Site.Environment]])
            {
                var refused = await site.RunAsync("v2", arguments);
                Rest.Exits(8, refused);
                Assert.Contains(journal, refused.Errors);
                Assert.DoesNotContain("a bug in the tool", refused.Errors);
            }

            Assert.Equal(written, await File.ReadAllTextAsync(journal));
        }
    }

    [Fact]
    public async Task No_stored_file_brings_the_tool_down_whatever_is_in_it()
    {
        await using var site = await UnfinishedAsync();
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var files = Directory.EnumerateFiles(Path.Combine(site.AppPath, ".fraisier"), "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/mirror.git/", StringComparison.Ordinal) && !f.Contains("/log/", StringComparison.Ordinal)
                && !f.EndsWith(".lock", StringComparison.Ordinal) && !f.EndsWith("ballast", StringComparison.Ordinal)).ToList();
        Assert.InRange(files.Count, 6, 100);
        foreach (var file in files)
        {
            var good = await File.ReadAllBytesAsync(file);
            for (var round = 0; round < Rounds; round++)
            {
                await File.WriteAllBytesAsync(file, Damaged(good, random, round));
                var seen = await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment]);
                Assert.True(seen.ExitCode is 0 or 1 or 6 or 7 or 8 && !seen.Errors.Contains("a bug in the tool", StringComparison.Ordinal),
                    $"seed {seed}, round {round} of {file}: exit {seen.ExitCode}\n{seen.Errors}");
                await File.WriteAllBytesAsync(file, good);
            }
        }

        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Theory]
    [InlineData(2, "which this version of fraisier no longer reads")]
    [InlineData(4, "this version of fraisier supports formats up to 3")]
    public async Task What_another_version_wrote_is_refused_as_such(int format, string reason)
    {
        await using var site = await UnfinishedAsync();
        var journal = site.Store.JournalOf(Assert.Single(site.Store.OpenJournals()));
        foreach (var file in (string[])[journal, Path.Combine(site.StoreDirectory, "lease.json")])
        {
            var good = await File.ReadAllTextAsync(file);
            await File.WriteAllTextAsync(file, Changed(good, json => json.Replace("\"format\":3,", $"\"format\":{format},", StringComparison.Ordinal)));

            var refused = await site.RecoverAsync();

            Rest.Exits(8, refused);
            Assert.Contains($"has format {format}", refused.Errors);
            Assert.Contains(reason, refused.Errors);
            await File.WriteAllTextAsync(file, good);
        }

        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task Members_that_this_version_does_not_know_are_passed_over()
    {
        await using var site = await UnfinishedAsync();
        var journal = site.Store.JournalOf(Assert.Single(site.Store.OpenJournals()));
        foreach (var file in Directory.EnumerateFiles(site.StoreDirectory, "*.json", SearchOption.AllDirectories).Append(journal))
        {
            var text = await File.ReadAllTextAsync(file);
            var changed = Changed(text, json => json.Replace("\"format\":3,", "\"format\":3,\"ofTomorrow\":{\"a\":[1]},", StringComparison.Ordinal));
            await File.WriteAllTextAsync(file, changed);
        }

        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Theory]
    [InlineData("lease.json", "mkfifo")]
    [InlineData("lease.json", "mkdir")]
    [InlineData("epoch", "mkfifo")]
    [InlineData("run/process.json", "mkfifo")]
    public async Task What_is_no_file_is_not_waited_for(string name, string make)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        var path = Path.Combine(site.StoreDirectory, name);
        File.Move(path, path + ".kept");
        await new CommandRunner().OutputOfAsync(Command.Of(make, path), CancellationToken.None);

        var refused = await site.DeployAsync("v2");

        Rest.Exits(8, refused);
        Assert.Contains($"{path} is damaged: it is not a file", refused.Errors);
        await new CommandRunner().OutputOfAsync(Command.Of("rm", "-r", path), CancellationToken.None);
        File.Move(path + ".kept", path);
    }

    [Theory]
    [InlineData("history")]
    [InlineData("status")]
    public async Task Another_user_is_told_whose_it_is(string command)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        foreach (var directory in (string[])[site.Root, site.AppPath])
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
        var look = site.CommandFor("v1", command == "history" ? [command] : [command, Site.Fraise, Site.Environment]);

        var refused = await new CommandRunner().RunAsync(look with { Program = "setpriv", Arguments = ["--reuid", "65534", "--regid", "65534", "--clear-groups",
            look.Program, .. look.Arguments] }, CancellationToken.None);

        Rest.Exits(6, refused);
        Assert.Contains("error[FRAI-DEP-008]", refused.Errors);
        Assert.Contains("sudo -u '#0'", refused.Errors);
        Assert.DoesNotContain("no deployments", refused.Output + refused.Errors);
    }

    // A line of the journal has its checksum in front.
    private static string Changed(string text, Func<string, string> change) => string.Concat(
        from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let json = change(line[line.IndexOf('{', StringComparison.Ordinal)..])
        select line[0] == '{' ? json + "\n" : Checked(json));

    private static string Checked(string line)
    {
        var json = line.TrimEnd();
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16]} {json}\n";
    }

    private async Task<Site> UnfinishedAsync()
    {
        var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        await using var running = site.StartDeploy("v2");
        await running.ReachAsync("after ended Do Migrate");
        await running.KillAsync();
        return site;
    }

    private static byte[] Damaged(byte[] good, Random random, int round)
    {
        var bytes = (byte[])good.Clone();
        switch (round)
        {
            case 0: return [];
            case 1: return bytes[..(bytes.Length / 2)];
            case 2: return new byte[bytes.Length];
            case 3: return [.. bytes, .. bytes];
            default:
                for (var i = 0; i < 3 && bytes.Length > 0; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
        }
    }
}
