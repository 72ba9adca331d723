using System.Text.Json;
using Xunit;

namespace Fleet.Tests;

/// <summary>What one host shows to whoever logs in: link, release, health, process, what is unfinished.</summary>
/// <param name="Name">The host.</param>
/// <param name="Commit">The live release's commit; empty when nothing is live.</param>
/// <param name="Answer">What the application answers.</param>
/// <param name="Directory">The directory in which it runs; empty when it does not run or there is more than one.</param>
/// <param name="Live">The directory that <c>current</c> names.</param>
/// <param name="Releases">The releases that lie there.</param>
/// <param name="Other">Drafts and scratch files that should not be there.</param>
internal sealed record HostView(string Name, string Commit, string Answer, string Directory, string Live, string Releases, string Other)
{
    private const string Script = """
        cd /srv/app 2>/dev/null || exit 0
        live=$(readlink -f current 2>/dev/null) && [ -d "$live" ] || live=
        echo "$(cat "$live/REVISION" 2>/dev/null)"
        echo "$(curl --silent --max-time 5 http://app.test:8080/ 2>/dev/null)"
        echo "$(for p in $(pgrep -x TestApp); do readlink /proc/$p/cwd; done | paste -sd,)"
        echo "$live"
        echo "$(ls releases 2>/dev/null | paste -sd,)"
        echo "$(find .fraisier/*/scratch current.new -mindepth 0 -not -name scratch 2>/dev/null | paste -sd,)"
        """;

    public static async Task<HostView> OfAsync(FleetHost host)
    {
        var lines = (await host.RunAsync("sh", "-c", Script)).Output.Split('\n');
        return new(host.Name, lines[0], lines[1], lines[2], lines[3], lines[4], lines[5]);
    }
}

