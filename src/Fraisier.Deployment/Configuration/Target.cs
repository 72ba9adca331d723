using System.Text.Json.Serialization;
using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>One fraise in one environment: what is released, where, and how. Complete: every variable is expanded.</summary>
public sealed record Target
{
    /// <summary>Kinds of hosts: those that can be deployed to, and those of Docker Compose.</summary>
    public const string BareMetal = "bare_metal", Compose = "docker_compose";

    /// <summary>The fraise's name.</summary>
    public required string Fraise { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The kind of host: <c>bare_metal</c>.</summary>
    public string Provider { get; init; } = BareMetal;

    /// <summary>The hosts, in order; the first one keeps the deployment's state.</summary>
    public IReadOnlyList<HostAddress> Hosts { get; init; } = [HostAddress.Here];

    /// <summary>The host on which migrations run.</summary>
    public string MigrateOn { get; init; } = HostAddress.Here.Name;

    /// <summary>One host after another.</summary>
    public const string Basic = "basic";

    /// <summary>Hosts in batches.</summary>
    public const string Rolling = "rolling";

    /// <summary>The name of the order in which hosts get a release; <see cref="RequireSupported"/> refuses those that are not in use yet.</summary>
    public string Strategy { get; init; } = Basic;

    /// <summary>How several hosts get a release.</summary>
    public RolloutSettings Rollout { get; init; } = RolloutSettings.InOrder;

    /// <summary>How commits come to the hosts.</summary>
    public Transfer Transfer { get; init; } = Transfer.Pull;

    /// <summary>The host that keeps the deployment's state.</summary>
    [JsonIgnore]
    public HostAddress FirstHost => Hosts[0];

    /// <summary>The source of commits: a URL or a path. Null for <see cref="ReleaseLayout.InPlace"/>, whose working copy has an origin.</summary>
    public string? Repository { get; init; }

    /// <summary>The branch, tag or commit that is released.</summary>
    public required string Branch { get; init; }

    /// <summary>The application's directory on the host; full path.</summary>
    public required string AppPath { get; init; }

    /// <summary>The layout of releases under <see cref="AppPath"/>.</summary>
    public required ReleaseLayout Layout { get; init; }

    /// <summary>The command that makes a release ready to run, as an argument vector; empty for none.</summary>
    public required IReadOnlyList<string> Build { get; init; }

    /// <summary>The longest that the build command may take.</summary>
    public required TimeSpan BuildTimeout { get; init; }

    /// <summary>The longest that fetching commits may take.</summary>
    public required TimeSpan FetchTimeout { get; init; }

    /// <summary>The service that runs the release.</summary>
    public required ServiceSettings Service { get; init; }

    /// <summary>The database; null when the fraise has none.</summary>
    public DatabaseSettings? Database { get; init; }

    /// <summary>The health checks; none when none is configured.</summary>
    public IReadOnlyList<HealthSettings> Health { get; init; } = [];

    /// <summary>What releases share.</summary>
    public SharedSettings Shared { get; init; } = SharedSettings.None;

    /// <summary>What runs around the change.</summary>
    public HookPhases Hooks { get; init; } = HookPhases.None;

    /// <summary>When and for how long a failed deployment is rolled back.</summary>
    public RollbackSettings Rollback { get; init; } = new();

    /// <summary>Number of releases to keep, including the live one.</summary>
    public required int KeepReleases { get; init; }

    /// <summary>The time until a lease expires unless renewed.</summary>
    public required TimeSpan LeaseTime { get; init; }

    /// <summary>True when irreversible migrations are accepted without being asked for.</summary>
    public bool AllowsIrreversible { get; init; }

    /// <summary>Values that may not be shown or kept: what came from variables, and what stands where passwords stand.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Keeps <see cref="Secrets"/> out of texts.</summary>
    [JsonIgnore]
    public Redactor Redactor
    {
        get
        {
            var redactor = new Redactor();
            redactor.Add(Secrets);
            return redactor;
        }
    }

    /// <summary>The target's name in messages and in the database's fence: <c>my_api/production</c>.</summary>
    public string Name => $"{Fraise}/{Environment}";

    /// <summary>Refuses what a file may say and no command can do yet.</summary>
    /// <exception cref="ToolException"><c>FRAI-DEP-032</c>, exit 6.</exception>
    public void RequireSupported()
    {
        if (Provider != BareMetal) throw Unsupported($"provider: {Provider}", BareMetal, $"provider: {BareMetal}");
        if (Strategy is not (Basic or Rolling))
            throw Unsupported($"deployment_strategy: {Strategy}", $"{Basic} and {Rolling}", $"deployment_strategy: {Rolling}");
        if (Database is { Strategy: not DatabaseSettings.Migrate and var strategy })
            throw Unsupported($"strategy: {strategy}", DatabaseSettings.Migrate, $"strategy: {DatabaseSettings.Migrate}");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private ToolException Unsupported(string set, string only, string instead) => DeploymentErrors.NotInUse.Error(
        $"{Name} has `{set}`, which is not in use yet.", $"This version deploys with {only} only.",
        $"Set `{instead}`, or leave {Name} to the tool that deploys it now.");
}

/// <summary>The layout of releases under the application's directory.</summary>
[JsonConverter(typeof(EnumWordConverter<ReleaseLayout>))]
public enum ReleaseLayout
{
    /// <summary>Each release has a directory <c>releases/TIME_COMMIT</c>; the symbolic link <c>current</c> names the live one.</summary>
    Releases,

    /// <summary>The application's directory is a git checkout, moved from commit to commit.</summary>
    InPlace,
}

/// <summary>The service that runs a release.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Systemd), "systemd")]
[JsonDerivedType(typeof(Process), "process")]
[JsonDerivedType(typeof(None), "none")]
public abstract record ServiceSettings
{
    private ServiceSettings()
    {
    }

    /// <summary>A systemd unit.</summary>
    /// <param name="Unit">The unit's name with its suffix.</param>
    /// <param name="Action">How a new release gets into service.</param>
    /// <param name="Socket">The socket unit that keeps connections meanwhile; null for none.</param>
    /// <param name="Sudo">Whether changes go through sudo; null for every user but root.</param>
    public sealed record Systemd(string Unit, UnitAction Action = UnitAction.Restart, string? Socket = null, bool? Sudo = null) : ServiceSettings;

    /// <summary>A supervised child process with a pid file, for development and small hosts.</summary>
    /// <param name="Command">The argument vector; a relative program counts from the release's directory.</param>
    /// <param name="Environment">Variables for the process in addition to the inherited ones. Values may be secrets.</param>
    /// <param name="StopTimeout">How long the process may take to end before it is killed.</param>
    public sealed record Process(
        IReadOnlyList<string> Command, IReadOnlyList<KeyValuePair<string, string>> Environment, TimeSpan StopTimeout) : ServiceSettings;

    /// <summary>Nothing runs: a schema or a set of files alone.</summary>
    public sealed record None : ServiceSettings;
}

/// <summary>How a unit gets a new release into service.</summary>
[JsonConverter(typeof(EnumWordConverter<UnitAction>))]
public enum UnitAction
{
    /// <summary>It is restarted.</summary>
    Restart,

    /// <summary>It reads its release again without a pause.</summary>
    Reload,

    /// <summary>It stops and starts while its socket unit keeps connections waiting.</summary>
    Socket,
}

/// <summary>The database of a fraise.</summary>
/// <param name="Name">The database's name.</param>
/// <param name="Url">Where it is; null when the release's Confiture configuration says it.</param>
/// <param name="ConfitureConfig">The Confiture configuration inside the release; null for the usual places.</param>
/// <param name="SharedWith">Other targets that use the same database and ledger on purpose, as <c>FRAISE/ENVIRONMENT</c>.</param>
/// <param name="Strategy">How the schema gets from release to release: <c>migrate</c>.</param>
public sealed record DatabaseSettings(
    string? Name, DatabaseUrl? Url, string? ConfitureConfig, IReadOnlyList<string> SharedWith, string Strategy = DatabaseSettings.Migrate)
{
    /// <summary>The one strategy that is in use: migrations go up, and down again in a rollback.</summary>
    public const string Migrate = "migrate";

    /// <summary>The directory with migrations inside the release; null when the release's Confiture configuration says it.</summary>
    public string? MigrationsDirectory { get; init; }
}

/// <summary>How a failed deployment is rolled back.</summary>
/// <param name="WhenUnhealthy">False to keep an unhealthy release live. A failure before the health check is rolled back in any case.</param>
/// <param name="Timeout">The limit of all steps of a rollback together; null for that of each step alone.</param>
public sealed record RollbackSettings(bool WhenUnhealthy = true, TimeSpan? Timeout = null);
