using Foundation.Processes;

namespace Confiture.Testing.Tests;

/// <summary>Several processes on one server, and what they leave when they are killed.</summary>
public sealed class LeftoverTests(SharedServer shared)
{
    [Fact]
    public async Task Databases_of_a_killed_process_go_when_the_next_one_starts()
    {
        using var project = new Project();
        await using var killed = Owner.Start("hold", project.Root, shared.Url, "3");
        await using var alive = Owner.Start("hold", project.Root, shared.Url, "2");
        var (lost, kept) = (await killed.NamesAsync(), await alive.NamesAsync());
        await killed.KillAsync();
        Assert.All(lost, name => Assert.NotEmpty(name));
        // The server finishes a database that nobody waits for any more; the run after the next one would drop that.
        await shared.ExecuteAsync($"""
            do $$ begin
                while exists (select from pg_stat_activity where state = 'active' and query like 'create database "{RunOf(lost[0])}%') loop
                    perform pg_sleep(0.05);
                    perform pg_stat_clear_snapshot();
                end loop;
            end $$
            """);

        await using (await project.StartAsync(new() { Server = shared.Url }))
        {
            Assert.Empty(await shared.NamesAsync(RunOf(lost[0])));
            // The stock of a living run is its own too.
            Assert.Subset((await shared.NamesAsync(RunOf(kept[0]))).ToHashSet(), kept.ToHashSet());
        }

        await alive.EndAsync();
        Assert.Empty(await shared.NamesAsync(RunOf(kept[0])));
    }

    [Fact]
    public async Task Only_what_carries_the_mark_goes()
    {
        var here = ProcessIdentity.Current;
        Dictionary<string, string?> comments = new(StringComparer.Ordinal)
        {
            ["confiture_test_mine"] = null,
            ["confiture_test_0123456789abcdef_1"] = "kept for later",
            ["confiture_test_0123456789abcdef_2"] = Mark(here.Pid, here.Started),
            ["confiture_test_0123456789abcdef_3"] = Mark(here.Pid, here.Started + 1),
            ["confiture_test_0123456789abcdef_4"] = null,
        };
        foreach (var (name, comment) in comments)
        {
            await shared.ExecuteAsync($"create database {name}");
            if (comment is not null) await shared.ExecuteAsync($"comment on database {name} is '{comment}'");
        }

        await shared.ExecuteAsync("create role somebody", "create database confiture_test_0123456789abcdef_5 owner somebody");
        using var project = new Project();
        await using (await project.StartAsync(new() { Server = shared.Url }))
        {
            // The third names a process that has ended; the fourth has a run's name, and its run was killed before it could write the comment.
            Assert.Equal(
                ["confiture_test_0123456789abcdef_1", "confiture_test_0123456789abcdef_2", "confiture_test_0123456789abcdef_5", "confiture_test_mine"],
                (await shared.NamesAsync("confiture_test_mine")).Concat(await shared.NamesAsync("confiture_test_0123456789abcdef")).Order());
        }

        string Mark(int pid, long started) =>
            $"confiture test database of pid {pid} on {here.Host} (started {started}, boot {here.Boot}, namespace {here.Namespace})";
    }

    [Fact]
    public async Task Processes_share_a_server_and_a_template()
    {
        using var project = new Project();
        Owner[] owners = [.. Enumerable.Range(0, 3).Select(_ => Owner.Start("work", project.Root, shared.Url, "8"))];
        List<string> names = [];
        foreach (var owner in owners) names.AddRange(await owner.NamesAsync());
        foreach (var owner in owners)
        {
            await owner.EndAsync();
            await owner.DisposeAsync();
        }

        Assert.Equal(24, names.Distinct().Count());
        foreach (var run in names.Select(RunOf).Distinct()) Assert.Empty(await shared.NamesAsync(run));
    }

    private static string RunOf(string name) => name[..(name.LastIndexOf('_') + 1)];
}
