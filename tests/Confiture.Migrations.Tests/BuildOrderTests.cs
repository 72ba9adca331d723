using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>Files whose declared order does not hold.</summary>
public sealed class BuildOrderTests(SharedServer shared)
{
    [Fact]
    public async Task A_statement_waits_for_what_a_later_file_makes_and_the_right_order_is_said()
    {
        using var project = await shared.NewProjectAsync();
        project.Write("db/schema/10/shop.sql", """
            create table shop (id int primary key, owner int references users, mood mood default feeling(), place ext.point_name);
            create view owners as select u.id, u.name from users u;
            comment on view owners is 'who owns';
            """);
        project.Write("db/schema/10/users.sql", """
            create type mood as enum ('good');
            create function feeling() returns mood language sql as $$ select 'good'::mood $$;
            create table users (id int);
            alter table users add column name text;
            alter table users add primary key (id);
            """);
        project.Write("db/schema/20.sql", "create schema ext; create domain ext.point_name as text;");
        project.Write("db/schema/30.sql", "grant select on shop to late; create role late;");
        var order = await BuildAsync(project);
        Assert.Equal("shop users", await project.TablesAsync());
        Assert.Equal("who owns", await project.ScalarAsync<string>("select obj_description('owners'::regclass)"));
        Assert.Contains(order.OutOfOrder,
            note => note.Contains("10/shop.sql:1", StringComparison.Ordinal) && note.Contains("20.sql", StringComparison.Ordinal));
        Assert.Contains(order.OutOfOrder,
            note => note.Contains("30.sql:1", StringComparison.Ordinal) && note.Contains("of the same file", StringComparison.Ordinal));
        Assert.Equal(["10/users.sql", "20.sql", "10/shop.sql", "30.sql"],
            order.Better.Select(name => Path.GetRelativePath(Path.Combine(project.Root, "db/schema"), name)));
        await project.ExecuteAsync("drop owned by late", "drop role late");
    }

    [Fact]
    public async Task A_statement_that_waited_still_counts_where_its_file_had_put_it()
    {
        using var project = await shared.NewProjectAsync();
        project.Write("db/schema/1.sql",
            "create schema app; set search_path = app; create table child (id int references public.parent); create table plain (id int);");
        project.Write("db/schema/2.sql", "set search_path = public; create table parent (id int primary key);");
        await BuildAsync(project);
        Assert.Equal("child plain", await project.TablesAsync("app"));
        Assert.Equal("parent", await project.TablesAsync());
    }

    [Fact]
    public async Task The_declared_order_is_kept_where_it_holds_and_can_be_made_the_only_one()
    {
        using var project = await shared.NewProjectAsync();
        project.Environment("build: { order: strict }\n");
        project.Write("db/schema/a.sql", "create table a (b int references b);");
        project.Write("db/schema/b.sql", "create table b (id int primary key);");
        var refused = await project.CliAsync("build");
        Assert.Equal(3, refused.Exit);
        Assert.Contains("relation \"b\" does not exist", refused.Errors);
        Assert.Contains("build.order", refused.Errors);
        Assert.Contains("build.order", (await project.CliAsync("lint", "db/schema")).Errors);
        project.Environment();
        var built = await project.SucceedsAsync("build");
        Assert.Contains("a.sql:1 ran late, needing", built.Errors);
        var drift = await project.SucceedsAsync("drift");
        Assert.Contains("In this order", drift.Errors);
        using var ordered = await shared.NewProjectAsync();
        ordered.Write("db/schema/a.sql", "create table b (id int primary key);");
        ordered.Write("db/schema/b.sql", "create table a (b int references b);");
        Assert.Same(BuildOrder.AsDeclared, await BuildAsync(ordered));
    }

    [Fact]
    public async Task A_true_circle_is_named_with_its_files_and_what_nothing_makes_is_named_instead_of_what_waits_for_it()
    {
        using var project = await shared.NewProjectAsync();
        project.Write("db/schema/a.sql", "create table a (id int primary key, b int references b);\ncreate view v as select * from a;");
        project.Write("db/schema/b.sql", "create table b (id int primary key, a int references a);");
        var circle = await Assert.ThrowsAsync<ToolException>(() => BuildAsync(project));
        Assert.Equal(SchemaErrors.BuildFailed, circle.Code);
        Assert.Contains("2 statements depend on each other", circle.What);
        Assert.Contains("a.sql:1:", circle.What);
        Assert.Contains("b.sql:1:", circle.What);
        project.Write("db/schema/b.sql", "create table b (id nothing primary key);");
        var missing = await Assert.ThrowsAsync<ToolException>(() => BuildAsync(project));
        Assert.Contains("b.sql:1:20: type \"nothing\" does not exist", missing.What);
        Assert.Equal(string.Empty, await project.TablesAsync());
    }

    private static async Task<BuildOrder> BuildAsync(Project project) =>
        (await new DatabaseBuild(project.Url, project.Set, new()).RunAsync(
            SchemaSource.Load(new(Path.Combine(project.Root, "db/schema"))), Project.Never)).Order;
}
