using System.Text.Json;
using Foundation.Processes;

namespace Cli.Tests;

/// <summary>Every document of <c>fraisier</c> fits its schema.</summary>
public sealed class FraisierDocumentTests(SharedServer server) : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("fraisier-cli-").FullName;
    private string database = string.Empty;
    private string more = string.Empty;

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabaseAsync();
        Directory.CreateDirectory(Path.Combine(root, "shop/db/migrations"));
        await GitAsync("init", "--quiet", "--initial-branch=main");
        await ReleaseAsync("20260101000000_orders", "create table orders (id int)", "drop table orders");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_target_from_the_plan_to_the_release_before()
    {
        Documents.Of(await RunAsync("list"), "fraisier/list/1");
        Assert.Equal(JsonValueKind.Object, Documents.Of(await OnTargetAsync("deploy", "--dry-run"), "fraisier/plan/1").GetProperty("plan").ValueKind);
        Assert.Equal("succeeded", OutcomeOf(await OnTargetAsync("deploy")));
        Assert.Equal("alreadyLive", OutcomeOf(await OnTargetAsync("deploy")));
        Assert.Equal(JsonValueKind.Null, Documents.Of(await OnTargetAsync("deploy", "--dry-run"), "fraisier/plan/1").GetProperty("plan").ValueKind);
        await ReleaseAsync("20260102000000_note", "alter table orders add column note text", "alter table orders drop column note");
        Assert.Equal("succeeded", OutcomeOf(await OnTargetAsync("deploy")));
        Assert.Equal("succeeded", OutcomeOf(await OnTargetAsync("rollback")));
        Assert.Equal(3, Documents.Of(await RunAsync("history"), "fraisier/history/1").GetProperty("deployments").GetArrayLength());
        var figures = Documents.Of(await RunAsync("stats", "--days", "7"), "fraisier/stats/1").GetProperty("targets")[0];
        Assert.Equal((2, 1), (figures.GetProperty("succeeded").GetInt32(), figures.GetProperty("manualRollbacks").GetInt32()));
        Assert.True(figures.GetProperty("leadTimeSeconds").GetDouble() >= 0);
        Documents.Of(await OnTargetAsync("status"), "fraisier/status/1");
        Assert.Single(Documents.Of(await RunAsync("recover"), "fraisier/recover/1").GetProperty("targets").EnumerateArray());
        Documents.Of(await OnTargetAsync("adopt"), "fraisier/adopt/1");
        Assert.False(Documents.Of(await OnTargetAsync("unlock"), "fraisier/unlock/1").GetProperty("unlocked").GetBoolean());
        Assert.False(Documents.Of(await RunAsync("init"), "fraisier/init/1").GetProperty("written").GetBoolean());
    }

    [Fact]
    public async Task Commands_between_deployments()
    {
        more = "\n        service: { type: process, command: [sleep, \"600\"] }";
        Assert.Equal("ok", StateOf(await RunAsync("provider-test", "bare_metal"), "fraisier/provider-test/1", "restart"));
        Assert.Equal("skipped", StateOf(await RunAsync("doctor"), "fraisier/doctor/1", "database"));
        Assert.Equal(1, Documents.Of(await RunAsync("providers"), "fraisier/providers/1").GetProperty("providers").GetArrayLength());
        Assert.Equal("succeeded", OutcomeOf(await OnTargetAsync("deploy")));
        try
        {
            Documents.Of(await RunAsync("status-all"), "fraisier/status-all/1");
            Assert.True(Documents.Of(await RunAsync("health"), "fraisier/health/1").GetProperty("healthy").GetBoolean());
            Assert.Equal("ok", StateOf(await RunAsync("doctor"), "fraisier/doctor/1", "database"));
            Assert.False(Documents.Of(await OnTargetAsync("cancel"), "fraisier/cancel/1").GetProperty("running").GetBoolean());
            Assert.Equal("restart", Documents.Of(await OnTargetAsync("restart"), "fraisier/service/1").GetProperty("verb").GetString());
            await ReleaseAsync("20260102000000_note", "alter table orders add column note text", "alter table orders drop column note");
            Assert.Equal("succeeded", OutcomeOf(await OnTargetAsync("deploy")));
            Documents.Of(await OnTargetAsync("rollback", "--dry-run"), "fraisier/plan/1");
        }
        finally
        {
            Assert.Equal("stop", Documents.Of(await OnTargetAsync("stop"), "fraisier/service/1").GetProperty("verb").GetString());
        }
    }

    [Fact]
    public async Task A_release_that_is_not_healthy_is_taken_back_and_says_so()
    {
        more = "\n        health_check: { url: \"http://127.0.0.1:1/health\", timeout: 1 }";
        Assert.Equal("rolledBack", OutcomeOf(await OnTargetAsync("deploy"), exit: 3));
        Documents.Of(await OnTargetAsync("status"), "fraisier/status/1", exit: 1);
    }

    [Fact]
    public async Task A_deployment_at_work_is_seen_and_keeps_others_out()
    {
        more = "\n        build: [sh, -c, \"touch building; while [ -e building ]; do sleep 0.1; done\"]";
        var deploying = OnTargetAsync("deploy");
        string? building = null;
        for (var i = 0; i < 600 && building is null; i++)
        {
            await Task.Delay(50);
            building = Directory.Exists(Path.Combine(root, "srv"))
                ? Directory.EnumerateFiles(Path.Combine(root, "srv"), "building", SearchOption.AllDirectories).FirstOrDefault()
                : null;
        }

        Assert.NotNull(building);
        var status = await OnTargetAsync("status");
        var second = await OnTargetAsync("deploy");
        var cancelled = await OnTargetAsync("cancel");

        Assert.Equal(JsonValueKind.Object, Documents.Of(status, "fraisier/status/1").GetProperty("status").GetProperty("lease").ValueKind);
        Assert.Equal("FRAI-DEP-002", Documents.Of(second, "error/1", exit: 5).GetProperty("code").GetString());
        Assert.Equal("rolledBack", Documents.Of(cancelled, "fraisier/cancel/1").GetProperty("deployment").GetProperty("outcome").GetString());
        Assert.Equal("rolledBack", OutcomeOf(await deploying, exit: 130));
    }

    [Fact]
    public async Task A_target_that_is_not_defined_is_an_error_document() =>
        Documents.Of(await RunAsync("status", "shop", "moon"), "error/1", exit: 2);

    private static string? StateOf(CommandResult result, string schema, string check) => Documents.Of(result, schema).GetProperty("targets")[0]
        .GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("check").GetString() == check).GetProperty("state").GetString();

    private static string? OutcomeOf(CommandResult result, int exit = 0) => Documents.Of(result, "fraisier/deploy/1", exit).GetProperty("outcome").GetString();

    private Task<CommandResult> OnTargetAsync(string command, params string[] options) => RunAsync([command, "shop", "production", .. options]);

    private async Task<CommandResult> RunAsync(params string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(root, "fraises.yaml"), $$"""
            fraises:
              shop:
                type: api
                description: A shop
                environments:
                  production:
                    repository: {{root}}/shop
                    app_path: {{root}}/srv
                    database: { strategy: migrate, database_url: "${DATABASE_URL}" }{{more}}

            """);
        return await Published.RunInAsync(root, "fraisier", [.. arguments, "--format", "json"], ("DATABASE_URL", database));
    }

    private async Task ReleaseAsync(string migration, string up, string down)
    {
        await File.WriteAllTextAsync(Path.Combine(root, $"shop/db/migrations/{migration}.up.sql"), up + ";\n");
        await File.WriteAllTextAsync(Path.Combine(root, $"shop/db/migrations/{migration}.down.sql"), down + ";\n");
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", migration);
    }

    private Task GitAsync(params string[] arguments) =>
        new CommandRunner().OutputOfAsync(Command.Of("git", ["-C", Path.Combine(root, "shop"), .. arguments]), CancellationToken.None);
}
