using System.Text.Json;

namespace Confiture.Migrations.Tests;

/// <summary>Chains of migrations on scratch databases: what holds, what is broken, and what only rows show.</summary>
public sealed class VerifyTests(SharedServer shared)
{
    [Fact]
    public async Task A_chain_that_holds_is_verified_without_touching_the_database()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Tables(1, 2);
        project.Write("db/schema/all.sql", "create table t1 (id int);\ncreate table t2 (id int);\n");

        var said = await project.SucceedsAsync("migrate", "verify");

        Assert.Equal(["version", "name", "result", "down loses"], Cells(said.Lines[0]));
        Assert.Equal([Project.Version(2), "m2", "ok", "drop table t2: the table's rows are lost"], Cells(said.Lines[2]));
        Assert.Contains("2 migrations: 0 broken; the chain leads to what the DDL files build; tested without rows.", said.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_broken_migration_is_reported_and_not_only_the_first()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Migration(1, "create role keeper;\ncreate table a (id int);\n", "drop table a;\ndrop role keeper;\n");
        project.Migration(2, "create table b (id int);\ncreate index i on a (id);\n", "drop table b;\n");
        project.Migration(3, "create table c (id int);\n", "drop table nowhere;\n");
        project.Migration(4, "create table d (id int);\n");
        project.Migration(5, "create table e (id int);\n", "-- nothing\n");
        project.Migration(6, "create sequence s;\nselect setval('s', 1 / (1 - nextval('s')::int + 1));\ncreate table f (id int);\n", "drop table f;\n");
        project.Migration(7, "create table g (id int);\n", "drop table g;\n");
        project.Migration(8, "create index concurrently h on a (id);\n".Insert(0, "-- confiture: no transaction\n"),
            "-- confiture: no transaction\ndrop index concurrently h;\ndrop table nowhere;\n");
        project.Migration(9, "create table last (id int);\n", "drop table last;\n");

        var (exit, document) = await VerifyAsync(project);

        Assert.Equal(1, exit);
        Assert.Equal(
            ["holds", "downDiffers", "downFails", "irreversible", "irreversible", "downDiffers", "holds", "downFails", "holds"], States(document));
        var second = document.GetProperty("migrations")[1].GetProperty("differences")[0];
        Assert.Equal(("added", "index", "public.i"),
            (second.GetProperty("change").GetString(), second.GetProperty("kind").GetString(), second.GetProperty("name").GetString()));
        Assert.Contains("m3.down.sql:1:1: ", document.GetProperty("migrations")[2].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(document.GetProperty("comparedWithFiles").GetBoolean());
    }

    [Fact]
    public async Task Up_files_that_do_not_run_twice_and_chains_that_stop_are_told_apart()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Migration(1, "create table if not exists a (id int);\ninsert into a values (1);\n", "select 1;\n");
        project.Migration(2, "create table b (id int);\n", "drop table b;\n");
        project.Migration(3, "alter table nowhere add x int;\n", "select 1;\n");
        project.Migration(4, "create table d (id int);\n", "drop table d;\n");

        var (exit, document) = await VerifyAsync(project);

        Assert.Equal(1, exit);
        Assert.Equal(["downDiffers", "holds", "upFails", "notReached"], States(document));
        Assert.Contains("m3.up.sql:1:1: ", document.GetProperty("migrations")[2].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_up_file_that_leads_elsewhere_the_second_time_is_broken()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Migration(1, "create table a (id int);\n", "drop table a;\n");
        project.Migration(
            2, "do $$ begin if exists (select from a) then create table c (); else create table b (); insert into a values (1); end if; end $$;\n",
            "drop table if exists b, c;\n");
        project.Migration(3, "drop table b;\n", "create table b ();\n");

        var (exit, document) = await VerifyAsync(project);

        Assert.Equal(1, exit);
        Assert.Equal(["holds", "upAgainDiffers", "holds"], States(document));
    }

    [Fact]
    public async Task An_up_file_that_fails_the_second_time_is_broken()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Migration(1, "create table a (id int primary key);\ninsert into a values (1);\n", "drop table a;\n");
        project.Migration(2, "insert into a values (2);\n", "select 'keeps the row';\n");
        project.Migration(3, "create table c (id int);\n", "drop table c;\n");

        var (exit, document) = await VerifyAsync(project);

        Assert.Equal(1, exit);
        Assert.Equal(["holds", "upAgainFails", "holds"], States(document));
        Assert.False(document.GetProperty("migrations")[1].GetProperty("onlyWithRows").GetBoolean());
    }

