using Confiture.Postgres;
using Foundation.Processes;
using Fraisier.Deployment.Tests;

namespace Fleet.Tests;

/// <summary>Hosts, a repository, a database and a fraises.yaml that names them: what one test deploys to.</summary>
internal sealed class TestFleet : IAsyncDisposable
{
    public const string Target = "api/production";
    private static int serial;
    private readonly HostPool pool;

    private TestFleet(HostPool pool, IReadOnlyList<FleetHost> hosts, string root, string database)
    {
        (this.pool, Hosts, Root, Database) = (pool, hosts, root, database);
        Ways = hosts.ToDictionary(h => h.Name, h => (h.Address, FleetHost.SshPort), StringComparer.Ordinal);
    }

    public IReadOnlyList<FleetHost> Hosts { get; }

    public string Root { get; }

    public string Database { get; private set; }

    public TestRepository Commits => new(Path.Combine(Root, "repository"));

    public string Config => Path.Combine(Root, "fraises.yaml");

    /// <summary>How the controller reaches each host.</summary>
    public Dictionary<string, (string Address, int Port)> Ways { get; }

    /// <summary>More lines for the environment, indented by eight spaces.</summary>
    public string More { get; set; } = string.Empty;

    /// <summary>The line of fraises.yaml that says what runs the application.</summary>
    public string Service { get; set; } = "systemd_service: app.service";

    /// <summary>More lines below <c>ssh</c>, indented by ten spaces.</summary>
    public string MoreSsh { get; set; } = string.Empty;

    public double LeaseTimeout { get; set; } = 20;

    public double HealthTimeout { get; set; } = 4;

    /// <summary>False to deploy code alone.</summary>
    public bool HasDatabase { get; set; } = true;

    /// <summary>The private key of whoever deploys.</summary>
    public string KeyFile => pool.Key;

    public DatabaseUrl Url => pool.Postgres.SocketUrl(Database);

    /// <summary>A process of the database server without which all others end, too.</summary>
    public string ServerProcess => File.ReadAllText($"/proc/{pool.Postgres.ProcessId}/task/{pool.Postgres.ProcessId}/children").Split(' ')[0];

    private string KnownHosts => Path.Combine(Root, "known_hosts");

    /// <summary>Takes hosts, and gives each the settings of a new database.</summary>
    public static async Task<TestFleet> CreateAsync(HostPool pool, int count = 3)
    {
        var root = HostPlace.Scratch();
        var database = $"fleet_{Environment.ProcessId}_{Interlocked.Increment(ref serial)}";
        await pool.Postgres.CreateDatabaseAsync(database, CancellationToken.None);
        var hosts = await pool.TakeAsync(count);
        var fleet = new TestFleet(pool, hosts, root, database);
        await pool.CopyRepositoryAsync(fleet.Commits.Path);
        await fleet.WriteKnownHostsAsync(hosts);
        await fleet.TellDatabaseAsync();
        return fleet;
    }

    /// <summary>As <see cref="CreateAsync"/>, with a release live.</summary>
    public static async Task<TestFleet> AtAsync(HostPool pool, string reference, int hosts = 3)
    {
        var fleet = await CreateAsync(pool, hosts);
        World.Exits(0, await fleet.DeployAsync(reference));
        await fleet.SqlAsync("insert into items select generate_series(1, 100)");
        return fleet;
    }

    /// <summary>Makes a release <c>slow</c>, which is v2 with a migration that takes long.</summary>
    public async Task AddSlowMigrationAsync(int seconds)
    {
        var commits = await Commits.FromAsync("v2");
        commits.Migration("20260102000009", "slow", $"insert into effects values ('20260102000009', 1); select pg_sleep({seconds})",
            "insert into effects values ('20260102000009', -1)");
        await commits.CommitAsync("slow");
    }

    /// <summary>Writes which hosts the controller knows.</summary>
    public Task WriteKnownHostsAsync(IEnumerable<FleetHost> hosts) =>
        File.WriteAllLinesAsync(KnownHosts, hosts.Select(h => $"{h.Name} {string.Join(' ', h.HostKey.Split(' ').Take(2))}"));

    public Task<CommandResult> DeployAsync(string reference, params IReadOnlyList<string> options) =>
        RunAsync(reference, ["deploy", "api", "production", .. options]);

    public Task<CommandResult> RecoverAsync() => RunAsync("v1", ["recover"]);

    /// <summary>Runs the native fraisier as a user does.</summary>
    public Task<CommandResult> RunAsync(string reference, IReadOnlyList<string> arguments) =>
        new CommandRunner().RunAsync(CommandFor(Machine.Tool, reference, arguments), CancellationToken.None);

