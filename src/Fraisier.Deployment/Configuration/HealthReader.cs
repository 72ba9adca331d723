using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>Reads the health checks of a target: <c>health_check</c> or <c>health_check_*</c>, then the list <c>health_checks</c>.</summary>
/// <param name="unit">The unit of the target's service; null when it has none.</param>
/// <param name="rules">What <c>rollback_config</c> says of attempts; null without one.</param>
internal sealed class HealthReader(string? unit, ConfigurationMap? rules)
{
    private const string Flat = "health_check_", Main = "health_check";

    // A listed check has to have more than one chance, however slow it is.
    private const int LeastChances = 3;

    private static readonly string[] Types = ["http", "tcp", "exec", "systemd"];
    private static readonly string[] FlatKeys = ["type", "url", "timeout", "command", "port"];

    private static readonly Dictionary<string, HealthOrigin> Origins = new(StringComparer.Ordinal)
    {
        ["host"] = HealthOrigin.Host,
        ["controller"] = HealthOrigin.Controller,
    };

    private TimeSpan timeout = HealthPace.UsualTimeout;
    private Uri? origin;

    /// <summary>Reads all of them.</summary>
    /// <param name="map">The environment.</param>
    /// <param name="lists">Maps that may hold a list of checks, each with its key.</param>
    public IReadOnlyList<HealthSettings> Read(ConfigurationMap map, params IEnumerable<(ConfigurationMap Map, string Key)> lists)
    {
        List<HealthSettings?> checks = [];
        var flat = FlatKeys.Where(k => map.Has(Flat + k)).Select(k => Flat + k).ToList();
        if (map.OptionalMap(Main) is { } inner)
        {
            if (flat.Count > 0) map.Mistake(flat[0], $"`{Main}` and `{flat[0]}` are both set; keep one");
            checks.Add(ReadMain(inner, string.Empty));
        }
        else if (flat.Count > 0)
        {
            checks.Add(ReadMain(map, Flat));
        }

        origin = (checks.FirstOrDefault() as HealthSettings.Http)?.Url;
        foreach (var (owner, key) in lists) checks.AddRange(owner.MapList(key).Select(ReadListed));
        return [.. checks.OfType<HealthSettings>()];
    }

    private HealthSettings? ReadMain(ConfigurationMap map, string prefix)
    {
        timeout = map.Seconds(prefix + "timeout", timeout);
        var attempts = Attempts(map, prefix.Length == 0 ? "retries" : null);
        var usual = new HealthPace();
        var pause = rules?.Has("retry_delay") == true ? rules.Seconds("retry_delay", usual.Interval)
            : attempts is { } count ? timeout / count
            : usual.Interval;
        var whole = prefix.Length == 0;
        return ReadCheck(map, prefix, Main, new()
        {
            Timeout = timeout,
            Interval = whole ? map.Seconds("interval", pause) : pause,
            RequestTimeout = whole ? map.Seconds("request_timeout", usual.RequestTimeout) : usual.RequestTimeout,
            Successes = whole ? map.Integer("successes", usual.Successes, 1, 1000) : usual.Successes,
            HealthyFor = whole ? map.Seconds("healthy_for", usual.HealthyFor) : usual.HealthyFor,
            Attempts = attempts,
            FailuresInARow = Failures(),
        });
    }

    // The `timeout` of a listed check is that of one attempt, as those of a monitor.
    private HealthSettings? ReadListed(ConfigurationMap map)
    {
        var usual = new HealthPace();
        var (one, pause) = (map.Seconds("timeout", usual.RequestTimeout), map.Seconds("interval", usual.Interval));
        var least = (one * LeastChances) + (pause * (LeastChances - 1));
        return ReadCheck(map, string.Empty, map.Text("name"), new()
        {
            Timeout = least > timeout ? least : timeout,
            Interval = pause,
            RequestTimeout = one,
            Successes = map.Integer("successes", usual.Successes, 1, 1000),
            HealthyFor = map.Seconds("healthy_for", usual.HealthyFor),
            Attempts = Attempts(map, null),
            FailuresInARow = Failures(),
        });
    }

    private int? Attempts(ConfigurationMap map, string? key) =>
        rules?.Has("health_check_retries") == true ? rules.Integer("health_check_retries", 1, 1, 1000)
        : key is not null && map.Has(key) ? map.Integer(key, 1, 1, 1000)
        : null;

