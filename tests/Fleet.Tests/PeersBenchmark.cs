using System.Diagnostics;
using Foundation.Processes;
using Xunit;

namespace Fleet.Tests;

/// <summary>
/// Five hosts behind lines that add 80 ms and cut one connection of a hundred: a deployment by fraisier, by Ansible and by Capistrano, with the same steps, in
/// turns. Run by benchmarks/fleet.sh.
/// </summary>
public sealed class PeersBenchmark(HostPool pool, ITestOutputHelper output)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(80);
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("ROUNDS"), out var rounds) ? rounds : 3;

    [Fact(Explicit = true)]
    public async Task Five_hosts_beside_Ansible_and_Capistrano()
    {
        await using var fleet = await TestFleet.CreateAsync(pool, 5);
        fleet.HasDatabase = false;
        var random = new Random(42);
        List<TcpProxy> lines = [.. fleet.Hosts.Select(h => new TcpProxy(h.Address, FleetHost.SshPort, Delay, random))];
        foreach (var (host, line) in fleet.Hosts.Zip(lines)) fleet.Ways[host.Name] = ("127.0.0.1", line.Port);
        var peers = await Peers.CreateAsync(fleet);
        List<(string Name, Func<string, Task<bool>> DeployAsync)> contenders =
        [
            ("fraisier", async commit => (await fleet.DeployAsync(commit)).Succeeded),
            ("ansible", peers.AnsibleAsync),
            ("capistrano", peers.CapistranoAsync),
        ];
        foreach (var (name, deployAsync) in contenders)
        {
            await Task.WhenAll(fleet.Hosts.Select(h => h.ClearAsync()));
            List<(double Full, double Same, double Connections)> times = [];
            var failed = await TimedAsync(name, "bench0", deployAsync) is null ? 1 : 0;
            for (var round = 1; round <= Rounds; round++)
            {
                var before = lines.Sum(l => l.Count);
                var (full, same) = (await TimedAsync(name, $"bench{round}", deployAsync), await TimedAsync(name, $"bench{round}", deployAsync));
                if (full is null || same is null) failed++;
                else times.Add((full.Value, same.Value, (lines.Sum(l => l.Count) - before) / 10.0));
            }

            output.WriteLine($"figure: {name}: full {Median(times.Select(t => t.Full)):0.0} s, no change {Median(times.Select(t => t.Same)):0.0} s, "
                + $"{Median(times.Select(t => t.Connections)):0.0} connections for a host and run, {failed} failed");
        }

        await Task.WhenAll(lines.Select(l => l.DisposeAsync().AsTask()));
        await peers.DisposeAsync();
    }

    private async Task<double?> TimedAsync(string name, string commit, Func<string, Task<bool>> deployAsync)
    {
        var clock = Stopwatch.StartNew();
        var isDeployed = await deployAsync(commit);
        output.WriteLine($"{name} {commit}: {clock.Elapsed.TotalSeconds:0.0} s{(isDeployed ? string.Empty : ", failed")}");
        return isDeployed ? clock.Elapsed.TotalSeconds : null;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is [_, ..] sorted ? sorted[sorted.Count / 2] : double.NaN;
}

/// <summary>Ansible and Capistrano, told to do what fraisier does: the commit's files in a directory of their own everywhere, then one host after another gets
/// the link, the restart and the look at its health; then old releases go.</summary>
internal sealed class Peers : IAsyncDisposable
{
    private readonly TestFleet fleet;
    private readonly string root;
    private readonly ChildProcess git;
    private int runs;

    private Peers(TestFleet fleet, string root, ChildProcess git) => (this.fleet, this.root, this.git) = (fleet, root, git);

