using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Hooks run around the change, once, and their failures mean what is configured.</summary>
public sealed class HookTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Hooks_run_before_the_schema_changes_and_after_the_release_is_healthy()
    {
        await using var site = await Site.CreateAsync(postgres);
        using var receiver = new Receiver("200 OK");
        site.More = $$"""
                    pre_deployment_hooks:
                      - name: pending
                        type: database
                        command: "psql {{site.Database}} < migrations/pending.sql"
                        timeout: 600
                        on_failure: rollback
                      - {name: note, type: script, command: "sh note.sh 'two words'"}
                    post_deployment_hooks:
                      - {name: note, type: script, command: [sh, note.sh, after], on_failure: alert}
                      - {name: tell, type: http, url: "http://127.0.0.1:{{receiver.Port}}/hook?key=s3cr3t", body: '{"live": true}'}

            """;
        var commits = await site.Commits.FromAsync("v1");
        commits.Write("migrations/pending.sql", "create table before_the_change as select to_regclass('items') is null as early;\n"
            + "insert into before_the_change values (null);\n");
        commits.Write("note.sh", $"echo \"$FRAISIER_PHASE $FRAISIER_TARGET $FRAISIER_RELEASE $FRAISIER_PREVIOUS $1\" >> {site.Root}/notes\n"
            + "test -e app.txt; sleep 600 &\n");
        await commits.CommitAsync("hooked");

        var deployed = await site.DeployAsync("hooked");

        Rest.Exits(0, deployed);
        Assert.Contains("prehooks   pending ok; note ok", deployed.Errors);
        Assert.Contains("posthooks  note ok; tell ok", deployed.Errors);
        await using var database = await site.OpenAsync();
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from before_the_change where early", CancellationToken.None));
        var release = (await World.LookAsync(site)).Releases[0];
        Assert.Equal([$"pre api/production {release}  two words", $"post api/production {release}  after"], await File.ReadAllLinesAsync($"{site.Root}/notes"));
        Assert.StartsWith("POST /hook?key=s3cr3t ", receiver.Requests[0]);
        Assert.EndsWith("{\"live\": true}", receiver.Requests[0]);
        Assert.Empty(await site.FilesWithAsync("s3cr3t") is { } files ? files.Where(f => !f.EndsWith("fraises.yaml", StringComparison.Ordinal)) : []);
    }

    [Theory]
    [InlineData("rollback", 3)]
    [InlineData("alert", 0)]
    [InlineData("ignore", 0)]
    public async Task A_hook_that_fails_does_what_its_on_failure_says(string failure, int exit)
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.More = "        post_deployment_hooks:\n"
            + $"          - {{name: verify_schema, type: script, command: 'sh -c \"echo column is missing >&2; exit 9\"', on_failure: {failure}}}\n";

        var ended = await site.DeployAsync("v2");

        Rest.Exits(exit, ended);
        if (exit == 3) Assert.Contains("The hook verify_schema failed: `sh -c 'echo column is missing >&2; exit 9'` failed with exit code 9.", ended.Errors);
        Assert.Equal(failure != "ignore", ended.Errors.Contains("column is missing\n", StringComparison.Ordinal));
        if (exit == 0) Assert.Contains("posthooks  verify_schema FAILED", ended.Errors);
        await Rest.StaysAsync(site, exit == 0 ? "v2" : "v1");
    }

    [Fact]
    public async Task A_hook_that_hangs_is_killed_with_everything_it_started()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.More = $"        pre_deployment_hooks: [{{name: slow, command: 'sh -c \"sleep 61.{site.Port} & sleep 61.{site.Port}\"', timeout: 1}}]\n";

        var failed = await site.DeployAsync("v1");

        Rest.Exits(3, failed);
        Assert.Contains("The hook slow failed: ", failed.Errors);
        Assert.Contains("did not finish within 1 s and was killed", failed.Errors);
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc"), p => CommandLineOf(p).Contains($"\u000061.{site.Port}", StringComparison.Ordinal));
        await Rest.StaysAsync(site, null);
    }

    [Fact]
    public async Task Statements_that_fail_have_no_effect_at_all()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.More = "        pre_deployment_hooks: [{name: seed, type: database, sql: 'create table left_over (); select 1 / 0'}]\n";

        var failed = await site.DeployAsync("v1");

        Rest.Exits(3, failed);
        Assert.Contains("The hook seed failed: division by zero (SQLSTATE 22012", failed.Errors);
        await using var database = await site.OpenAsync();
        Assert.True(await database.ScalarAsync<bool>("select to_regclass('left_over') is null", CancellationToken.None));
        await Rest.StaysAsync(site, null);
    }

    [Fact]
    public async Task A_request_that_is_refused_is_a_failure_that_hides_its_url()
    {
        await using var site = await Site.CreateAsync(postgres);
        using var receiver = new Receiver("403 Forbidden");
        site.More = $"        pre_deployment_hooks: [{{name: ask, type: http, url: 'http://127.0.0.1:{receiver.Port}/T0KEN/x?y=s3cr3t'}}]\n";

        var failed = await site.DeployAsync("v1");

        Rest.Exits(3, failed);
        Assert.Contains($"The hook ask failed: GET http://127.0.0.1:{receiver.Port}/...: status 403.", failed.Errors);
        Assert.DoesNotContain("s3cr3t", failed.Errors);
        Assert.DoesNotContain("T0KEN", failed.Errors);
    }

    [Fact]
    public async Task Hooks_checks_and_shared_files_reach_a_host_behind_a_pipe()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.More = $"""
                    rollback_config: {"{health_check_retries: 50, retry_delay: 0.2}"}
                    shared_dirs: [uploads]
                    pre_deployment_hooks: [{"{name: before, command: 'touch was-here'}"}]
                    post_deployment_hooks:
                      - {"{name: after, type: database, sql: 'create table told ()', on_failure: rollback}"}
                      - {"{name: warns, command: 'false'}"}
                    health_checks:
                      - {"{name: port, type: tcp, port: "}{site.Port}{"}"}
                      - {"{name: file, type: exec, command: test -e was-here}"}

            """;
        Assert.Contains("Before      hooks before", (await site.RunAsync("v1", ["deploy", Site.Fraise, Site.Environment, "--dry-run"])).Output);

        var deployed = await site.DeployAsync("v1", ("HARNESS_PIPE", "cut"));

        Rest.Exits(0, deployed);
        Assert.Contains("  health   file: attempt 1: passed (exit code 0)", deployed.Errors);
        Assert.Contains("warning: The hook warns failed", deployed.Errors);
        Assert.Equal("../../shared/uploads", new FileInfo(Path.Combine(site.AppPath, "current/uploads")).LinkTarget);
        Assert.True(File.Exists(Path.Combine(site.AppPath, "current/was-here")));
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_rollback_by_hand_runs_no_hooks()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        Rest.Exits(0, await site.DeployAsync("v2"));
        site.More = "        pre_deployment_hooks: [{name: fails, command: 'false'}]\n";

        Rest.Exits(0, await site.RollBackAsync());

        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_hook_that_was_killed_in_the_middle_is_rolled_back_with_its_deployment()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.More = $"        post_deployment_hooks: [{{name: slow, command: 'sleep 62.{site.Port}'}}]\n";
        await using (var running = await site.StartDeploy("v2").ReachAsync("after began Do Posthooks")) await running.KillAsync();

        Rest.Exits(0, await site.RecoverAsync());

        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc"), p => CommandLineOf(p).Contains($"\u000062.{site.Port}", StringComparison.Ordinal));
        await Rest.StaysAsync(site, "v1");
    }

    [Theory]
    [InlineData("{name: a, type: database, command: 'psql -c \"select 1\"'}", "is not `psql DATABASE < FILE`", "sql: ...")]
    [InlineData("{name: a, type: database, command: 'psql shop -f ../../etc/passwd'}", "is not a path inside the release", "")]
    [InlineData("{name: a, type: script, command: './x.sh && ./y.sh'}", "which only a shell knows", "[sh, -c, ")]
    [InlineData("{name: a, type: script}", "`command` is missing", "")]
    [InlineData("{name: a, type: http, url: 'ftp://x'}", "must be an http:// or https:// URL", "")]
    [InlineData("{name: a, command: x, on_failure: panic}", "`on_failure` must be one of", "")]
    public async Task A_hook_that_cannot_run_is_a_mistake(string hook, string said, string instead)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.More = $"        pre_deployment_hooks:\n          - {hook}\n";

        var refused = await site.DeployAsync("v1");

        Rest.Exits(2, refused);
        Assert.Contains(said, refused.Errors);
        Assert.Contains(instead, refused.Errors);
    }

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    // Answers every request with one status and keeps what it was sent.
    private sealed class Receiver : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Receiver(string status)
        {
            listener.Start();
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    var stream = client.GetStream();
                    var (buffer, text) = (new byte[4096], string.Empty);
                    while (!IsWhole(text)) text += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
                    Requests.Add(text);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                }
            });
        }

        public List<string> Requests { get; } = [];

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public void Dispose() => listener.Dispose();

        private static bool IsWhole(string text) => text.Contains("\r\n\r\n", StringComparison.Ordinal)
            && (!text.StartsWith("POST", StringComparison.Ordinal) || text.EndsWith('}'));
    }
}
