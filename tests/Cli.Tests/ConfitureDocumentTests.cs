using System.Text.Json;
using Foundation.Processes;

namespace Cli.Tests;

/// <summary>Every document of <c>confiture</c> fits its schema.</summary>
public sealed class ConfitureDocumentTests(SharedServer server) : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("confiture-cli-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_project_from_its_first_file_to_the_last_migration_taken_back()
    {
        var url = await server.NewDatabaseAsync();
        Assert.NotEmpty(Documents.Of(await RunAsync(url, "init"), "confiture/init/1").GetProperty("written").EnumerateArray());
        Documents.Of(await RunAsync(url, "build"), "confiture/build/1");
        var generated = Documents.Of(await RunAsync(url, "migrate", "generate", "--empty", "orders"), "confiture/migrate-generate/1")
            .GetProperty("migrations")[0];
        await File.WriteAllTextAsync(generated.GetProperty("up").GetString()!, "create table orders (id int);\n");
        await File.WriteAllTextAsync(generated.GetProperty("down").GetString()!, "drop table orders;\n");

        Assert.Equal(1, Documents.Of(await RunAsync(url, "migrate", "status"), "confiture/migrate-status/1").GetProperty("pending").GetInt32());
        var dry = Documents.Of(await RunAsync(url, "migrate", "up", "--dry-run"), "confiture/migrate-dry-run/1").GetProperty("migrations")[0];
        Assert.Equal("additive", dry.GetProperty("statements")[0].GetProperty("risk").GetString());
        Assert.Equal(JsonValueKind.Null, dry.GetProperty("statements")[0].GetProperty("observed").ValueKind);
        var tried = Documents.Of(await RunAsync(url, "migrate", "up", "--dry-run-execute"), "confiture/migrate-dry-run/1");
        Assert.Empty(tried.GetProperty("migrations")[0].GetProperty("statements")[0].GetProperty("observed").GetProperty("differences").EnumerateArray());
        Assert.Single(Documents.Of(await RunAsync(url, "migrate", "up"), "confiture/migrate-up/1").GetProperty("applied").EnumerateArray());
        foreach (var way in (string[])["--dry-run", "--dry-run-execute"])
            Assert.Equal("down", Documents.Of(await RunAsync(url, "migrate", "down", way), "confiture/migrate-dry-run/1").GetProperty("direction").GetString());
        Assert.Equal(1, Documents.Of(await RunAsync(url, "migrate", "status"), "confiture/migrate-status/1").GetProperty("applied").GetInt32());
        Assert.Empty(Documents.Of(await RunAsync(url, "migrate", "up"), "confiture/migrate-up/1").GetProperty("applied").EnumerateArray());
        Assert.Equal("orders", Documents.Of(await RunAsync(url, "migrate", "current"), "confiture/migrate-current/1").GetProperty("name").GetString());
        Assert.Single(Documents.Of(await RunAsync(url, "migrate", "down"), "confiture/migrate-down/1").GetProperty("rolledBack").EnumerateArray());
        Assert.Single(Documents.Of(await RunAsync(url, "migrate", "baseline"), "confiture/migrate-baseline/1").GetProperty("recorded").EnumerateArray());
    }

    [Fact]
    public async Task A_failed_migration_is_an_error_document_with_the_exit_code_of_the_process()
    {
        var url = await server.NewDatabaseAsync();
        await RunAsync(url, "init");
        var migration = Path.Combine(root, "db/migrations/20260101000000_broken.up.sql");
        await File.WriteAllTextAsync(migration, "select 1 / 0;\n");

        var error = Documents.Of(await RunAsync(url, "migrate", "up"), "error/1", exit: 3);
        Assert.Equal(("CONF-MIG-003", 3), (error.GetProperty("code").GetString(), error.GetProperty("exit").GetInt32()));
        var dry = Documents.Of(await RunAsync(url, "migrate", "up", "--dry-run-execute"), "confiture/migrate-dry-run/1", exit: 3);
        Assert.Equal("CONF-MIG-003", dry.GetProperty("execution").GetProperty("failure").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Files_that_disagree_with_the_ledger_are_a_status_document_and_exit_code_8()
    {
        var url = await server.NewDatabaseAsync();
        await RunAsync(url, "init");
        var migration = Path.Combine(root, "db/migrations/20260101000000_first.up.sql");
        await File.WriteAllTextAsync(migration, "select 1;\n");
        await RunAsync(url, "migrate", "up");
        await File.WriteAllTextAsync(migration, "select 2;\n");

        var status = Documents.Of(await RunAsync(url, "migrate", "status"), "confiture/migrate-status/1", exit: 8);
        Assert.Equal("changedUp", Assert.Single(status.GetProperty("migrations").EnumerateArray()).GetProperty("state").GetString());
        Assert.Single(Documents.Of(await RunAsync(url, "migrate", "repair", "20260101000000"), "confiture/migrate-repair/1")
            .GetProperty("repaired").EnumerateArray());
        var repaired = Documents.Of(await RunAsync(url, "migrate", "status"), "confiture/migrate-status/1").GetProperty("migrations")[0];
        Assert.Equal(("applied", true), (repaired.GetProperty("state").GetString(), repaired.GetProperty("repairedBy").GetString() is { Length: > 0 }));
    }

    [Fact]
    public async Task What_stands_in_the_way_of_migrations_and_another_tool_s_history_are_documents()
    {
        var url = await server.NewDatabaseAsync();
        await RunAsync(url, "init");
        await File.WriteAllTextAsync(Path.Combine(root, "db/migrations/20240101000000_first.up.sql"), "create table t1 (id int);\n");
        Assert.Equal("irreversible", Assert.Single(Documents.Of(await RunAsync(url, "migrate", "validate"), "confiture/migrate-validate/1", exit: 1)
            .GetProperty("problems").EnumerateArray()).GetProperty("rule").GetString());
        Assert.True(Documents.Of(await RunAsync(url, "migrate", "preflight"), "confiture/migrate-preflight/1").GetProperty("ready").GetBoolean());
        await RunAsync(url, "migrate", "up");
        Documents.Of(await RunAsync(url, "migrate", "adopt"), "error/1", exit: 6);
        await File.WriteAllTextAsync(Path.Combine(root, "db/migrations/20260101000000_table.up.sql"),
            "create table schema_migrations (version varchar primary key); insert into schema_migrations values ('20240101000000');\n");
        await RunAsync(url, "migrate", "up");
        Assert.Equal("inLedger", Assert.Single(Documents.Of(await RunAsync(url, "migrate", "adopt"), "confiture/migrate-adopt/1")
            .GetProperty("applied").EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Differences_drift_and_generated_migrations_are_documents()
    {
        var url = await server.NewDatabaseAsync();
        await RunAsync(url, "init");
        Assert.Single(Documents.Of(await RunAsync(url, "migrate", "generate", "initial"), "confiture/migrate-generate/1")
            .GetProperty("migrations").EnumerateArray());
        await RunAsync(url, "migrate", "up");
        Assert.Empty(Documents.Of(await RunAsync(url, "diff"), "confiture/diff/1").GetProperty("differences").EnumerateArray());
        Assert.False(Documents.Of(await RunAsync(url, "drift"), "confiture/drift/1").GetProperty("hasDrift").GetBoolean());
        await File.AppendAllTextAsync(Path.Combine(root, "db/schema/10_tables/users.sql"), "alter table users add bio text, alter name drop not null;\n");
        Assert.Equal(2, Documents.Of(await RunAsync(url, "diff"), "confiture/diff/1").GetProperty("differences").GetArrayLength());
        Assert.True(Documents.Of(await RunAsync(url, "drift"), "confiture/drift/1", exit: 1).GetProperty("hasDrift").GetBoolean());
    }

    [Fact]
    public async Task Verifications_checks_squashed_migrations_and_rebuilt_databases_are_documents()
    {
        var url = await server.NewDatabaseAsync();
        await RunAsync(url, "init");
        await RunAsync(url, "migrate", "generate", "initial");
        await Published.ShellAsync($"cd {root} && git init -q -b main && git add -A && git -c user.name=t -c user.email=t@example.com commit -qm first");
        Assert.True(Documents.Of(await RunAsync(url, "migrate", "verify"), "confiture/migrate-verify/1").GetProperty("holds").GetBoolean());
        await File.WriteAllTextAsync(Path.Combine(root, "db/migrations/20990101000000_orders.up.sql"), "create table orders (id int primary key);\n");
        await File.WriteAllTextAsync(Path.Combine(root, "db/migrations/20990101000000_orders.down.sql"), "select 1;\n");
        await File.WriteAllTextAsync(Path.Combine(root, "db/seeds/common/1.sql"), "insert into users (email, name) values ('a@b', 'A');\nselect 1 / 0;\n");
        var broken = Documents.Of(await RunAsync(url, "migrate", "verify"), "confiture/migrate-verify/1", exit: 1);
        Assert.NotEmpty(broken.GetProperty("migrations")[1].GetProperty("differences").EnumerateArray());
        Assert.NotEmpty(broken.GetProperty("rows").GetProperty("notLoaded").EnumerateArray());
        Assert.False(Documents.Of(await RunAsync(url, "check", "--base", "main"), "confiture/check/1", exit: 1).GetProperty("passed").GetBoolean());
        await File.WriteAllTextAsync(Path.Combine(root, "db/migrations/20990101000000_orders.down.sql"), "drop table orders;\n");
        var squashed = Documents.Of(
            await RunAsync(url, "migrate", "squash", "--through", "20990101000000", "--force"), "confiture/migrate-squash/1");
        Assert.Equal(4, squashed.GetProperty("deleted").GetArrayLength());
        Assert.NotNull(Documents.Of(await RunAsync(url, "rebuild", "--no-seed"), "confiture/rebuild/1").GetProperty("keptAs").GetString());
    }

    [Fact]
    public async Task Seeds_and_files_in_one_are_documents()
    {
        var url = await server.NewDatabaseAsync();
        await RunAsync(url, "init");
        await File.WriteAllTextAsync(Path.Combine(root, "db/seeds/common/1.sql"), "insert into users (email, name) values ('a@b', 'A');\n");
        Assert.Single(Documents.Of(await RunAsync(url, "seed", "validate"), "confiture/seed-validate/1").GetProperty("tables").EnumerateArray());
        Assert.Equal(3, Documents.Of(await RunAsync(url, "seed", "generate", "users", "--count", "3", "--output", Path.Combine(root, "rows.sql")),
            "confiture/seed-generate/1").GetProperty("tables")[0].GetProperty("rows").GetInt32());
        Documents.Of(await RunAsync(url, "build", "--no-seed"), "confiture/build/1");
        Assert.Single(Documents.Of(await RunAsync(url, "seed", "apply"), "confiture/seed-apply/1").GetProperty("applied").EnumerateArray());
        Assert.Equal(1, Documents.Of(await RunAsync(url, "seed", "apply"), "confiture/seed-apply/1").GetProperty("unchanged").GetInt32());
        Assert.Equal("all.sql", Documents.Of(await RunAsync(url, "build", "--output", "all.sql"), "confiture/build/1").GetProperty("output").GetString());
    }

    [Fact]
    public async Task Many_databases_are_one_document()
    {
        var url = await server.NewDatabaseAsync();
        await RunAsync(url, "init");
        await File.WriteAllTextAsync(Path.Combine(root, "db/migrations/20260101000000_first.up.sql"), "create table first ();\n");
        await File.WriteAllTextAsync(Path.Combine(root, "db/migrations/20260101000000_first.down.sql"), "drop table first;\n");
        await File.WriteAllTextAsync(Path.Combine(root, "list"), "${DATABASE_URL}\n");
        await File.WriteAllTextAsync(Path.Combine(root, "broken"), "${DATABASE_URL}\nno_such_database\n");
        const string many = "confiture/migrate-many/1", states = "confiture/migrate-status-many/1", tried = "confiture/migrate-dry-run-many/1";

        Assert.Equal("pending", StateIn(Documents.Of(await RunAsync(url, "migrate", "up", "--targets", "list", "--dry-run"), tried)));
        Assert.Equal("done", StateIn(Documents.Of(await RunAsync(url, "migrate", "up", "--targets", "broken", "--keep-going"), many, exit: 3)));
        Assert.Equal("upToDate", StateIn(Documents.Of(await RunAsync(url, "migrate", "status", "--targets", "list"), states)));
        Documents.Of(await RunAsync(url, "migrate", "current", "--targets", "list"), "confiture/migrate-current-many/1");
        Assert.Equal("upToDate", StateIn(Documents.Of(await RunAsync(url, "migrate", "status", "--targets", "broken"), states, exit: 7)));

        static string? StateIn(System.Text.Json.JsonElement document) => document.GetProperty("databases")[0].GetProperty("state").GetString();
    }

    [Fact]
    public async Task Server_programs_are_listed() =>
        Assert.NotEmpty(Documents.Of(await RunAsync(string.Empty, "postgres", "list"), "confiture/postgres-list/1").GetProperty("servers").EnumerateArray());

    [Fact]
    public async Task Server_programs_are_installed() => Documents.Of(
        await Published.RunInAsync(root, "confiture", ["postgres", "install", "15", "--format", "json"], ("XDG_CACHE_HOME", root)),
        "confiture/postgres-install/1");

    [Fact]
    public async Task A_throw_away_server_says_where_it_is_before_it_ends()
    {
        var path = Path.Combine(root, "document.json");
        var result = await Published.ShellAsync($$"""
            confiture postgres run --format json >{{path}} & pid=$!
            for i in $(seq 300); do grep -q '^}' {{path}} && break; sleep 0.1; done
            kill -TERM $pid; wait $pid; echo "exit $?"
            """);
        Assert.Equal("exit 0\n", result.Output);
        Documents.Of(await File.ReadAllTextAsync(path), "confiture/postgres-run/1");
    }

    private Task<CommandResult> RunAsync(string url, params string[] arguments) =>
        Published.RunInAsync(root, "confiture", [.. arguments, "--format", "json"], ("DATABASE_URL", url));
}
