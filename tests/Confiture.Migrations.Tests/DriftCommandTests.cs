namespace Confiture.Migrations.Tests;

/// <summary><c>drift</c> as a user has it.</summary>
public sealed class DriftCommandTests(SharedServer shared)
{
    private const string Users = "create table users (id bigint primary key, name text);\n";

    [Fact]
    public async Task Options_that_a_role_may_not_see_are_no_difference()
    {
        using var project = await shared.NewProjectAsync();
        var name = project.Url.Database;
        await project.ExecuteAsync(
            "create extension if not exists postgres_fdw", "create server s foreign data wrapper postgres_fdw options (host 'h')",
            "create user mapping for postgres server s options (user 'u', password 's3cret2')", $"create role reader_{name} login");
        var blind = project.Url.ToSecretString().Replace("postgres@", $"reader_{name}@", StringComparison.Ordinal);

        foreach (var (from, to) in ((string, string)[])[(blind, project.Url.ToSecretString()), (project.Url.ToSecretString(), blind)])
        {
            var same = await project.CliAsync("diff", "--from", from, "--to", to, "--exit-code");
            Assert.True(same.Exit == 0, same.ToString());
            Assert.Empty(same.Output);
            Assert.Contains("hidden from", same.Errors, StringComparison.Ordinal);
        }

        await project.ExecuteAsync("drop server s cascade", $"drop role reader_{name}");
    }

    [Fact]
    public async Task Catalogs_that_cannot_be_read_are_named_as_such()
    {
        using var project = await shared.NewProjectAsync();
        await project.ExecuteAsync($"create database ascii_{project.Url.Database} encoding sql_ascii template template0 lc_collate 'C' lc_ctype 'C'");
        var ascii = project.Url.WithDatabase($"ascii_{project.Url.Database}");
        await Shell.SucceedsAsync(
            project.Root, $"psql -X -q '{ascii.ToSecretString()}' -c $'create table \"t\\xe4b\" (a text)'", ("PGCLIENTENCODING", "SQL_ASCII"));

        var refused = await project.CliAsync("diff", "--from", ascii.ToSecretString(), "--to", project.Url.ToSecretString());

        Assert.Equal(1, refused.Exit);
        Assert.Contains("CONF-PG-009", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("SQL_ASCII", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_names_manual_changes_and_excludes_what_is_ignored()
    {
        using var project = await NewAsync();
        await project.SucceedsAsync("build");
        Assert.Contains("No drift", (await project.SucceedsAsync("drift")).Errors);
        await project.ExecuteAsync("create table extra (id int)", "alter table users alter name set default 'x'", "drop index if exists none");
        var drift = await project.CliAsync("drift");
        Assert.Equal(1, drift.Exit);
        Assert.Contains(drift.Lines, l => l.StartsWith("surplus  table public.extra", StringComparison.Ordinal));
        Assert.Contains(drift.Lines, l => l.StartsWith("surplus  default public.users.name", StringComparison.Ordinal));
        await project.ExecuteAsync("alter table users alter name drop default");
        await project.SucceedsAsync("drift", "--ignore-object", "public.ext*");
        project.Environment("comparison: { ignore: ['public.extra'] }\n");
        await project.SucceedsAsync("drift");
    }

    [Fact]
    public async Task Drift_sees_pending_and_changed_migrations()
    {
        using var project = await NewAsync();
        await project.SucceedsAsync("build");
        project.Migration(1, "select 1;");
        var pending = await project.CliAsync("drift");
        Assert.Equal(1, pending.Exit);
        Assert.Contains("pending", pending.Output);
        await project.UpAsync();
        await project.SucceedsAsync("drift");
        project.Migration(1, "select 2;");
        var changed = await project.CliAsync("drift");
        Assert.Equal(1, changed.Exit);
        Assert.Contains("ChangedUp", changed.Output);
        project.Migration(1, "select 1;");
        project.Migration(2, "-- confiture: no transaction\nselect 1 / 0;");
        Assert.Equal(4, (await project.CliAsync("migrate", "up")).Exit);
        var unfinished = await project.CliAsync("drift");
        Assert.Contains(unfinished.Lines, l => l.StartsWith($"unfinished  {Project.Version(2)}_m2", StringComparison.Ordinal));
        Assert.DoesNotContain("pending", unfinished.Output);
    }

    [Fact]
    public async Task Drift_compares_owners_and_grants_unless_it_is_told_not_to()
    {
        using var project = await NewAsync();
        await project.SucceedsAsync("build");
        await project.ExecuteAsync("create role drift_owner", "create role drift_reader", "alter table users owner to drift_owner",
            "grant select on users to drift_reader");
        Assert.Equal((true, true), await SeenAsync());
        Assert.Equal((false, true), await SeenAsync("--no-owners"));
        Assert.Equal((true, false), await SeenAsync("--no-grants"));
        Assert.Equal((false, false), await SeenAsync("--no-owners", "--no-grants"));
        project.Environment("comparison: { owners: false, grants: false }\n");
        Assert.Equal((false, false), await SeenAsync());
        await project.ExecuteAsync("reassign owned by drift_owner to postgres", "drop owned by drift_reader", "drop role drift_owner",
            "drop role drift_reader");

        async Task<(bool Owner, bool Grant)> SeenAsync(params string[] options)
        {
            var result = await project.CliAsync(["drift", .. options]);
            var seen = (result.Output.Contains("drift_owner", StringComparison.Ordinal), result.Output.Contains("drift_reader", StringComparison.Ordinal));
            Assert.Equal(seen is (false, false) ? 0 : 1, result.Exit);
            return seen;
        }
    }

    [Fact]
    public async Task What_cannot_be_compared_is_drift()
    {
        using var project = await NewAsync();
        await project.SucceedsAsync("build");
        await project.ExecuteAsync("create type odd");
        var drift = await project.CliAsync("drift");
        Assert.Equal(1, drift.Exit);
        Assert.Contains(drift.Lines, l => l.StartsWith("unknown  base type public.odd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_cannot_be_read_is_no_database_without_drift()
    {
        using var project = await NewAsync();
        using var nowhere = new Project(project.Url.WithDatabase("missing"));
        nowhere.Environment();
        nowhere.Write("db/schema/users.sql", Users);
        var result = await nowhere.CliAsync("drift");
        Assert.Equal(7, result.Exit);
        Assert.DoesNotContain("No drift", result.Errors);
    }

    private async Task<Project> NewAsync()
    {
        var project = await shared.NewProjectAsync();
        project.Environment();
        project.Write("db/schema/users.sql", Users);
        return project;
    }
}
