using Confiture.Postgres;
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

    // Mistakes are recorded while reading; the URL is parsed only after the whole file was found to be sound.
    public static Func<Target> Read(TargetPlace place)
    {
        var (map, fraise, environment) = (place.Map, place.Fraise, place.Environment);
        var provider = map.Choice("provider", new Dictionary<string, string> { ["bare_metal"] = "bare_metal" }, "bare_metal");
        _ = map.OptionalText("name");
        var repository = map.OptionalText("repository");
        var layout = map.Choice("layout", Layouts, repository is null ? ReleaseLayout.InPlace : ReleaseLayout.Releases);
        if (layout == ReleaseLayout.Releases && repository is null) map.Mistake("layout", "`layout: releases` needs a `repository` to take the commits from");
        var branch = map.Text("branch", "main");
        if (branch.StartsWith('-')) map.Mistake("branch", "a branch name cannot begin with `-`");
        var database = ReadDatabase(map.OptionalMap("database"), place.File);
        var service = ReadService(map);
        var rules = map.OptionalMap("rollback_config");
        var target = new Target
        {
            Fraise = fraise,
            Environment = environment,
            Provider = provider,
            Repository = repository,
            Branch = branch,
            AppPath = ReadAppPath(map),
            Layout = layout,
            Build = map.TextList("build"),
            BuildTimeout = map.Seconds("build_timeout", TimeSpan.FromMinutes(15)),
            FetchTimeout = map.Seconds("fetch_timeout", TimeSpan.FromMinutes(5)),
            Service = service,
            Health = new HealthReader((service as ServiceSettings.Systemd)?.Unit, rules).Read(map, place.HealthLists),
            Rollback = ReadRollback(rules),
            Hooks = HookReader.Read(map),
            KeepReleases = map.Integer("keep_releases", 5, 2, 1000),
            LeaseTime = map.Seconds("lease_timeout", TimeSpan.FromSeconds(60)),
        };
        TargetSecrets.RequireNoneIn(map, "build", target.Build, "the build inherits the environment: read NAME there", TargetSecrets.VariablesOf(map));
        return () =>
        {
            var whole = target with { Database = database?.Invoke() };
            return whole with { Secrets = TargetSecrets.Of(map, whole) };
        };
    }

    private static string ReadAppPath(ConfigurationMap map)
    {
        var text = map.Text("app_path");
        if (text.Length > 0 && !Path.IsPathFullyQualified(text)) map.Mistake("app_path", "must be an absolute path");
        return text.Length > 0 ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(text)) : text;
    }

    private static ServiceSettings ReadService(ConfigurationMap map)
    {
        if (map.OptionalMap("service") is not { } service) return ReadUnit(map, map.OptionalText("systemd_service"));
        if (map.Has("systemd_service")) map.Mistake("systemd_service", "`systemd_service` and `service` are both set; keep one");
        var kind = service.Choice("type", new Dictionary<string, string> { ["process"] = "process", ["systemd"] = "systemd", ["none"] = "none" }, "process");
        switch (kind)
        {
            case "systemd": return ReadUnit(service, service.Text("unit"));
            case "none": return new ServiceSettings.None();
            default:
                var command = service.TextList("command");
                if (command.Count == 0) service.Mistake("command", "must be a list: the program and its arguments");
                if (command is [var only] && only.Contains(' ', StringComparison.Ordinal))
                {
                    service.Mistake("command",
                        "is a single string with spaces; no shell is involved, so write a list", "command: [" + string.Join(", ", only.Split(' ')) + "]");
                }

                var environment = service.OptionalMap("environment")?.Texts() ?? [];
                TargetSecrets.RequireNoneIn(service, "command", command, "set it in `environment` (NAME: ${NAME}) and read it there",
                    TargetSecrets.VariablesOf(map));
                return new ServiceSettings.Process(command, environment, service.Seconds("stop_timeout", TimeSpan.FromSeconds(10)));
        }
    }

    private static ServiceSettings ReadUnit(ConfigurationMap map, string? unit) =>
        unit is null ? new ServiceSettings.None() : new ServiceSettings.Systemd(UnitName.Read(map, map.Has("unit") ? "unit" : "systemd_service", unit));

    private static RollbackSettings ReadRollback(ConfigurationMap? map)
    {
        if (map is null) return new();
        var (enabled, unhealthy) = (map.Flag("enabled", true), map.Flag("rollback_on_health_check_failure", true));
        return new(enabled && unhealthy, map.Has("rollback_timeout") ? map.Seconds("rollback_timeout", TimeSpan.FromMinutes(60)) : null);
    }

    private static Func<DatabaseSettings>? ReadDatabase(ConfigurationMap? map, string path)
    {
        if (map is null) return null;
        var strategy = map.Choice("strategy", new Dictionary<string, string> { ["migrate"] = "migrate" }, "migrate");
        var (name, url, config) = (map.OptionalText("name"), map.OptionalText("database_url"), map.OptionalText("confiture_config"));
        if (config is not null && (Path.IsPathRooted(config) || config.Split('/').Contains("..", StringComparer.Ordinal)))
            map.Mistake("confiture_config", "must be a path inside the release");
        var shared = map.TextList("shared_with");
        if (shared.FirstOrDefault(s => s.Split('/') is not [{ Length: > 0 }, { Length: > 0 }]) is { } strange)
        {
            map.Mistake("shared_with",
                $"`{strange}` is not a target", "write FRAISE/ENVIRONMENT");
        }

        return () => new(name, url is null ? null : DatabaseUrl.Parse(url, $"{path}: database_url"), config, shared, strategy);
    }
}
