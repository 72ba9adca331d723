using System.Text;
using Confiture.Postgres;
using Confiture.Project;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

public sealed class FileTests : IDisposable
{
    private readonly Project project = new(DatabaseUrl.Of("nowhere.invalid", 1, "d", "u", null));

    public void Dispose() => project.Dispose();

    [Theory]
    [InlineData("20260101_short.up.sql")]
    [InlineData("20260101000000.up.sql")]
    [InlineData("20260101000000_name.sql")]
    [InlineData("20260101000000_name.UP.SQL")]
    [InlineData("20260101000000_name.up.SQL")]
    [InlineData("٢٠٢٦٠١٠١٠٠٠٠٠٠_name.up.sql")]
    [InlineData("20260101000000_na me.up.sql")]
    [InlineData("notes.sql")]
    public void A_misnamed_file_is_refused_by_name(string file)
    {
        project.Write($"db/migrations/{file}", "select 1;");
        var error = Refused();
        Assert.Contains(file, error.What);
    }

    [Fact]
    public void A_lonely_down_file_is_refused_by_name()
    {
        project.Write("db/migrations/20260101000000_a.down.sql", "select 1;");
        Assert.Contains("20260101000000_a.up.sql", Refused().What);
    }

    [Fact]
    public void Two_names_for_one_version_are_refused()
    {
        project.Write("db/migrations/20260101000000_a.up.sql", "select 1;");
        project.Write("db/migrations/20260101000000_b.up.sql", "select 1;");
        Assert.Contains("version 20260101000000 is used by a and b", Refused().What);
    }

    [Fact]
    public void All_bad_files_are_listed_at_once()
    {
        project.Write("db/migrations/one.sql", "");
        project.Write("db/migrations/two.sql", "");
        project.Write("db/migrations/20260101000000_a.down.sql", "");
        Assert.Equal(3, Refused().Details.Count);
    }

    [Fact]
    public void Files_that_are_no_SQL_are_left_alone_and_a_missing_directory_is_empty()
    {
        Assert.Empty(project.Set.Migrations);
        project.Write("db/migrations/README.md", "");
        project.Write("db/migrations/.gitkeep", "");
        Assert.Empty(project.Set.Migrations);
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_refused_by_name()
    {
        project.Write("db/migrations/20260101000000_a.up.sql", Encoding.Latin1.GetBytes("select 'é';"));
        var error = Assert.Throws<ToolException>(() => project.Set);
        Assert.Equal("CONF-SQL-001", error.Code.Id);
        Assert.Contains("20260101000000_a.up.sql", error.What);
    }

    [Fact]
    public async Task A_new_pair_comes_after_all_others_even_in_one_second_or_behind_a_fast_clock()
    {
        var clock = new StoppedClock(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero));
        var (first, down) = await NewAsync("Add user's  bio!");
        Assert.EndsWith("20261231235959_add_user_s_bio.up.sql", first);
        Assert.EndsWith("20261231235959_add_user_s_bio.down.sql", down);
        Assert.EndsWith("20270101000000_b.up.sql", (await NewAsync("b")).Up);
        project.Write("db/migrations/20300101000000_by_a_wrong_clock.up.sql", "");
        Assert.EndsWith("20300101000001_c.up.sql", (await NewAsync("c")).Up);
        Assert.All(project.Set.Migrations, m => Assert.False(m.IsReversible));
        Assert.All(project.Set.Migrations, m => Assert.Empty(m.Up.Script.Statements));

        Task<(string Up, string Down)> NewAsync(string title) => MigrationFiles.CreateEmptyAsync(project.Migrations, title, clock, Project.Never);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!?")]
    [InlineData("日本")]
    public async Task A_title_without_letters_is_refused(string title)
    {
        var error = await Assert.ThrowsAsync<ToolException>(() => MigrationFiles.CreateEmptyAsync(project.Migrations, title,
            TimeProvider.System, Project.Never));
        Assert.Equal(MigrationErrors.Name, error.Code);
        Assert.False(Directory.Exists(project.Migrations));
    }

    private ToolException Refused()
    {
        var error = Assert.Throws<ToolException>(() => project.Set);
        Assert.Equal((MigrationErrors.Files, ExitCode.Usage), (error.Code, error.Code.Exit));
        return error;
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
