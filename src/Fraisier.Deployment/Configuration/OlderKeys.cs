using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>
/// Keys of older tools and of later versions. What nothing here reads is known all the same when it is in this table: it has a meaning for another
/// command, it is not in use yet, or something else takes its place. Any other key is a mistake.
/// </summary>
internal static class OlderKeys
{
    /// <summary>The maps that hold such keys.</summary>
    public const string Root = "", Fraise = "fraise", Environment = "environment", Database = "database", Install = "install";

    private const string State = "nothing: locks and records are in APP_PATH/.fraisier";
    private const string User = "run fraisier as that user";

    // Read for a chosen target alone, and fine wherever they are.
    private static readonly Dictionary<string, string[]> Honoured = new(StringComparer.Ordinal)
    {
        [Root] = ["name", "health_checks"],
        [Fraise] = ["install", "external_db"],
    };

    private static readonly Dictionary<string, string[]> Later = new(StringComparer.Ordinal)
    {
        [Root] = ["git", "scaffold", "health", "ship", "notifications", "hooks", "backup", "bootstrap", "webhook", "environments", "load_balancer",
            "traffic_shifting", "deployment_slo"],
        [Fraise] = ["git", "exec_command", "server_name", "location", "schema_command", "compile_command"],
        [Environment] = ["instances", "server", "ssh", "deployment_strategy", "rolling_config", "canary_config", "deployment_mode", "providers",
            "provider_config", "systemd_timer", "script_path", "jobs", "compose_file", "project_name", "service_name", "compose_command", "image_tag", "nginx",
            "notifications", "hooks", "load_balancer", "traffic_shifting", "deployment_slo"],
        [Database] = ["admin_url", "required_roles", "pre_migrate_verify", "backup_before_deploy", "template_prefix", "framework", "django", "alembic",
            "peewee", "hooks", "restore"],
    };

    private static readonly (string Map, string Key, string Instead)[] Replaced =
    [
        (Root, "deployment", State),
        (Root, "deploy_user", User),
        (Environment, "status_dir", State),
        (Environment, "lock_timeout", "`lease_timeout`"),
        (Environment, "systemd_deploy_socket", "nothing: `fraisier deploy` needs no daemon"),
        (Environment, "deploy_user", User),
        (Install, "user", "nothing: the build runs as the user who deploys"),
    ];

    /// <summary>True when a file holds a key that belongs into <c>fraises.yaml</c> beside its fraises.</summary>
    public static bool AnyIn(ConfigurationMap root) =>
        root.Keys.Any(k => Honoured[Root].Concat(Later[Root]).Contains(k, StringComparer.Ordinal) || Replaced.Any(r => r.Map == Root && r.Key == k));

    /// <summary>Marks the keys of a map as known that are in the table and that nothing has read.</summary>
    /// <param name="kind">Which map it is: one of the constants.</param>
    /// <param name="map">The map; null when the file does not have it.</param>
    /// <param name="prefix">What stands before its keys in messages.</param>
    /// <returns>What there is to say of them.</returns>
    public static KeyNotes Settle(string kind, ConfigurationMap? map, string prefix = "")
    {
        var unread = map?.Unread ?? [];
        var later = unread.Intersect(Later.GetValueOrDefault(kind, []), StringComparer.Ordinal).ToList();
        var replaced = Replaced.Where(r => r.Map == kind && unread.Contains(r.Key, StringComparer.Ordinal)).ToList();
        map?.Ignore([.. later, .. replaced.Select(r => r.Key), .. unread.Intersect(Honoured.GetValueOrDefault(kind, []), StringComparer.Ordinal)]);
        return new([.. later.Select(k => $"`{prefix}{k}`")], [.. replaced.Select(r => $"`{prefix}{r.Key}`: {r.Instead}")]);
    }
}

/// <summary>Keys of a file that are accepted and have no effect.</summary>
/// <param name="Later">Those that are not in use yet.</param>
/// <param name="Instead">Those without a meaning, each with what to use instead.</param>
public sealed record KeyNotes(IReadOnlyList<string> Later, IReadOnlyList<string> Instead)
{
    /// <summary>Nothing to say.</summary>
    public static KeyNotes None { get; } = new([], []);

    /// <summary>These and others.</summary>
    public KeyNotes With(KeyNotes other) =>
        new([.. Later.Union(other.Later, StringComparer.Ordinal)], [.. Instead.Union(other.Instead, StringComparer.Ordinal)]);

    /// <summary>What to say of them, a message each.</summary>
    /// <param name="file">The file's name.</param>
    public IReadOnlyList<string> Messages(string file) =>
    [
        .. Later.Count == 0 ? (IReadOnlyList<string>)[] : [$"{file} has keys that are not in use yet: {string.Join(", ", Later)}"],
        .. Instead.Count == 0 ? (IReadOnlyList<string>)[] : [$"{file} has keys without a meaning here:\n{string.Join('\n', Instead.Select(i => $"  {i}"))}"],
    ];
}