/// <summary>A fleet, its database, and what is on record, read with the tools that an operator has and with none of the product's own eyes.</summary>
/// <param name="Hosts">What each of them is like.</param>
/// <param name="Ledger">The versions in the ledger.</param>
/// <param name="Columns">The columns of the application's table.</param>
/// <param name="Effects">The net effect of each migration.</param>
/// <param name="Rows">The rows that were there before.</param>
/// <param name="Records">The records of deployments, oldest first.</param>
/// <param name="Journals">The journals of what is unfinished.</param>
/// <param name="Held">Whether the lease is held.</param>
internal sealed record World(
    IReadOnlyList<HostView> Hosts, string Ledger, string Columns, string Effects, string Rows, IReadOnlyList<string> Records, string Journals, bool Held)
{
    private const string Sql = """
        select (select coalesce(string_agg(version, ',' order by version), '') from public.tb_confiture where finished)
        union all select (select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns
            where table_schema = 'public' and table_name = 'items')
        union all select (select coalesce(string_agg(version || '=' || net, ',' order by version), '') from (select version, sum(net) net from effects
            group by version having sum(net) <> 0) e)
        union all select (select count(*)::text from items)
        """;

    private const string Store = """
        cd /srv/app/.fraisier/api.production 2>/dev/null || exit 0
        ls journal 2>/dev/null | grep '\.journal$' | paste -sd,
        cat lease.json 2>/dev/null | tr -d '\n'; echo
        cat history/*.json 2>/dev/null
        """;

    public static async Task<World> LookAsync(TestFleet fleet)
    {
        var views = await Task.WhenAll(fleet.Hosts.Where(h => h.IsUp).Select(HostView.OfAsync));
        var hasSchema = await fleet.SqlAsync("select to_regclass('public.tb_confiture') is not null and to_regclass('public.effects') is not null") == "t";
        var said = hasSchema ? (await fleet.SqlAsync(Sql)).Split('\n') : [string.Empty, string.Empty, string.Empty, "0"];
        var store = (await fleet.Hosts[0].RunAsync("sh", "-c", Store)).Output.Split('\n');
        var (journals, lease) = store is [var first, var second, ..] ? (first, second) : (string.Empty, string.Empty);
        return new(views, said[0], said[1], said[2], said[3], [.. RecordsOf(string.Join('\n', store.Skip(2)))], journals, IsHeld(lease));
    }

    public override string ToString() => string.Join("\n", [.. Hosts.Select(h => h.ToString()), $"ledger {Ledger}", $"columns {Columns}", $"effects {Effects}",
        $"rows {Rows}", .. Records, $"journals {Journals}", $"held {Held}"]);

    /// <summary>Asserts that every host that is up, and the database, are at a tag's release and that nothing is half done.</summary>
    public static async Task<World> IsAtAsync(TestFleet fleet, string? tag)
    {
        var world = await LookAsync(fleet);
        var wrong = await WrongAsync(world, fleet, tag);
        Assert.True(wrong.Count == 0, $"{string.Join("\n", wrong)}\n\n{world}");
        return world;
    }

    /// <summary>As <see cref="IsAtAsync"/>; and recovery changes nothing (I11).</summary>
    public static async Task<World> StaysAtAsync(TestFleet fleet, string? tag)
    {
        var world = await IsAtAsync(fleet, tag);
        Exits(0, await fleet.RecoverAsync());
        Assert.Equal(world.ToString(), (await LookAsync(fleet)).ToString());
        return world;
    }

    /// <summary>What is not as it has to be when a tag's release is live; null for none.</summary>
    public static async Task<IReadOnlyList<string>> WrongAsync(World world, TestFleet fleet, string? tag)
    {
        List<string> wrong = [];
        var commit = tag is null ? string.Empty : await fleet.Commits.CommitOf(tag);
        var app = tag is null ? [] : (await fleet.Commits.GitAsync("show", $"{tag}:app.txt")).Split('\n').Select(l => l.Split('=', 2))
            .Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
        foreach (var host in world.Hosts)
        {
            Require($"I2 {host.Name} is at {tag ?? "nothing"}", host.Commit == commit, host.Commit);
            Require($"I1 {host.Name} serves it", host.Answer == (tag is null ? string.Empty : $"version {app["version"]}"), host.Answer);
            Require($"I1 {host.Name} runs it once, from its directory", tag is null ? host.Directory.Length == 0 : host.Directory == host.Live, host.Directory);
            Require($"{host.Name} has nothing half done", host.Other.Length == 0, host.Other);
        }

        var versions = tag is null ? [] : await fleet.Commits.VersionsAsync(tag);
        Require("I1 the ledger is the release's", world.Ledger == string.Join(',', versions), world.Ledger);
        if (tag is not null && app["column"].Length > 0) Require("I1 the table is the release's", world.Columns == app["column"], world.Columns);
        Require("I6 each migration's effect is there once", world.Effects.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .All(e => e.EndsWith("=1", StringComparison.Ordinal) && versions.Contains(e.Split('=')[0])), world.Effects);
        Require("I3 the lease is free", !world.Held, "held");
        Require("I5 one record for a deployment", world.Records.Select(r => r.Split(' ')[0]).Distinct().Count() == world.Records.Count, world.Records.Count);
        Require("nothing is unfinished", world.Journals.Length == 0, world.Journals);
        return wrong;

        void Require(string what, bool holds, object seen)
        {
            if (!holds) wrong.Add($"{what}; seen: {seen}");
        }
    }

    public static void Exits(int code, Foundation.Processes.CommandResult result) =>
        Assert.True(result.ExitCode == code, $"exit {result.ExitCode} and not {code}:\n{result.Output}\n{result.Errors}");

    private static bool IsHeld(string lease)
    {
        if (lease.Length == 0) return false;
        using var document = JsonDocument.Parse(lease);
        return !document.RootElement.GetProperty("released").GetBoolean()
            && document.RootElement.GetProperty("expiresAt").GetDateTimeOffset() > DateTimeOffset.UtcNow;
    }

    private static IEnumerable<string> RecordsOf(string text)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        List<string> records = [];
        while (reader.Read())
        {
            using var record = JsonDocument.ParseValue(ref reader);
            records.Add($"{record.RootElement.GetProperty("id").GetString()} {record.RootElement.GetProperty("outcome").GetString()}");
        }

        return records;
    }
}
