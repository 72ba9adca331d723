using Foundation.Configuration;
using Foundation.Errors;
using Xunit;

namespace Foundation.Tests.Configuration;

/// <summary>One small schema, and for each wrong file the exact lines that a person sees.</summary>
public sealed class MistakeTests
{
    private static readonly Dictionary<string, int> Strategies = new(StringComparer.Ordinal) { ["migrate"] = 1, ["restart_only"] = 2 };

    public static TheoryData<string, string[]> Cases => new()
    {
        { "name: shop\nprt: 80\n", ["f.yaml:2:1: unknown key `prt`; did you mean `port`?"] },
        { "name: shop\nPORT: 80\n", ["f.yaml:2:1: unknown key `PORT`; did you mean `port`?"] },
        { "name: shop\nzebra: 80\n", ["f.yaml:2:1: unknown key `zebra`"] },
        { "port: 80\n", ["f.yaml:1:1: `name` is missing; it must be text"] },
        { "name:\n", ["f.yaml:1:1: `name` has no value; it must be text"] },
        { "name: ~\n", ["f.yaml:1:1: `name` has no value; it must be text"] },
        { "name: ''\n", ["f.yaml:1:1: `name` is empty"] },
        { "name: [a]\n", ["f.yaml:1:1: `name` must be text, not a list"] },
        { "name: {a: b}\n", ["f.yaml:1:1: `name` must be text, not a map"] },
        { "name: a\nname: b\n", ["f.yaml:2:1: duplicate key `name`; the first is at 1:1"] },
        { "name: a\nport: 0\n", ["f.yaml:2:1: `port` must be a whole number from 1 to 65535, not `0`"] },
        { "name: a\nport: 99999999999999\n", ["f.yaml:2:1: `port` must be a whole number from 1 to 65535, not `99999999999999`"] },
        { "name: a\nport: 0x50\n", ["f.yaml:2:1: `port` must be a whole number from 1 to 65535, not `0x50`"] },
        { "name: a\nport: ${SECRET}\n", ["f.yaml:2:1: `port` must be a whole number from 1 to 65535, not what `${SECRET}` holds"] },
        { "name: a\nport: [1]\n", ["f.yaml:2:1: `port` must be a whole number from 1 to 65535, not a list"] },
        { "name: a\ndebug: yes\n", ["f.yaml:2:1: `debug` must be `true` or `false`, not `yes`"] },
        { "name: a\ndebug: True\n", ["f.yaml:2:1: `debug` must be `true` or `false`, not `True`"] },
        { "name: a\ntimeout: 0\n", [Seconds("0")] },
        { "name: a\ntimeout: -1\n", [Seconds("-1")] },
        { "name: a\ntimeout: 86401\n", [Seconds("86401")] },
        { "name: a\ntimeout: 30s\n", [Seconds("30s")] },
        { "name: a\ntimeout: 0.00000000001\n", [Seconds("0.00000000001")] },
        { "name: a\ntimeout: .inf\n", [Seconds(".inf")] },
        { "name: a\nstrategy: migrat\n", ["f.yaml:2:1: `strategy` must be one of `migrate`, `restart_only`, not `migrat`; did you mean `migrate`?"] },
        { "name: a\nhosts: {a: b}\n", ["f.yaml:2:8: `hosts` must be a list of strings, not a map"] },
        { "name: a\nhosts:\n  - web1\n  - [b]\n  - ''\n", ["f.yaml:4:5: `hosts` must be a list of strings, not a list",
            "f.yaml:5:5: an item of `hosts` is empty"] },
        { "name: a\ndatabase: x\n", ["f.yaml:2:11: `database` must be a map, not a single value"] },
        { "name: a\ndatabase:\n  ulr: x\n", ["f.yaml:3:3: unknown key `ulr`; did you mean `url`?"] },
        { "name: a\nenvironments:\n  live:\n    tagret: x\n", ["f.yaml:3:3: `target` is missing in `environments.live`; it must be text",
            "f.yaml:4:5: unknown key `tagret`; did you mean `target`?"] },
        { "name: a\nenvironments:\n  live:\n", ["f.yaml:3:3: `target` is missing in `environments.live`; it must be text"] },
        { "name: a\nservers:\n  - host: x\n  - hots: y\n", ["f.yaml:4:5: `host` is missing in `servers[1]`; it must be text",
            "f.yaml:4:5: unknown key `hots`; did you mean `host`?"] },
        { "name: a\nhosts: [~, web1]\n", ["f.yaml:2:9: an item of `hosts` is empty"] },
        { "{name: a, debug: x, port: y}\n", ["f.yaml:1:11: `debug` must be `true` or `false`, not `x`",
            "f.yaml:1:21: `port` must be a whole number from 1 to 65535, not `y`"] },
        { "name: a\nenvironments:\n  live: x\n", ["f.yaml:3:3: `target` is missing in `environments.live`; it must be text",
            "f.yaml:3:9: `live` must be a map, not a single value"] },
        { "name: a\nservers: b\n", ["f.yaml:2:1: `servers` must be a list of maps, not a single value"] },
        { "name: ${\n", ["f.yaml:1:1: `name`: a `${` here is not `${NAME}` or `${NAME:-default}`; write `$${` for a literal `${`"] },
        { "name: ${A-B}\n", ["f.yaml:1:1: `name`: a `${` here is not `${NAME}` or `${NAME:-default}`; write `$${` for a literal `${`"] },
        { "name: ${UNSET:-${SECRET}}\n", ["f.yaml:1:1: `name`: a `${` here is not `${NAME}` or `${NAME:-default}`; write `$${` for a literal `${`"] },
        { "zebra: 1\nname: ${UNSET}\nport: x\n", ["f.yaml:1:1: unknown key `zebra`", "f.yaml:2:1: `name`: the environment variable `UNSET` is not set",
            "f.yaml:3:1: `port` must be a whole number from 1 to 65535, not `x`"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_mistake_is_told_at_its_place(string yaml, string[] lines)
    {
        var error = Assert.Throws<ToolException>(() => Read(yaml));

        Assert.Equal(lines, error.Details);
        Assert.Same(FoundationErrors.Configuration, error.Code);
        Assert.StartsWith(lines[0], error.What, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", string.Join('\n', [error.What, error.Why, error.Fix, .. error.Details]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_mistake_comes_with_the_number_of_all()
    {
        var error = Assert.Throws<ToolException>(() => Read("port: x\ndebug: y\n"));

        Assert.Equal("f.yaml:1:1: `name` is missing; it must be text (3 mistakes in total)", error.What);
        Assert.Equal("f.yaml is not a valid configuration; nothing was done.", error.Why);
        Assert.Equal("Correct f.yaml at the places shown and run the command again.", error.Fix);
        Assert.Equal(3, error.Details.Count);
    }

    [Fact]
    public void Unset_variables_alone_have_their_own_code()
    {
        var error = Assert.Throws<ToolException>(() => Read("name: ${UNSET}-${ALSO_UNSET}\n"));

        Assert.Same(FoundationErrors.UnsetVariable, error.Code);
        Assert.Equal(["f.yaml:1:1: `name`: the environment variable `UNSET` is not set",
            "f.yaml:1:1: `name`: the environment variable `ALSO_UNSET` is not set"], error.Details);
    }

    [Fact]
    public void A_duplicate_key_keeps_its_first_value()
    {
        var file = ConfigurationFile.Parse("f.yaml", "name: a\nname: b\n");

        Assert.Equal(["name"], file.Root.Keys);
        Assert.Equal("a", file.Root.Text("name"));
    }

    [Fact]
    public void A_complete_file_has_no_mistakes() => Read("""
        name: shop
        port: 8080
        debug: true
        timeout: 0.5
        strategy: restart_only
        hosts: web1
        database: {url: x}
        environments: {live: {target: a}, test: {target: b}}
        servers: [{host: a}]
        """);

    [Fact]
    public void Mistakes_of_the_domain_stand_at_the_key_with_their_hint()
    {
        var file = ConfigurationFile.Parse("f.yaml", "a: 1\nname: x\n");
        file.Root.Ignore("a");
        file.Root.Mistake("name", "`name` is taken", "choose another");
        file.Root.Mistake("missing", "`missing` goes with `name`");

        var error = Assert.Throws<ToolException>(file.ThrowIfMistaken);

        Assert.Equal(["f.yaml:1:1: `missing` goes with `name`", "f.yaml:2:1: `name` is taken; choose another"], error.Details);
    }

    [Fact]
    public void A_key_read_twice_is_wrong_once()
    {
        var file = ConfigurationFile.Parse("f.yaml", "port: x\n");
        file.Root.Integer("port", 1, 1, 9);
        file.Root.Integer("port", 1, 1, 9);

        Assert.Single(Assert.Throws<ToolException>(file.ThrowIfMistaken).Details);
    }

    [Fact]
    public void Only_maps_that_were_read_are_checked_for_unknown_keys()
    {
        var file = ConfigurationFile.Parse("f.yaml", "live: {url: x}\ntest: {anything: '${UNSET}'}\n");
        var environments = file.Root.Maps();
        Assert.Equal("x", environments[0].Value.Text("url"));

        file.ThrowIfMistaken();
    }

    private static string Seconds(string found) =>
        $"f.yaml:2:1: `timeout` must be a number of seconds such as 30 or 0.5, greater than 0 and at most 86400, not `{found}`";

    private static void Read(string yaml)
    {
        var file = ConfigurationFile.Parse("f.yaml", yaml, name => name is "SECRET" ? "hunter2" : null);
        var root = file.Root;
        root.Text("name");
        root.Integer("port", 8000, 1, 65535);
        root.Flag("debug", false);
        root.Seconds("timeout", TimeSpan.FromSeconds(30));
        root.Choice("strategy", Strategies, 1);
        root.TextList("hosts");
        root.OptionalMap("database")?.OptionalText("url");
        foreach (var (_, environment) in root.OptionalMap("environments")?.Maps() ?? []) environment.Text("target");
        foreach (var server in root.MapList("servers")) server.Text("host");
        file.ThrowIfMistaken();
    }
}