    [Fact]
    public async Task Rows_of_seeds_show_what_empty_tables_hide()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Migration(1, "create table a (id int primary key);\n", "drop table a;\n");
        project.Migration(2, "alter table a add name text not null;\n", "alter table a drop name;\n");
        project.Migration(3, "alter table a add note text;\n", "alter table a drop note;\n");
        project.Write("db/seeds/common/1.sql", "insert into a values (1, 'one', 'a note'), (2, 'two', 'another');\n");
        project.Write("db/seeds/common/2.sql", "insert into a values (3, 'three', null);\ninsert into nowhere values (1);\n");

        var (exit, document) = await VerifyAsync(project);

        Assert.Equal(1, exit);
        Assert.Equal(["holds", "upAgainFails", "holds"], States(document));
        var (second, third) = (document.GetProperty("migrations")[1], document.GetProperty("migrations")[2]);
        Assert.True(second.GetProperty("onlyWithRows").GetBoolean());
        Assert.Contains("\"name\" of relation \"a\" contains null values", second.GetProperty("message").GetString(), StringComparison.Ordinal);
        var changed = Assert.Single(third.GetProperty("changed").EnumerateArray());
        Assert.Equal(("public.a", 3, 3, "note"), (changed.GetProperty("table").GetString(), changed.GetProperty("before").GetInt32(),
            changed.GetProperty("after").GetInt32(), changed.GetProperty("columns")[0].GetString()));
        Assert.Equal(1, document.GetProperty("rows").GetProperty("migrations").GetInt32());
        Assert.Contains("2.sql:2:13", document.GetProperty("rows").GetProperty("notLoaded")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(["holds", "holds", "holds"], States((await VerifyAsync(project, "--no-rows")).Document));
    }

    [Fact]
    public async Task Rows_that_migrations_insert_and_seeds_repeat_are_no_problem()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Migration(1, "create table a (id int primary key);\ncreate table b (a int references a);\n", "drop table b;\ndrop table a;\n");
        project.Migration(2, "insert into a values (1), (2);\n", "delete from a where id in (1, 2);\n");
        project.Migration(3, "create table c (id int);\n", "drop table c;\n");
        project.Write("db/seeds/common/1.sql", "insert into a values (1), (2);\ninsert into c values (1);\n");

        var (exit, document) = await VerifyAsync(project);

        Assert.Equal(0, exit);
        Assert.Equal(3, document.GetProperty("rows").GetProperty("migrations").GetInt32());
        project.Write("db/seeds/common/2.sql", "insert into b values (1);\n");
        (exit, document) = await VerifyAsync(project);
        Assert.Equal(1, exit);
        Assert.Equal(["holds", "downFails", "holds"], States(document));
    }

    [Fact]
    public async Task The_chain_is_compared_with_the_ddl_files_object_by_object()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Tables(1, 2);
        project.Write("db/schema/all.sql", "create table t1 (id int, name text);\ncreate table t2 (id int);\n");

        var said = await project.CliAsync("migrate", "verify");

        Assert.Equal(1, said.Exit);
        Assert.Contains("  + column public.t1.name", said.Lines);
        // Up to an earlier version there is nothing to compare with.
        Assert.Equal(0, (await project.CliAsync("migrate", "verify", "--through", Project.Version(1))).Exit);
    }

    [Fact]
    public async Task A_part_of_the_chain_is_tested_and_irreversible_migrations_fail_on_request()
    {
        using var project = shared.NewProjectWithoutDatabase();
        project.Migration(1, "create table a (id int);\n");
        project.Migration(2, "create table b (id int);\n", "select 'broken';\n");
        project.Migration(3, "create table c (id int);\n");
        project.Migration(4, "create table d (id int);\n", "drop table d;\n");

        var (exit, document) = await VerifyAsync(project, "--from", Project.Version(3));

        Assert.Equal(0, exit);
        Assert.Equal(["notTested", "notTested", "irreversible", "holds"], States(document));
        Assert.Equal(1, (await VerifyAsync(project, "--from", Project.Version(3), "--require-down")).Exit);
        Assert.Equal(0, (await VerifyAsync(project, "--through", Project.Version(1))).Exit);
        Assert.Equal(2, (await project.CliAsync("migrate", "verify", "--through", Project.Version(9))).Exit);
        Assert.Equal(2, (await project.CliAsync("migrate", "verify", "--from", Project.Version(3), "--through", Project.Version(1))).Exit);
    }

    private static async Task<(int Exit, JsonElement Document)> VerifyAsync(Project project, params string[] arguments)
    {
        var said = await project.CliAsync(["migrate", "verify", .. arguments, "--format", "json"]);
        Assert.True(said.Output.StartsWith('{'), said.ToString());
        var document = JsonDocument.Parse(said.Output).RootElement;
        Assert.Equal("confiture/migrate-verify/1", document.GetProperty("schema").GetString());
        return (said.Exit, document);
    }

    private static string[] Cells(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> States(JsonElement document) =>
        document.GetProperty("migrations").EnumerateArray().Select(m => m.GetProperty("state").GetString()!);
}
