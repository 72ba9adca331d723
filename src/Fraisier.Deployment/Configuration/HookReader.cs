using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>Reads the hooks of a target.</summary>
internal static class HookReader
{
    /// <summary>The keys, which hold lists.</summary>
    public const string Before = "pre_deployment_hooks", After = "post_deployment_hooks";

    private static readonly Dictionary<string, HookFailure> Failures = new(StringComparer.Ordinal)
    {
        ["rollback"] = HookFailure.Rollback,
        ["alert"] = HookFailure.Alert,
        ["ignore"] = HookFailure.Ignore,
    };

    private static readonly string[] Types = ["database", "script", "http"];
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Reads both lists.</summary>
    public static HookPhases Read(ConfigurationMap map)
    {
        var elsewhere = TargetSecrets.VariablesOf(map);
        return new(Read(map, Before, HookFailure.Rollback, elsewhere), Read(map, After, HookFailure.Alert, elsewhere));
    }

    private static List<HookSettings> Read(ConfigurationMap map, string key, HookFailure usual, IReadOnlySet<string> elsewhere) =>
        [.. map.MapList(key).Select(hook => ReadHook(hook, hook.Choice("on_failure", Failures, usual), elsewhere)).OfType<HookSettings>()];

    private static HookSettings? ReadHook(ConfigurationMap map, HookFailure failure, IReadOnlySet<string> elsewhere)
    {
        var (name, timeout) = (map.Text("name"), map.Seconds("timeout", HookSettings.UsualTimeout));
        var usual = map.Has("url") ? "http" : map.Has("sql") ? "database" : "script";
        switch (map.Choice("type", Types.ToDictionary(t => t, StringComparer.Ordinal), usual))
        {
            case "database":
                var (sql, file) = ReadSql(map);
                return new HookSettings.Database(name, timeout, failure, sql, file);
            case "http":
                return new HookSettings.Request(name, timeout, failure, ReadUrl(map), map.Choice("method", Methods.ToDictionary(m => m, StringComparer.Ordinal),
                    map.Has("body") ? "POST" : "GET"), map.OptionalText("body"));
            default:
                if (!map.Has("command")) map.Mistake("command", "`command` is missing; it must be the program to run and its arguments");
                var command = ArgumentVector.Read(map, "command");
                TargetSecrets.RequireNoneIn(map, "command", command, "the script inherits the environment: read NAME there", elsewhere);
                return command.Count == 0 ? null : new HookSettings.Script(name, timeout, failure, command);
        }
    }

    private static (string? Sql, string? File) ReadSql(ConfigurationMap map)
    {
        const string Instead = "write the statements as `sql: ...`, or name a file of the release: `command: psql DATABASE -f FILE`";
        if (map.Has("sql") && map.Has("command")) map.Mistake("command", "`sql` and `command` are both set; keep one");
        if (map.OptionalText("sql") is { } sql) return (sql, null);
        if (!map.Has("command")) map.Mistake("command", "`sql` is missing; it must be the statements to run");
        if (map.OptionalText("command") is not { } command) return (null, null);

        // No psql is run: it would have another connection and other rights than the migrations.
        if (command.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not ["psql", var database, "<" or "-f", var file] || database.StartsWith('-'))
        {
            map.Mistake("command", "is not `psql DATABASE < FILE`, which is the one command of a database hook", Instead);
            return (null, null);
        }

        if (!ReleasePath.IsInside(file)) map.Mistake("command", $"`{file}` is not a path inside the release");
        return (null, file);
    }

    private static Uri ReadUrl(ConfigurationMap map)
    {
        var text = map.Text("url");
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        if (text.Length > 0) map.Mistake("url", "must be an http:// or https:// URL");
        return new("http://localhost/");
    }
}
