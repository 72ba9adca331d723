using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Healthy is what this deployment started, and what stays up; anything else that answers is not.</summary>
public sealed class HealthTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_stranger_on_the_port_is_not_the_release()
    {
        await using var site = await Site.CreateAsync(postgres);
        using var stranger = new Stranger(site.Port);

        var failed = await site.DeployAsync("v1");

        Rest.Exits(3, failed);
        Assert.Contains("is answered although", failed.Errors);
        Assert.Contains("ss -ltnp", failed.Errors);
        Assert.Contains("but not from the service", (await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment])).Output);
    }

    [Fact]
    public async Task One_good_answer_before_the_end_is_no_health()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.HealthyFor = 1.5;
        site.HealthTimeout = 6;
        site.Edit = text => text.Replace($"command: [{Programs.App}, ", $"command: [timeout, '0.8', {Programs.App}, ", StringComparison.Ordinal);

        var failed = await site.DeployAsync("v2");

        Rest.Exits(4, failed); // The one before is started with the same command, and cannot stay up either.
        var next = await site.DeployAsync("v3");
        Rest.Exits(8, next);
        Assert.Contains("could not be rolled back, and still cannot", next.Errors);
        site.Edit = text => text;
        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Fact]
    public async Task A_service_that_is_started_again_meanwhile_is_no_health()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        (site.HealthyFor, site.HealthTimeout) = (2, 8);
        using var front = new Front(site.Health);
        // It runs for a second, and again half a second later: whoever asks every 1.7 seconds meets it twice, and never the pause.
        site.Edit = text => Regex.Replace(text, @"interval: [0-9.]+", "interval: 1.7").Replace(site.Health.ToString(), front.Url, StringComparison.Ordinal)
            .Replace($"command: [{Programs.App}, ", $"command: [timeout, '1', {Programs.App}, ", StringComparison.Ordinal);

        var failed = await site.DeployAsync("v2");

        Rest.Exits(4, failed); // The one before is started with the same command.
        site.Edit = text => text;
        Rest.Exits(0, await site.RecoverAsync());
        await Rest.StaysAsync(site, "v1");
    }

    [Theory]
    [InlineData("body", 0)]
    [InlineData("header X-Release", 3)]
    public async Task The_answer_names_its_release_where_it_is_asked_to(string where, int exit)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.HealthTimeout = 3;
        site.Edit = text => text + $"          expect: {{release: {where}}}\n";
        var commits = await site.Commits.FromAsync("v1");
        commits.App("7", "id", extra: "says=release\n");
        await commits.CommitAsync("says-its-release");

        var ended = await site.DeployAsync("says-its-release");

        Rest.Exits(exit, ended);
        if (exit != 0) Assert.Contains("that does not name release", ended.Errors);
        Rest.Exits(3, await site.DeployAsync("v2")); // It names none.
    }

    [Fact]
    public async Task Status_says_that_what_is_live_on_disk_does_not_run()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text[..text.IndexOf("        health_check:", StringComparison.Ordinal)];
        Rest.Exits(0, await site.DeployAsync("v1"));
        Assert.Equal(0, (await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment])).ExitCode);
        await (await site.PartsAsync()).Service.StopAsync(CancellationToken.None);

        var status = await site.RunAsync("v1", ["status", Site.Fraise, Site.Environment]);

        Rest.Exits(8, status);
        Assert.Contains("no process is running", status.Output);
    }

    [Fact]
    public async Task A_commit_that_is_live_on_disk_and_does_not_run_is_deployed_again()
    {
        await using var site = await Site.CreateAsync(postgres);
        foreach (var (tag, version) in ((string, string)[])[("r1", "1"), ("r2", "2")])
        {
            var commits = await site.Commits.FromAsync("v1");
            commits.App(version, "id");
            await commits.CommitAsync(tag);
            Rest.Exits(0, await site.DeployAsync(tag));
        }

        var current = Path.Combine(site.AppPath, "current");
        var first = Directory.EnumerateDirectories(Path.Combine(site.AppPath, "releases")).Order(StringComparer.Ordinal).First();
        File.Delete(current);
        File.CreateSymbolicLink(current, $"releases/{Path.GetFileName(first)}"); // As Capistrano's users do.
        Assert.Equal(8, (await site.RunAsync("r1", ["status", Site.Fraise, Site.Environment])).ExitCode);

        Rest.Exits(0, await site.DeployAsync("r1"));

        await Rest.StaysAsync(site, "r1");
    }

    [Fact]
    public async Task The_exit_code_is_true_where_nobody_can_be_told()
    {
        await using var site = await Site.CreateAsync(postgres);
        var deploy = site.CommandFor("v1", ["deploy", Site.Fraise, Site.Environment]);

        Rest.Exits(0, await new Foundation.Processes.CommandRunner().RunAsync(deploy with { Program = "sh", Arguments = ["-c",
            "exec \"$0\" \"$@\" > /dev/full 2> /dev/full", deploy.Program, .. deploy.Arguments] }, CancellationToken.None));

        await Rest.StaysAsync(site, "v1");
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("404 Not Found")]
    [InlineData("499 Odd")]
    [InlineData("500 Internal Server Error")]
    public async Task Nothing_but_a_status_of_two_hundred_is_healthy(string status)
    {
        using var stranger = new Stranger(0, status);
        var pace = new HealthPace { Timeout = TimeSpan.FromSeconds(1), Interval = TimeSpan.FromSeconds(0.1), Successes = 1, HealthyFor = TimeSpan.Zero };

        Assert.False((await CheckOf(stranger, pace).AskAsync(null, CancellationToken.None)).Healthy);
        using var good = new Stranger(0, "204 No Content");
        Assert.True((await CheckOf(good, pace).AskAsync(null, CancellationToken.None)).Healthy);
    }

    [Fact]
    public async Task Good_answers_count_in_a_row()
    {
        using var moody = new Stranger(0, "200 OK", "200 OK", "503 Service Unavailable", "200 OK", "200 OK", "200 OK");
        var report = await WaitAsync(CheckOf(moody, Quick with { Successes = 3 }));

        Assert.Equal((true, 6), (report.Healthy, report.Attempts));
    }

    [Fact]
    public async Task Attempts_end_the_wait_before_the_time_does()
    {
        using var ill = new Stranger(0, "503 Service Unavailable");

        var report = await WaitAsync(CheckOf(ill, Quick with { Attempts = 4 }));

        Assert.Equal((false, 4), (report.Healthy, report.Attempts));
    }

    [Fact]
    public async Task Failures_in_a_row_count_from_the_first_answer_on()
    {
        using var moody = new Stranger(0, "503 Service Unavailable", "200 OK", "503 Service Unavailable");

        var report = await WaitAsync(CheckOf(moody, Quick with { FailuresInARow = 3, Successes = 2 }));

        Assert.Equal((false, 5), (report.Healthy, report.Attempts)); // The good one in between begins the row again.
        moody.Dispose();
        var silent = await WaitAsync(CheckOf(moody, Quick with { FailuresInARow = 3, Timeout = TimeSpan.FromSeconds(1) }));
        Assert.False(silent.Healthy);
        Assert.InRange(silent.Attempts, 6, 30); // What never answered may still be starting.
    }

    [Fact]
    public async Task Each_attempt_is_told_when_it_says_something_new()
    {
        using var moody = new Stranger(0, "503 Service Unavailable", "503 Service Unavailable", "200 OK");
        var told = new Listener();

        await WaitAsync(CheckOf(moody, Quick with { Successes = 2 }, told));

        Assert.Equal(["attempt 1: FAILED (status 503)", "attempt 3: passed (status 200)"], told.Heard);
    }

    private static HealthPace Quick => new() { Timeout = TimeSpan.FromSeconds(20), Interval = TimeSpan.FromSeconds(0.05), HealthyFor = TimeSpan.Zero };

    private static HealthCheck CheckOf(Stranger stranger, HealthPace pace, Listener? told = null)
    {
        var settings = new HealthSettings.Http("health_check", pace, new($"http://127.0.0.1:{stranger.Port}/"), null);
        return new(settings, new HttpProbe(settings, TimeProvider.System), string.Empty, told ?? new(), TimeProvider.System);
    }

    private static Task<HealthReport> WaitAsync(HealthCheck check) =>
        check.WaitAsync(new("r", new string('a', 40)), _ => Task.FromResult(new ServiceWatch(null, null)), CancellationToken.None);

    private sealed class Listener : IMigratorObserver
    {
        public List<string> Heard { get; } = [];

        void IMigratorObserver.Heard(MigratorNews news) => Heard.Add(news.Text);
    }

    // Answers each request with the next status, and with the last one from then on.
    private sealed class Stranger : IDisposable
    {
        private readonly TcpListener listener;

        public Stranger(int port, params string[] statuses)
        {
            var asked = 0;
            listener = new(IPAddress.Loopback, port);
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    var stream = client.GetStream();
                    _ = await stream.ReadAsync(new byte[4096]);
                    var status = statuses.Length == 0 ? "200 OK" : statuses[Math.Min(asked++, statuses.Length - 1)];
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                }
            });
        }

        public int Port { get; }

        public void Dispose() => listener.Dispose();
    }

    // Answers well from the moment on at which the service behind it has answered once.
    private sealed class Front : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly HttpClient client = new();

        public Front(Uri behind)
        {
            listener.Start();
            _ = Task.Run(async () =>
            {
                while (true) _ = AnswerAsync(await listener.AcceptTcpClientAsync(), behind);
            });
        }

        public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";

        public void Dispose()
        {
            listener.Dispose();
            client.Dispose();
        }

        private bool HasAnswered { get; set; }

        private async Task AnswerAsync(TcpClient asked, Uri behind)
        {
            using var _ = asked;
            var stream = asked.GetStream();
            await stream.ReadExactlyAsync(new byte[16]);
            for (var i = 0; i < 200 && !HasAnswered; i++)
            {
                HasAnswered = await client.GetAsync(behind).ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default);
                await Task.Delay(20);
            }

            if (HasAnswered) await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        }
    }
}
