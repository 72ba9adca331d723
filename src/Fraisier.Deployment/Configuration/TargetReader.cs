using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>Reads one environment of <c>fraises.yaml</c>. Each section has a method; each key is named once.</summary>
internal static class TargetReader
{
    private static readonly Dictionary<string, ReleaseLayout> Layouts = new(StringComparer.Ordinal)
    {
        ["releases"] = ReleaseLayout.Releases,
        ["in_place"] = ReleaseLayout.InPlace,
    };

    private static readonly Dictionary<string, string> Providers =
        new[] { Target.BareMetal, Target.Compose, "coolify" }.ToDictionary(p => p, StringComparer.Ordinal);

    // Mistakes are recorded while reading; the URL is parsed only after the whole file was found to be sound.
    public static Func<Target> Read(TargetPlace place)
    {
        var (map, database) = (place.Map, DatabaseReader.Read(place.Map.OptionalMap("database"), place.File));
        if (place.FraiseMap.Flag("external_db", false)) database = null;
        var target = ReadTarget(place).WithHosts(map);
        TargetSecrets.RequireNoneIn(map, "build", target.Build, "the build inherits the environment: read NAME there", TargetSecrets.VariablesOf(map));
        return () =>
        {
            var whole = target with { Database = database?.Invoke() };
            return whole with { Secrets = TargetSecrets.Of(map, whole) };
        };
    }

    private static Target ReadTarget(TargetPlace place)
    {
        var map = place.Map;
        var provider = map.Choice("provider", Providers, place.FraiseMap.OptionalText("type") == Target.Compose ? Target.Compose : Target.BareMetal);
        _ = map.OptionalText("name");
        var (origin, bare) = (map.OptionalText("clone_url"), map.OptionalText("git_repo"));
        var repository = map.OptionalText("repository") ?? origin ?? bare;
        var layout = map.Choice("layout", Layouts, repository is null ? ReleaseLayout.InPlace : ReleaseLayout.Releases);
        if (layout == ReleaseLayout.Releases && repository is null) map.Mistake("layout", "`layout: releases` needs a `repository` to take the commits from");
        var branch = map.Text("branch", "main");
        if (branch.StartsWith('-')) map.Mistake("branch", "a branch name cannot begin with `-`");
        var service = ServiceReader.Read(map);
        var rules = map.OptionalMap("rollback_config");
        return new()
        {
            Fraise = place.Fraise,
            Environment = place.Environment,
            Provider = provider,
            Repository = repository,
            Branch = branch,
            AppPath = ReadAppPath(map),
            Layout = layout,
            Build = ReadBuild(place),
            BuildTimeout = map.Seconds("build_timeout", map.Seconds("timeout", TimeSpan.FromMinutes(15))),
            FetchTimeout = map.Seconds("fetch_timeout", TimeSpan.FromMinutes(5)),
            Service = service,
            Health = new HealthReader((service as ServiceSettings.Systemd)?.Unit, rules).Read(map, place.HealthLists),
            Rollback = ReadRollback(rules),
            Hooks = HookReader.Read(map),
            Shared = SharedReader.Read(map, layout),
            KeepReleases = map.Integer("keep_releases", 5, 2, 1000),
            AllowsIrreversible = map.Flag("allow_irreversible", false),
            LeaseTime = map.Seconds("lease_timeout", TimeSpan.FromSeconds(60)),
        };
    }

    private static string ReadAppPath(ConfigurationMap map)
    {
        var text = map.Text("app_path", string.Empty);
        if (text.Length > 0 && !Path.IsPathFullyQualified(text)) map.Mistake("app_path", "must be an absolute path");
        return text.Length > 0 ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(text)) : text;
    }

    private static RollbackSettings ReadRollback(ConfigurationMap? map)
    {
        if (map is null) return new();
        map.Ignore("health_check_retries", "retry_delay", "max_consecutive_failures"); // Of health checks, where there are any.
        var (enabled, unhealthy) = (map.Flag("enabled", true), map.Flag("rollback_on_health_check_failure", true));
        return new(enabled && unhealthy, map.Has("rollback_timeout") ? map.Seconds("rollback_timeout", TimeSpan.FromMinutes(60)) : null);
    }

    // The older tool called it `install`, and took it from the fraise as well.
    private static IReadOnlyList<string> ReadBuild(TargetPlace place)
    {
        var build = place.Map.TextList("build");
        if (place.Install is not { } install) return build;
        var command = install.TextList("command");
        if (build.Count > 0) place.Map.Mistake("build", "`build` and `install` are both set; keep one");
        TargetSecrets.RequireNoneIn(install, "command", command, "the build inherits the environment: read NAME there", TargetSecrets.VariablesOf(place.Map));
        return command;
    }
}
