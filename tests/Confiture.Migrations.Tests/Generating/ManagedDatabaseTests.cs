using Confiture.Postgres;
using Confiture.Schema;

namespace Confiture.Migrations.Tests;

/// <summary>Databases that somebody else has prepared, and roles that are no superusers.</summary>
public sealed class ManagedDatabaseTests(ManagedServer managed) : IClassFixture<ManagedServer>
{
    private const string Files = """
        create schema if not exists extensions;
        create extension if not exists citext schema extensions;
        create extension if not exists pgcrypto with schema extensions;
        create extension if not exists pg_trgm;
        create extension if not exists btree_gist version '1.7';
        grant usage on schema extensions to reader;
        alter default privileges grant select on tables to reader;
        create table people (id bigint generated always as identity primary key, email extensions.citext not null unique, name text);
        create index people_trgm on people using gin (name gin_trgm_ops);
        create function shout(text) returns text language sql immutable as $$ select upper($1) $$;
        revoke execute on function shout(text) from public;

        """;

    [Fact]
    public async Task The_whole_life_of_a_schema_needs_no_superuser_and_none_of_the_temporary_servers_facts()
    {
        using var project = await managed.NewProjectAsync(ManagedServer.Owner, "create schema extensions",
            "create extension citext schema extensions version '1.5'", "create extension pgcrypto schema extensions",
            "create extension btree_gist", "comment on extension citext is 'ours'", "comment on schema extensions is 'of the administrator'",
            $"grant usage on schema extensions to {ManagedServer.Owner} with grant option", "grant usage on schema extensions to reader");
        project.Write("db/schema/a.sql", Files);
        await project.SucceedsAsync("migrate", "generate", "initial");
        var (up, down) = (Text(project, "*_initial.up.sql"), Text(project, "*_initial.down.sql"));
        Assert.Contains("CREATE SCHEMA IF NOT EXISTS extensions;", up);
        Assert.Contains("CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA extensions;", up);
        Assert.Contains("CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public VERSION '1.7';", up);
        Assert.Contains("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;", up);
        foreach (var fact in (string[])["COMMENT ON EXTENSION", "FOR ROLE", "VERSION '1.6'", "OWNER TO"]) Assert.DoesNotContain(fact, up);
        Assert.DoesNotContain("DROP EXTENSION", down);
        Assert.DoesNotContain("DROP SCHEMA", down);
        for (var life = 0; life < 2; life++)
        {
            await project.SucceedsAsync("migrate", "up");
            await project.SucceedsAsync("drift");
            if (life == 0) await project.SucceedsAsync("migrate", "down");
        }

        Assert.All((await project.SucceedsAsync("diff", "--format", "sql")).Lines, l => Assert.StartsWith("--", l));
        project.Write("db/schema/a.sql", Files + "create table more (id int);\n");
        await project.SucceedsAsync("migrate", "generate", "more");
        await project.SucceedsAsync("migrate", "up");
        Assert.True(await project.ScalarAsync<bool>("select has_table_privilege('reader', 'more', 'select')"));
        await project.SucceedsAsync("migrate", "down", "--steps", "2");
        Assert.Equal("citext extensions", await project.ScalarAsync<string>("select string_agg(x, ' ' order by x) from (select extname::text from pg_extension "
            + "where extname = 'citext' union all select nspname from pg_namespace where nspname = 'extensions') t (x)"));
    }

    [Fact]
    public async Task What_a_migration_made_without_a_condition_goes_again()
    {
        using var project = await managed.NewProjectAsync(ManagedServer.Owner);
        project.Write("db/schema/a.sql", "create schema ext; create extension if not exists citext schema ext; create schema shop;");
        await project.SucceedsAsync("migrate", "generate", "initial");
        await project.SucceedsAsync("migrate", "up");
        await project.SucceedsAsync("drift");
        await project.SucceedsAsync("migrate", "down");
        Assert.Equal(0, await project.ScalarAsync<long>("select count(*) from pg_namespace where nspname in ('ext', 'shop')"));
    }

