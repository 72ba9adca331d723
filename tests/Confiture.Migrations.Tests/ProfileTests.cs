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
}
