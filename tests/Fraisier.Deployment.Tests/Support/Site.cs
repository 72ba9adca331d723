using System.Net;
using System.Net.Sockets;
using Confiture.Postgres;
using Foundation.Processes;

namespace Fraisier.Deployment.Tests;

/// <summary>A host's worth of things for one test: a directory, a port, a database, and a fraises.yaml that names them.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Fraise = "api";
    public const string Environment = "production";
    private static int serial;
    private static int lastPort = Random.Shared.Next(20_000);
    private readonly TemporaryServer server;

    private Site(TemporaryServer server, string root, string database)
    {
        this.server = server;
        (Root, Database) = (root, database);
        Port = FreePort();
    }

    public string Root { get; }

    public string Database { get; private set; }

    public int Port { get; }

    public string AppPath => Path.Combine(Root, "app");

    public string Config => Path.Combine(Root, "fraises.yaml");

    public DatabaseUrl Url => server.SocketUrl(Database);

    public Uri Health => new($"http://127.0.0.1:{Port}/health");

    /// <summary>The environment's name in fraises.yaml.</summary>
    public string Name { get; set; } = Environment;

    public string Repository { get; set; } = string.Empty;

    /// <summary>More lines for the environment in fraises.yaml, indented by six spaces.</summary>
    public string More { get; set; } = string.Empty;

    /// <summary>Changes the text of fraises.yaml before it is written.</summary>
    public Func<string, string> Edit { get; set; } = text => text;

    /// <summary>One more line for the database.</summary>
    public string Shared { get; set; } = string.Empty;

    public double HealthTimeout { get; set; } = 10;

    public double HealthyFor { get; set; } = 0.2;

    public double LeaseTimeout { get; set; } = 30;

    public static async Task<Site> CreateAsync(PostgresFixture postgres, string? repository = null)
    {
        var root = Directory.CreateTempSubdirectory("fraisier-test-").FullName;
        var database = $"site_{System.Environment.ProcessId}_{Interlocked.Increment(ref serial)}";
        await postgres.Server.CreateDatabaseAsync(database, CancellationToken.None);
        var site = new Site(postgres.Server, root, database);
        site.Repository = repository ?? (await TestRepository.WithReleasesAsync(Path.Combine(root, "repository"))).Path;
        return site;
    }

    /// <summary>Runs fraisier, with faults on request.</summary>
    public Task<CommandResult> RunAsync(string reference, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables) =>
        new CommandRunner().RunAsync(CommandFor(reference, arguments, variables), CancellationToken.None);

    public Task<CommandResult> DeployAsync(string reference, params (string Name, string Value)[] variables) =>
        RunAsync(reference, ["deploy", Fraise, Name], variables);

    public Task<CommandResult> RecoverAsync(params (string Name, string Value)[] variables) => RunAsync("v1", ["recover"], variables);

    /// <summary>Starts fraisier, to be watched and signalled while it is at work.</summary>
    public RunningTool Start(string reference, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables) =>
        RunningTool.Start(this, reference, arguments, variables);

    public RunningTool StartDeploy(string reference, params (string Name, string Value)[] variables) => Start(reference, ["deploy", Fraise, Name], variables);

    public Task<CommandResult> RollBackAsync(params (string Name, string Value)[] variables) => RunAsync("v1", ["rollback", Fraise, Name], variables);

    public TestRepository Commits => new(Repository);

    public Task<Database> OpenAsync() => Confiture.Postgres.Database.OpenAsync(Url, "test", CancellationToken.None);

    /// <summary>Runs SQL on the site's database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(sql, CancellationToken.None);
    }

    /// <summary>The files of the site that hold a text.</summary>
    public async Task<IReadOnlyList<string>> FilesWithAsync(string text) =>
        (await new CommandRunner().RunAsync(Command.Of("grep", "--recursive", "--files-with-matches", "--fixed-strings", "--text", "-e", text, Root),
            CancellationToken.None)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Command CommandFor(string reference, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables)
    {
        WriteConfig();
        var environment = variables.ToDictionary(v => v.Name, v => (string?)v.Value, StringComparer.Ordinal);
        environment["REF"] = reference;
        environment.TryAdd("FRAISIER_STATE", Path.Combine(Root, "state"));
        return Command.Of(Programs.Harness, [.. arguments, "--config", Config])
            with { WorkingDirectory = Root, Environment = environment, Deadline = TimeSpan.FromMinutes(3) };
    }

    public void WriteConfig()
    {
        var text = $$"""
            fraises:
              {{Fraise}}:
                type: api
                environments:
                  {{Name}}:
                    repository: {{Repository}}
                    branch: ${REF}
                    app_path: {{AppPath}}
                    lease_timeout: {{LeaseTimeout}}
                    service:
                      type: process
                      command: [{{Programs.App}}, "{{Port}}"]
                      stop_timeout: 5
                      environment:
                        APP_DATABASE: Host={{Url.Host}};Port={{Url.Port}};Username={{Url.User}};Database={{Database}}
                    database:
                      name: {{Database}}
                      database_url: {{Url.ToSecretString()}}
                    health_check:
                      url: {{Health}}
                      timeout: {{HealthTimeout}}
                      interval: 0.1
                      healthy_for: {{HealthyFor}}

            """;
        if (Shared.Length > 0) text = text.Replace("        health_check:", $"          {Shared}\n        health_check:", StringComparison.Ordinal);
        text = text.Replace("        lease_timeout:", More + "        lease_timeout:", StringComparison.Ordinal);
        text = Edit(text);
        if (!File.Exists(Config) || File.ReadAllText(Config) != text) File.WriteAllText(Config, text);
    }

    /// <summary>What the product itself acts on here, for looking at the world and for starting what a copied host served.</summary>
    public Task<HostParts> PartsAsync()
    {
        WriteConfig();
        var target = FraisesFile.Load(Config, name => name == "REF" ? "v1" : System.Environment.GetEnvironmentVariable(name)).Select(Fraise, Name);
        return new BareMetal(directory => Command.Of(Programs.Harness, "supervise", directory), new Deaf(), TimeProvider.System)
            .PartsAsync(target, HostAddress.Here.Name, CancellationToken.None);
    }

    /// <summary>What the site's deployments share.</summary>
    public DeploymentFiles Store => new(StoreDirectory, TimeProvider.System);

    public string StoreDirectory => Path.Combine(AppPath, ".fraisier", $"{Fraise}.{Name}");

    /// <summary>Replaces the database by a copy of another.</summary>
    public async Task RestoreDatabaseAsync(string template)
    {
        await server.DropDatabaseAsync(Database, CancellationToken.None);
        Database = $"site_{System.Environment.ProcessId}_{Interlocked.Increment(ref serial)}";
        await server.CloneAsync(template, Database, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Orphans.Reap("FRAISIER_SERVICE", StoreDirectory);
        await server.DropDatabaseAsync(Database, CancellationToken.None);
        await new CommandRunner().OutputOfAsync(Command.Of("rm", "-rf", "--", Root), CancellationToken.None); // Names may be any bytes.
    }

    private sealed class Deaf : IMigratorObserver
    {
        public void Heard(MigratorNews news)
        {
        }
    }

    // Below the ports that the system gives out, and never the same one twice: a service that is down for a moment keeps its port.
    private static int FreePort()
    {
        while (true)
        {
            var port = 10_000 + (Interlocked.Increment(ref lastPort) % 20_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else has it.
            }
        }
    }
}
