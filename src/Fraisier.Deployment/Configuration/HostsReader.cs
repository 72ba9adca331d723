using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>Reads which hosts an environment has, how they are reached, and in which order they get a release.</summary>
internal static class HostsReader
{
    private static readonly string[] Here = ["local", "localhost", Environment.MachineName];

    private static readonly Dictionary<string, string> Strategies =
        new[] { Target.Basic, Target.Rolling, "canary", "blue_green", "progressive" }.ToDictionary(s => s, StringComparer.Ordinal);

    private static readonly Dictionary<string, HostFailurePolicy> Policies = new(StringComparer.Ordinal)
    {
        ["rollback_all"] = HostFailurePolicy.RollbackAll, ["keep"] = HostFailurePolicy.Keep, ["retry_failed"] = HostFailurePolicy.RetryFailed,
    };

    private static readonly Dictionary<string, Transfer> Transfers = new(StringComparer.Ordinal) { ["push"] = Transfer.Push, ["pull"] = Transfer.Pull };

    /// <summary>Adds the hosts to a target.</summary>
    /// <param name="map">The environment's map.</param>
    public static Target WithHosts(this Target target, ConfigurationMap map)
    {
        var ssh = ReadSsh(map.OptionalMap("ssh"));
        var listed = map.MapList("instances", shorthand: "host");
        if (listed.Count > 0 && map.Has("server")) map.Mistake("server", "`server` and `instances` are both set; keep one");
        IReadOnlyList<HostAddress> hosts = listed.Count > 0 ? [.. listed.Select(m => ReadHost(m, ssh))]
            : map.OptionalText("server") is { } server ? [Named(map, "server", server, ssh)]
            : ssh.Host is { } only ? [Named(map, "ssh", only, ssh)]
            : [HostAddress.Here];
        if (hosts.GroupBy(h => h.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            map.Mistake("instances", $"`{twice.Key}` is listed twice");
        if (listed.Count > 1 && ssh.Host is not null)
        {
            map.Mistake("ssh", "`host` in `ssh` stands for one host, and `instances` has several",
                "set `host` in each of them");
        }

        var migrateOn = map.OptionalText("migrate_on");
        if (migrateOn is not null && hosts.All(h => h.Name != migrateOn)) map.Mistake("migrate_on", $"`{migrateOn}` is none of the hosts");
        return target with
        {
            Hosts = hosts,
            MigrateOn = migrateOn ?? hosts[0].Name,
            Strategy = map.Choice("deployment_strategy", Strategies, Target.Basic),
            Rollout = ReadRollout(map),
            Health = WithRetries(target.Health, map),
            Transfer = map.Choice("transfer", Transfers, hosts.All(h => h.IsHere) ? Transfer.Pull : Transfer.Push),
        };
    }

    private static SshSettings ReadSsh(ConfigurationMap? map) => map is null ? new() : new(
        Word(map, "host"), Word(map, "user"), Port(map), Key(map), map.OptionalText("program"), !map.Flag("strict_host_key", true));

    private static HostAddress ReadHost(ConfigurationMap map, SshSettings common)
    {
        var host = map.Text("host");
        var name = map.OptionalText("name") ?? host;
        var ssh = common with
        {
            Host = host, User = Word(map, "user") ?? common.User, Port = Port(map) ?? common.Port, KeyFile = Key(map) ?? common.KeyFile,
            Program = map.OptionalText("program") ?? common.Program,
        };
        return Named(map, "host", host, ssh) with { Name = name };
    }

    private static HostAddress Named(ConfigurationMap map, string key, string host, SshSettings ssh)
    {
        if (host.Length > 0 && !IsHostName(host)) map.Mistake(key, $"`{host}` is not a host name");
        return Here.Contains(host, StringComparer.OrdinalIgnoreCase) && ssh is { Host: null or "local" or "localhost", Port: null }
            ? new(host, null) : new(host, ssh with { Host = ssh.Host ?? host });
    }

    // What ssh would take for an option, or a plan for two words, is no name.
    private static bool IsHostName(string text) => text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':');

    private static string? Word(ConfigurationMap map, string key)
    {
        var text = map.OptionalText(key);
        if (text is { Length: > 0 } && (text[0] == '-' || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '@')))
            map.Mistake(key, $"`{text}` cannot be a {key}");
        return text;
    }

    private static int? Port(ConfigurationMap map) => map.Integer("port", 0, 0, 65535) is > 0 and var port ? port : null;

    private static string? Key(ConfigurationMap map)
    {
        var key = map.OptionalText("key_path") ?? map.OptionalText("key");
        if (key?.StartsWith('-') == true) map.Mistake("key_path", "must be a path");
        return key is ['~', '/', .. var rest] ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), rest) : key;
    }

    // The number of attempts may stand here as well as in `rollback_config`.
    private static IReadOnlyList<HealthSettings> WithRetries(IReadOnlyList<HealthSettings> checks, ConfigurationMap map)
    {
        if (map.OptionalMap("rolling_config") is not { } config || !config.Has("health_check_retries")) return checks;
        var attempts = config.Integer("health_check_retries", 1, 1, 1000);
        return [.. checks.Select(c => c.Pace.Attempts is null ? c with { Pace = c.Pace with { Attempts = attempts } } : c)];
    }

    private static RolloutSettings ReadRollout(ConfigurationMap map)
    {
        var policy = map.Choice("on_host_failure", Policies, HostFailurePolicy.RollbackAll);
        if (map.OptionalMap("rolling_config") is not { } config) return RolloutSettings.InOrder with { OnHostFailure = policy };
        if (map.OptionalText("deployment_strategy") != Target.Rolling) map.Mistake("rolling_config", "needs `deployment_strategy: rolling`");
        var size = config.Text("batch_size", "1");
        var isPercent = size.EndsWith('%');
        if (!int.TryParse(isPercent ? size[..^1] : size, System.Globalization.NumberStyles.None, null, out var number) || number < 1
            || (isPercent && number > 100))
        {
            config.Mistake("batch_size", "must be a number of hosts, or a percentage such as 25%");
            number = 1;
        }

        var wait = config.Text("wait_between_batches", "0") == "0" ? TimeSpan.Zero : config.Seconds("wait_between_batches", TimeSpan.Zero);
        return new(number, isPercent, wait, config.Flag("rollback_on_health_check_failure", true) ? policy : HostFailurePolicy.Keep);
    }
}