    public static async Task<Peers> CreateAsync(TestFleet fleet)
    {
        var commits = await fleet.Commits.FromAsync("v1");
        for (var number = 0; number < 20; number++)
        {
            commits.App($"{number}", columns: string.Empty);
            await commits.CommitAsync($"bench{number}");
        }

        var root = Directory.CreateDirectory(Path.Combine(fleet.Root, "peers")).FullName;
        var git = ChildProcess.Start(Command.Of("git", "daemon", "--reuseaddr", "--listen=127.0.0.1", "--port=9418", "--export-all",
            $"--base-path={fleet.Root}", fleet.Root), _ => { });
        await WriteAsync(root, "hosts", string.Concat(fleet.Hosts.Select(h => h.Name + "\n")));
        await WriteAsync(root, "play.yaml", Play);
        await WriteAsync(root, "Capfile", """
            require 'capistrano/setup'
            require 'capistrano/deploy'
            require 'capistrano/scm/git'
            install_plugin Capistrano::SCM::Git

            """);
        await WriteAsync(root, "config/deploy/production.rb", string.Concat(fleet.Hosts.Select(h =>
            $"server '{fleet.Ways[h.Name].Address}', port: {fleet.Ways[h.Name].Port}, user: 'deploy', roles: %w{{app}}\n")));
        await WriteAsync(root, "config/deploy.rb", Recipe.Replace("KEY", fleet.KeyFile, StringComparison.Ordinal));
        return new(fleet, root, git);
    }

    public async Task<bool> AnsibleAsync(string commit)
    {
        // As in a new job of a pipeline: no connection is left from the last one.
        var sockets = $"/tmp/fa-{Environment.ProcessId}-{++runs}";
        Directory.CreateDirectory(sockets);
        await WriteAsync(root, "ansible.cfg", $"""
            [defaults]
            inventory = hosts
            forks = 10
            interpreter_python = /usr/bin/python3
            [ssh_connection]
            pipelining = True
            ssh_args = -F {fleet.Root}/ssh_config -o ControlMaster=auto -o ControlPersist=30s
            control_path_dir = {sockets}

            """);
        return await RunAsync("ansible-playbook", "play.yaml", "-e", $"commit={await fleet.Commits.CommitOf(commit)}");
    }

    public Task<bool> CapistranoAsync(string commit) => RunAsync("env", $"BRANCH={commit}", "cap", "production", "deploy");

    public async ValueTask DisposeAsync()
    {
        git.Signal(ProcessSignal.Terminate);
        await git.WaitForExitAsync(CancellationToken.None);
        git.Dispose();
    }

    private async Task<bool> RunAsync(string program, params string[] arguments)
    {
        var run = await new CommandRunner().RunAsync(Command.Of(program, arguments) with { WorkingDirectory = root }, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), $"fleet-{Path.GetFileName(arguments[0])}.log"), run.Output + run.Errors);
        return run.Succeeded;
    }

    private static async Task WriteAsync(string root, string path, string text)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        await File.WriteAllTextAsync(full, text);
    }

    private const string Play = """
        - hosts: all
          gather_facts: false
          tasks:
            - git: { repo: "git://127.0.0.1/repository", dest: /srv/app/repo, version: "{{ commit }}" }
            - shell: |
                to=/srv/app/releases/{{ commit }}
                test -d $to || { mkdir -p $to && git -C /srv/app/repo archive {{ commit }} | tar -x -C $to; }
        - hosts: all
          serial: 1
          gather_facts: false
          tasks:
            - file: { src: "releases/{{ commit }}", dest: /srv/app/current, state: link }
              register: link
            - command: sudo -n /usr/bin/systemctl --no-ask-password restart app.service
              when: link.changed
            - uri: { url: "http://app.test:8080/health" }
              register: health
              until: health.status == 200
              retries: 30
              delay: 1
        - hosts: all
          gather_facts: false
          tasks:
            - shell: cd /srv/app/releases && ls -1t | tail -n +6 | xargs -r rm -rf

        """;

    private const string Recipe = """
        lock '>= 3.0'
        set :application, 'app'
        set :repo_url, 'git://127.0.0.1/repository'
        set :branch, ENV['BRANCH']
        set :deploy_to, '/srv/app'
        set :keep_releases, 5
        set :format, :simpletext
        set :log_level, :info
        set :ssh_options, { keys: ['KEY'], keys_only: true, verify_host_key: :never, config: false }
        namespace :deploy do
          after :publishing, :restart do
            on roles(:app), in: :sequence do
              execute 'sudo -n /usr/bin/systemctl --no-ask-password restart app.service'
              execute 'for i in $(seq 300); do curl -fs http://app.test:8080/health && exit 0; sleep 0.1; done; exit 1'
            end
          end
        end

        """;
}
