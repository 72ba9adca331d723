using System.Net;
using System.Text;
using Foundation.Processes;
using Xunit;

namespace Fraisier.Deployment.Tests;

/// <summary>Whatever came from a variable into a command or the service's environment shows nowhere;
/// what a program's arguments would show is refused.</summary>
public sealed class SecretTests(PostgresFixture postgres)
{
    private const string Value = "s3cr3t/Xyz\"zy&%";

    [Theory]
    [InlineData("command: [", "command: [env, \"--token=${PLAIN}\", ", "`command` contains `${PLAIN}`")]
    [InlineData("command: [", "command: [env, --password, \"${PLAIN}\", ", "`command` contains `${PLAIN}`")]
    [InlineData("command: [", "command: [env, \"X=${API_TOKEN}\", ", "`command` contains `${API_TOKEN}`")]
    [InlineData("        lease_timeout:", "        build: [sh, -c, \"curl -u x:${API_TOKEN} example.org\"]\n        lease_timeout:",
        "`build` contains `${API_TOKEN}`")]
    public async Task A_secret_among_the_arguments_of_a_program_is_refused(string right, string wrong, string said)
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text.Replace(right, wrong, StringComparison.Ordinal);

        var refused = await site.DeployAsync("v1", ("PLAIN", Value), ("API_TOKEN", Value));

        Rest.Exits(2, refused);
        Assert.Contains(said, refused.Errors);
        Assert.Contains("every user of the host can read the arguments of a program", refused.Errors);
        Assert.DoesNotContain(Value, refused.Errors);
    }

    [Fact]
    public async Task A_release_that_prints_its_secrets_puts_them_into_no_report()
    {
        await using var site = await Site.CreateAsync(postgres);
        Rest.Exits(0, await site.DeployAsync("v1"));
        site.HealthTimeout = 2;
        site.Edit = text => text.Replace("            APP_DATABASE:", "            APP_TITLE: ${TITLE}\n            APP_DATABASE:", StringComparison.Ordinal)
            .Replace($"command: [{Programs.App}, ", $"command: [sh, -c, 'grep -q version=2 app.txt || exec {Programs.App} $0; "
                + "echo \"the title is $APP_TITLE\"; exit 3', ", StringComparison.Ordinal);

        var failed = await site.DeployAsync("v2", ("TITLE", Value));
        var json = await site.RunAsync("v2", ["history", "--format", "json"], ("TITLE", Value));

        Rest.Exits(3, failed);
        Assert.Contains("the title is ***", failed.Errors);
        Assert.Contains("the title is ***", json.Output);
        Assert.DoesNotContain("Xyz", failed.Output + failed.Errors + json.Output);
        Assert.DoesNotContain(await site.FilesWithAsync("Xyz"), f => !f.Contains("/log/", StringComparison.Ordinal)); // The program's own log is the program's.
    }

    [Fact]
    public async Task A_failing_build_shows_what_it_said_without_what_it_was_given()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.More = "        build: [sh, -c, 'echo \"cannot build $0\"; exit 1', \"${GIVEN}\"]\n";

        var failed = await site.DeployAsync("v1", ("GIVEN", Value));

        Rest.Exits(3, failed);
        Assert.Contains("cannot build ***", failed.Errors);
        Assert.DoesNotContain("Xyz", failed.Output + failed.Errors);
        Assert.Empty(await site.FilesWithAsync("Xyz"));
    }

    [Theory]
    [InlineData("TOKENTOKEN", "TOKENTOKEN:")]
    [InlineData("someone:TOKENTOKEN", "someone:TOKENTOKEN")]
    public async Task Credentials_of_a_repository_reach_its_server_and_stay_out_of_everything_else(string user, string sent)
    {
        await using var site = await Site.CreateAsync(postgres);
        using var server = new HttpListener();
        server.Prefixes.Add($"http://127.0.0.1:{site.Port}/");
        server.Start();
        var heard = AuthorizationAsync(server);
        site.Edit = text => text.Replace($"repository: {site.Repository}", $"repository: http://{user}@127.0.0.1:{site.Port}/r.git", StringComparison.Ordinal);

        var failed = await site.DeployAsync("v1", ("PATH", await PathWithNotesAsync(site, "git")));

        Rest.Exits(7, failed);
        Assert.Contains($"http://127.0.0.1:{site.Port}/r.git cannot be fetched", failed.Errors);
        Assert.DoesNotContain("TOKENTOKEN", failed.Output + failed.Errors);
        Assert.NotEmpty(await site.FilesWithAsync("fetch --quiet"));
        Assert.DoesNotContain(await site.FilesWithAsync("TOKENTOKEN"), f => f != site.Config);
        Assert.True(heard.IsCompletedSuccessfully, "nobody told the server who asks");
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(sent)), await heard);
    }

    [Fact]
    public async Task The_service_gets_what_is_declared_and_nothing_else()
    {
        await using var site = await Site.CreateAsync(postgres);
        site.Edit = text => text[..text.IndexOf("        health_check:", StringComparison.Ordinal)]
            .Replace($"command: [{Programs.App}, ", "command: [sh, -c, 'env > ../../seen; exec sleep 100', ", StringComparison.Ordinal);

        Rest.Exits(0, await site.DeployAsync("v1", ("CI_JOB_TOKEN", Value)));

        var seen = await File.ReadAllTextAsync(Path.Combine(site.AppPath, "seen"));
        Assert.Contains("APP_DATABASE=", seen);
        Assert.Contains("FRAISIER_RELEASE=", seen);
        Assert.DoesNotContain("CI_JOB_TOKEN", seen);
    }

    [Theory]
    [InlineData("077")]
    [InlineData("000")]
    public async Task The_mask_of_whoever_deploys_does_not_matter(string mask)
    {
        await using var site = await Site.CreateAsync(postgres);
        var deploy = site.CommandFor("v1", ["deploy", Site.Fraise, Site.Environment]);

        Rest.Exits(0, await new CommandRunner().RunAsync(deploy
            with { Program = "sh", Arguments = ["-c", $"umask {mask}; exec \"$0\" \"$@\"", deploy.Program, .. deploy.Arguments] }, CancellationToken.None));

        var file = Path.Combine(site.AppPath, "current", "app.txt");
        Assert.Equal("644", Convert.ToString((int)File.GetUnixFileMode(file), 8));
    }

    // What a server hears that asks for a name and a password, and then has no such repository.
    private static async Task<string> AuthorizationAsync(HttpListener server)
    {
        while (true)
        {
            var asked = await server.GetContextAsync();
            var authorization = asked.Request.Headers["Authorization"];
            asked.Response.StatusCode = authorization is null ? 401 : 404;
            if (authorization is null) asked.Response.AddHeader("WWW-Authenticate", "Basic realm=\"r\"");
            asked.Response.Close();
            if (authorization is not null) return authorization;
        }
    }

    // A program in front of another one of the same name, which writes its arguments into a file of the site: every user could read them.
    private static async Task<string> PathWithNotesAsync(Site site, string program)
    {
        var directory = Directory.CreateDirectory(Path.Combine(site.Root, "programs")).FullName;
        var path = Environment.GetEnvironmentVariable("PATH");
        var noting = Path.Combine(directory, program);
        await File.WriteAllTextAsync(noting, $"#!/bin/sh\necho \"$*\" >> {site.Root}/arguments\nPATH='{path}' exec {program} \"$@\"\n");
        File.SetUnixFileMode(noting, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return $"{directory}:{path}";
    }
}