    private int? Failures() => rules?.Has("max_consecutive_failures") == true ? rules.Integer("max_consecutive_failures", 1, 1, 1000) : null;

    private HealthSettings? ReadCheck(ConfigurationMap map, string prefix, string name, HealthPace pace)
    {
        var from = prefix.Length == 0 ? map.Choice("from", Origins, HealthOrigin.Host) : HealthOrigin.Host;
        HealthSettings? check = map.Choice(prefix + "type", Types.ToDictionary(t => t, StringComparer.Ordinal), TypeOf(map, prefix)) switch
        {
            "tcp" => ReadTcp(map, prefix, name, pace),
            "exec" => ReadExec(map, prefix, name, pace),
            "systemd" => ReadUnit(map, prefix, name, pace),
            _ => ReadHttp(map, prefix, name, pace),
        };
        if (from == HealthOrigin.Controller && check is HealthSettings.Exec or HealthSettings.Unit)
            map.Mistake("from", "only `http` and `tcp` checks can come from the controller; a command and a unit are on the host");
        return check is null ? null : check with { From = from };
    }

    private static string TypeOf(ConfigurationMap map, string prefix) =>
        map.Has(prefix + "url") ? "http" : map.Has(prefix + "port") ? "tcp" : map.Has(prefix + "command") ? "exec" : "http";

    private HealthSettings.Http ReadHttp(ConfigurationMap map, string prefix, string name, HealthPace pace)
    {
        var (key, text) = (prefix + "url", map.Text(prefix + "url"));
        var isRelative = text.StartsWith('/');
        if (isRelative && origin is null)
        {
            map.Mistake(key, $"`{text}` is relative, and the environment has no `{Main}` with a URL that it could count from",
                "write the whole URL: http://localhost:8000/health");
        }

        // .NET takes a path for the URL of a file.
        var known = isRelative ? Uri.TryCreate(origin, text, out var url) : Uri.TryCreate(text, UriKind.Absolute, out url);
        if (!known || url?.Scheme is not ("http" or "https"))
        {
            if (text.Length > 0 && !isRelative) map.Mistake(key, "must be an http:// or https:// URL");
            url = new("http://localhost/");
        }

        return new(name, pace, url, prefix.Length == 0 ? ReadExpectation(map.OptionalMap("expect")) : null);
    }

    private HealthSettings.Tcp ReadTcp(ConfigurationMap map, string prefix, string name, HealthPace pace)
    {
        var where = map.Has(prefix + "url") && Uri.TryCreate(map.OptionalText(prefix + "url"), UriKind.Absolute, out var url) ? url : null;
        var host = (prefix.Length == 0 ? map.OptionalText("host") : null) ?? where?.Host ?? origin?.Host ?? "127.0.0.1";
        if (where is null && !map.Has(prefix + "port")) map.Mistake(prefix + "port", $"`{prefix}port` is missing; it must be the port to connect to");
        return new(name, pace, host, map.Integer(prefix + "port", where?.Port ?? 1, 1, 65535));
    }

    private static HealthSettings.Exec? ReadExec(ConfigurationMap map, string prefix, string name, HealthPace pace)
    {
        var key = prefix + "command";
        if (!map.Has(key)) map.Mistake(key, $"`{key}` is missing; it must be the program to run and its arguments");
        var command = ArgumentVector.Read(map, key);
        TargetSecrets.RequireNoneIn(map, key, command, "let the command read a file of the host", new HashSet<string>());
        return command.Count == 0 ? null : new(name, pace, command);
    }

    private HealthSettings.Unit? ReadUnit(ConfigurationMap map, string prefix, string name, HealthPace pace)
    {
        var named = prefix.Length == 0 && map.OptionalText("unit") is { } text ? UnitName.Read(map, "unit", text) : unit;
        if (named is null) map.Mistake(prefix + "type", "`systemd` needs a unit, and the environment has no `systemd_service`");
        return named is null ? null : new(name, pace, named);
    }

    // `release: body`, or `release: header X-Release`.
    private static string? ReadExpectation(ConfigurationMap? map)
    {
        if (map is null) return null;
        var text = map.Text("release");
        if (text == HealthSettings.Http.Body) return text;
        if (text.StartsWith("header ", StringComparison.Ordinal) && text["header ".Length..].Trim() is { Length: > 0 } header
            && header.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return header;
        }

        if (text.Length > 0) map.Mistake("release", "must be `body` or `header NAME`: where the response contains its release");
        return null;
    }
}
