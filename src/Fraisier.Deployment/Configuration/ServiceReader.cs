using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>Reads the service of a target.</summary>
internal static class ServiceReader
{
    private static readonly string[] Types = ["process", "systemd", "none"];

    // What only a unit file has.
    private static readonly string[] OlderKeys = ["service_name", "user", "group", "port", "workers", "worker_count", "exec", "exec_command", "exec_start_pre",
        "memory_max", "memory_high", "cpu_quota", "runtime_directory", "runtime_directory_mode", "logs_directory", "logs_directory_mode", "environment_file",
        "credentials", "security"];

    private static readonly Dictionary<string, UnitAction> Actions = new(StringComparer.Ordinal)
    {
        ["restart"] = UnitAction.Restart,
        ["reload"] = UnitAction.Reload,
        ["socket"] = UnitAction.Socket,
    };

    /// <summary>True for the map from which the older tool wrote a unit file; the unit itself is named by <c>systemd_service</c>.</summary>
    public static bool IsOlder(ConfigurationMap service) => service.Keys.Any(k => OlderKeys.Contains(k, StringComparer.Ordinal));

    /// <summary>Reads <c>service</c>, or <c>systemd_service</c>.</summary>
    public static ServiceSettings Read(ConfigurationMap map)
    {
        bool? sudo = map.Has("sudo") ? map.Flag("sudo", true) : null;
        if (map.OptionalMap("service") is not { } service || IsOlder(service))
        {
            return map.OptionalText("systemd_service") is { } unit
                ? new ServiceSettings.Systemd(UnitName.Read(map, "systemd_service", unit), Sudo: sudo)
                : new ServiceSettings.None();
        }

        if (map.Has("systemd_service")) map.Mistake("systemd_service", "`systemd_service` and `service` are both set; keep one");
        return service.Choice("type", Types.ToDictionary(t => t, StringComparer.Ordinal), "process") switch
        {
            "systemd" => ReadUnit(service, service.Has("sudo") ? service.Flag("sudo", true) : sudo),
            "none" => new ServiceSettings.None(),
            _ => ReadProcess(service, map),
        };
    }

    private static ServiceSettings.Systemd ReadUnit(ConfigurationMap service, bool? sudo)
    {
        var unit = UnitName.Read(service, "unit", service.Text("unit"));
        var action = service.Choice("action", Actions, service.Has("socket") ? UnitAction.Socket : UnitAction.Restart);
        if (action == UnitAction.Socket && !service.Has("socket"))
            service.Mistake("action", "`socket` needs the name of the socket unit", "socket: NAME.socket");
        if (action != UnitAction.Socket && service.Has("socket")) service.Mistake("action", "must be `socket` where a `socket` is named");
        var socket = service.OptionalText("socket") is { } text ? UnitName.Read(service, "socket", text, ".socket") : null;
        if (socket?.EndsWith(".socket", StringComparison.Ordinal) == false) service.Mistake("socket", "must be the name of a socket unit: NAME.socket");
        return new(unit, action, socket, sudo);
    }

    private static ServiceSettings.Process ReadProcess(ConfigurationMap service, ConfigurationMap map)
    {
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
        return new(command, environment, service.Seconds("stop_timeout", TimeSpan.FromSeconds(10)));
    }
}