    /// <summary>Runs fraisier with faults.</summary>
    public Task<CommandResult> RunAsync(string reference, IReadOnlyList<string> arguments, params (string Name, string Value)[] faults) =>
        new CommandRunner().RunAsync(CommandFor(Machine.Harness, reference, arguments, faults), CancellationToken.None);

    /// <summary>Starts fraisier, to be watched and signalled at its transitions.</summary>
    public RunningTool Start(string reference, params IReadOnlyList<string> arguments) => Start(Machine.Harness, reference, arguments);

    /// <summary>Starts fraisier as users have it, to be signalled.</summary>
    public RunningTool StartTool(string reference, params IReadOnlyList<string> arguments) => Start(Machine.Tool, reference, arguments);

    /// <summary>Replaces the database by a copy of another one.</summary>
    public async Task RestoreDatabaseAsync(string template)
    {
        await pool.Postgres.DropDatabaseAsync(Database, CancellationToken.None);
        await pool.Postgres.CloneAsync(template, Database, CancellationToken.None);
    }

    /// <summary>Keeps a copy of the database.</summary>
    public Task CopyDatabaseAsync(string name) => pool.Postgres.CloneAsync(Database, name, CancellationToken.None);

    /// <summary>What psql prints for a statement.</summary>
    public Task<string> SqlAsync(string sql) => Machine.RunAsync("psql", "-XqtA", "-d", Url.ToSecretString(), "-c", sql);

    public async ValueTask DisposeAsync()
    {
        await pool.GiveBackAsync(Hosts);
        await pool.Postgres.DropDatabaseAsync(Database, CancellationToken.None);
        Directory.Delete(Root, recursive: true);
    }

    public Command CommandFor(string program, string reference, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables)
    {
        Write();
        var environment = variables.ToDictionary(v => v.Name, v => (string?)v.Value, StringComparer.Ordinal);
        environment["REF"] = reference;
        environment["PATH"] = $"{Root}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        environment["XDG_CACHE_HOME"] = Path.Combine(Root, "cache");
        return Command.Of(program, [.. arguments, "--config", Config])
            with { WorkingDirectory = Root, Environment = environment, Deadline = TimeSpan.FromMinutes(3) };
    }

    private RunningTool Start(string program, string reference, IReadOnlyList<string> arguments)
    {
        var trace = Path.Combine(Root, $"trace-{Interlocked.Increment(ref serial)}");
        return RunningTool.Start(CommandFor(program, reference, arguments, ("HARNESS_TRACE", trace)), trace);
    }

    private async Task TellDatabaseAsync()
    {
        var url = new Uri(pool.Postgres.TcpUrl(Database).ToSecretString());
        var (user, password) = url.UserInfo.Split(':') is [var name, var secret] ? (name, secret) : throw new InvalidOperationException("no password");
        var text = $"APP_DATABASE=Host={url.Host};Port={url.Port};Username={user};Password={password};Database={Database}";
        foreach (var host in Hosts) await host.ScriptAsync($"printf '%s\\n' '{text}' >/etc/app.env");
    }

    private void Write()
    {
        Directory.CreateDirectory(Path.Combine(Root, "bin"));
        var ssh = Path.Combine(Root, "bin", "ssh");
        File.WriteAllText(Path.Combine(Root, "ssh_config"), string.Concat(Hosts.Select(h => $"""
            Host {h.Name}
              HostName {Ways[h.Name].Address}
              Port {Ways[h.Name].Port}
              HostKeyAlias {h.Name}
              User {FleetHost.User}
              IdentityFile {pool.Key}
              IdentitiesOnly yes
              UserKnownHostsFile {KnownHosts}

            """)));
        if (!File.Exists(ssh))
        {
            File.WriteAllText(ssh, $"#!/bin/sh\nexec /usr/bin/ssh -F {Root}/ssh_config \"$@\"\n");
            File.SetUnixFileMode(ssh, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var text = Text();
        if (!File.Exists(Config) || File.ReadAllText(Config) != text) File.WriteAllText(Config, text);
    }

    private string Text() => $$"""
        fraises:
          api:
            type: api
            environments:
              production:
                repository: {{Commits.Path}}
                branch: ${REF}
                app_path: /srv/app
                lease_timeout: {{LeaseTimeout}}
                instances: [{{string.Join(", ", Hosts.Select(h => $"{{host: {h.Name}}}"))}}]
                {{(MoreSsh.Length > 0 ? "ssh:\n" + MoreSsh : string.Empty)}}
        {{More}}
                {{Service}}
                {{(HasDatabase ? $"database: {{name: {Database}, database_url: \"{pool.Postgres.TcpUrl(Database).ToSecretString()}\"}}" : string.Empty)}}
                health_check:
                  url: http://app.test:{{FleetHost.AppPort}}/health
                  timeout: {{HealthTimeout}}
                  interval: 0.1
                  healthy_for: 0.2

        """;
}