    [Fact]
    public async Task Every_role_reads_the_same_schema()
    {
        using var project = await managed.NewProjectAsync(ManagedServer.Owner, "create extension pgcrypto", "grant select on pg_authid to reader",
            "revoke select on information_schema.tables from public");
        project.Write("db/schema/a.sql", Files.Replace("version '1.7'", string.Empty, StringComparison.Ordinal)
            .Replace("pgcrypto with schema extensions", "pgcrypto", StringComparison.Ordinal) + "alter default privileges in schema public grant usage on "
            + "sequences to reader; grant select on people to app; create table owned (id int); alter table owned owner to app;");
        await project.SucceedsAsync("build");
        var options = new CatalogOptions { Mark = LedgerTable.Default.Name, Ignores = LedgerTable.Default.Owns };
        List<DatabaseSchema> seen = [];
        foreach (var role in (string[])[ManagedServer.Owner, "second", "stranger"])
            seen.Add(await ReadAsync(managed.UrlOf(role, project.Url.Database), options));
        seen.Add(await ReadAsync(managed.Server.SocketUrl(project.Url.Database), options));
        foreach (var schema in seen) Assert.Empty(DifferenceText.Lines(SchemaDifference.Between(seen[0], schema)));
        Assert.Single(seen.Select(schema => schema.Fingerprint).Distinct());
        Assert.All(seen, schema => Assert.Equal(ManagedServer.Owner, schema.Self));
        // What was changed of the system's own is seen, and nothing else.
        Assert.Equal(["privileges ON TABLE information_schema.tables", "privileges ON TABLE pg_catalog.pg_authid"],
            seen[0].Objects.Where(o => o.Id.Kind == "privileges").Select(o => o.Id.ToString()));
        foreach (var role in (string[])["second", "postgres"])
        {
            using var other = new Project(role == "postgres" ? managed.Server.SocketUrl(project.Url.Database) : managed.UrlOf(role, project.Url.Database));
            other.Environment();
            other.Write("db/schema/a.sql", File.ReadAllText(Path.Combine(project.Root, "db/schema/a.sql")));
            var drift = await other.CliAsync("drift");
            Assert.Equal(1, drift.Exit);
            Assert.All(drift.Lines.Skip(1), line => Assert.Contains("privileges ON TABLE", line));
            Assert.Equal(2, drift.Lines.Length - 1);
        }
    }

    [Fact]
    public async Task A_role_that_the_files_name_is_itself_however_much_it_owns()
    {
        // The administrator's database, in which another role owns most.
        var before = $"create table t (a int); alter table t owner to {ManagedServer.Owner};\n";
        using var made = await managed.NewProjectAsync("postgres",
            [.. before.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
        using var project = new Project(managed.Server.SocketUrl(made.Url.Database));
        project.Environment();
        project.Write("db/schema/a.sql", before + $"""
            create function sd() returns int language sql security definer as 'select 1';
            alter function sd owner to {ManagedServer.Owner};
            alter default privileges for role {ManagedServer.Owner} revoke all on functions from public;
            """);
        var sql = (await project.SucceedsAsync("diff", "--format", "sql")).Output;
        Assert.Contains($"ALTER ROUTINE public.sd() OWNER TO {ManagedServer.Owner};", sql);
        Assert.Contains($"ALTER DEFAULT PRIVILEGES FOR ROLE {ManagedServer.Owner} REVOKE", sql);
        Assert.DoesNotContain("CURRENT_USER", sql);
    }

    [Fact]
    public async Task Whoever_owns_most_has_built_it()
    {
        string[] tables = ["b", "c", "d"];
        var most = tables.SelectMany(t => (string[])[$"create table {t} (id int)", $"alter table {t} owner to {ManagedServer.Owner}"]);
        string[] made = ["create table a (id int)", "alter table a owner to stranger", .. most];
        using var project = await managed.NewProjectAsync("postgres", made);
        var seen = await ReadAsync(managed.Server.SocketUrl(project.Url.Database), new CatalogOptions { Mark = LedgerTable.Default.Name });
        Assert.Equal(ManagedServer.Owner, seen.Self);
    }

    [Fact]
    public async Task A_schema_whose_owner_the_files_name_is_theirs_and_goes_with_them()
    {
        using var project = await managed.NewProjectAsync(ManagedServer.Owner);
        project.Write("db/schema/a.sql", $"create schema if not exists vault authorization {ManagedServer.Owner}; create schema if not exists shared;");
        await project.SucceedsAsync("migrate", "generate", "initial");
        var down = Text(project, "*_initial.down.sql");
        Assert.Contains("DROP SCHEMA vault", down);
        Assert.DoesNotContain("DROP SCHEMA shared", down);
    }

    [Fact]
    public async Task Line_ends_of_a_checkout_are_no_change()
    {
        const string Schema = "create function f() returns int language sql as $$\n select 1\n$$;\ncreate view v as\n select 1 as a;\ncreate table t(id int "
            + "primary key, n text default $$a\nb$$);\ncomment on table t is $$x\ny$$;\n";
        using var project = await managed.NewProjectAsync(ManagedServer.Owner);
        project.Migration(1, Schema, "drop table t; drop view v; drop function f();");
        project.Write("db/schema/a.sql", Schema.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Contains("Nothing to do", (await project.SucceedsAsync("migrate", "generate", "none")).Errors);
        await project.SucceedsAsync("migrate", "up");
        await project.SucceedsAsync("drift");
        // One that is meant is written as an escape, and stays.
        project.Write("db/schema/a.sql", Schema.Replace("$$a\nb$$", "E'a\\r\\nb'", StringComparison.Ordinal));
        Assert.Equal(1, (await project.CliAsync("drift")).Exit);
        await project.SucceedsAsync("migrate", "generate", "meant");
        await project.SucceedsAsync("migrate", "up");
        await project.SucceedsAsync("drift");
    }

    private static string Text(Project project, string pattern) => File.ReadAllText(Assert.Single(Directory.GetFiles(project.Migrations, pattern)));

    private static async Task<DatabaseSchema> ReadAsync(DatabaseUrl url, CatalogOptions options)
    {
        await using var database = await Database.OpenAsync(url, "tests", Project.Never);
        return await CatalogReader.ReadAsync(database, options, Project.Never);
    }
}
