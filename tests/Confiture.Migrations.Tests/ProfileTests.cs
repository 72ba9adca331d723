using Confiture.Postgres;
using Confiture.Project;
using Confiture.Safety;

namespace Confiture.Migrations.Tests;

/// <summary>The profile fraiseql: its example, and its rules.</summary>
public sealed class ProfileTests(SharedServer shared)
{
    [Fact]
    public async Task The_example_lints_clean_builds_migrates_up_and_works()
    {
        using var project = await shared.NewProjectAsync();
        await project.SucceedsAsync("init", "--profile", "fraiseql");
        await project.SucceedsAsync("lint");
        await project.SucceedsAsync("migrate", "generate", "initial");
        await project.SucceedsAsync("migrate", "up");
        Assert.Equal(0, (await project.CliAsync("drift")).Exit);

        await project.ExecuteAsync("insert into tb_user (identifier, name) values ('ada', 'Ada')",
            "select fn_create_post(id, 'first', 'First') from tb_user where identifier = 'ada'");
        Assert.Equal("Ada", await project.ScalarAsync<string>("select data->'author'->>'name' from tv_post"));
        await project.SucceedsAsync("build", "--drop", "--confirm", project.Url.Database);
    }

    [Fact]
    public async Task Its_rules_judge_only_where_the_profile_says_so()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment();
        project.Write("db/schema/a.sql", "create table visits (id bigint generated always as identity primary key);\n");
        await project.SucceedsAsync("lint");

        project.Environment("profile: fraiseql\n");
        var judged = await project.CliAsync("lint");
        Assert.Equal(1, judged.Exit);
        Assert.Contains("fraiseql-table-name", judged.Output, StringComparison.Ordinal);

        project.Environment("profile: fraiseqll\n");
        Assert.Equal(2, (await project.CliAsync("lint")).Exit);
        Assert.Equal(2, (await project.CliAsync("init", "--profile", "other")).Exit);
    }

    [Theory]
    [InlineData("14")]
    [InlineData("15")]
    [InlineData("16")]
    [InlineData("17")]
    [InlineData("18")]
    public async Task The_example_builds_lints_and_gets_rows_on_every_version(string version)
    {
        using var project = shared.NewProjectWithoutDatabase();
        await project.SucceedsAsync("init", "--profile", "fraiseql");
        project.Environment($"profile: fraiseql\nshadow:\n  postgres: \"{version}\"\n");
        await project.SucceedsAsync("lint");
        await project.SucceedsAsync("seed", "generate", "tb_post", "--count", "30", "-o", "db/seeds/common/10_posts.sql");
        Assert.Contains("public.tb_post", (await project.SucceedsAsync("seed", "validate")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extensions_that_go_with_it_are_mentioned_where_the_server_has_them()
    {
        var directory = Directory.CreateTempSubdirectory("confiture-test-");
        try
        {
            var extensions = directory.CreateSubdirectory("extension").FullName;
            await File.WriteAllTextAsync(Path.Combine(extensions, "pg_tviews.control"), "default_version = '1.0'\n");
            // The server may be another user's process.
            foreach (var path in (string[])[directory.FullName, extensions])
                File.SetUnixFileMode(path, (UnixFileMode)0x1ED);
            await using var server = await TemporaryServer.StartAsync(new()
            {
                Postgres = "18", Settings = new Dictionary<string, string> { ["extension_control_path"] = $"{directory.FullName}:$system" },
            }, Project.Never);

            var notes = await ProfileExtensions.NotesAsync(LintProfile.Fraiseql, server.SocketUrl(), Project.Never);

            Assert.Equal(["pg_tviews is available (`CREATE EXTENSION pg_tviews`): it keeps tv_ tables up to date."], notes);
            Assert.Empty(await ProfileExtensions.NotesAsync(null, server.SocketUrl(), Project.Never));
            Assert.Empty(await ProfileExtensions.NotesAsync(LintProfile.Fraiseql, shared.Server.SocketUrl(), Project.Never));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
