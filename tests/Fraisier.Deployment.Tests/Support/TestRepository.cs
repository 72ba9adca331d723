using Foundation.Processes;

namespace Fraisier.Deployment.Tests;

/// <summary>A real git repository with releases of the test application: what each needs of the schema is written in it.</summary>
internal sealed class TestRepository(string directory)
{
    private static readonly CommandRunner Runner = new()
    {
        Environment = new Dictionary<string, string?> { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_SYSTEM"] = "/dev/null" },
    };

    public string Path { get; } = directory;

    public static async Task<TestRepository> CreateAsync(string directory)
    {
        Directory.CreateDirectory(directory);
        var repository = new TestRepository(directory);
        await repository.GitAsync("init", "--quiet", "--initial-branch=main");
        repository.Write("confiture.yaml", "name: production\nmigration:\n  locking:\n    timeout_ms: 5000\n");
        return repository;
    }

    /// <summary>Three releases: v1 has a table, v2 adds two columns in two migrations, and variants of v2 fail in ways of their own.</summary>
    public static async Task<TestRepository> WithReleasesAsync(string directory)
    {
        var repository = await CreateAsync(directory);
        repository.Migration("20260101000000", "items", "create table items (id int primary key)", "drop table items");
        repository.Migration("20260101000001", "effects", "create table effects (version text, net int)", "drop table effects");
        repository.App("1", columns: "id");
        await repository.CommitAsync("v1");
        repository.Migration("20260102000000", "name", "alter table items add column name text; insert into effects values ('20260102000000', 1)",
            "alter table items drop column name; insert into effects values ('20260102000000', -1)");
        repository.Migration("20260102000001", "price", "alter table items add column price int; insert into effects values ('20260102000001', 1)",
            "alter table items drop column price; insert into effects values ('20260102000001', -1)");
        repository.App("2", columns: "id,name,price");
        await repository.CommitAsync("v2");
        repository.App("2", columns: "id,name,price", healthy: false);
        await repository.CommitAsync("unhealthy");
        repository.App("2", columns: "id,name,price");
        repository.Migration("20260102000002", "broken", "insert into effects values ('20260102000002', 1); select 1 / 0", "select 1");
        await repository.CommitAsync("migration-fails");
        await repository.FromAsync("v2");
        repository.Write("db/migrations/20260102000003_index.up.sql", "-- confiture: no transaction\ncreate index concurrently if not exists items_name on "
            + "items (name);\ncreate index concurrently if not exists items_price on items (price);\n");
        repository.Write("db/migrations/20260102000003_index.down.sql",
            "-- confiture: no transaction\ndrop index concurrently if exists items_price;\ndrop index concurrently if exists items_name;\n");
        await repository.CommitAsync("outside");
        repository.App("2", columns: "id,name,price", healthy: false);
        await repository.CommitAsync("outside-unhealthy");
        await repository.GitAsync("checkout", "--quiet", "--force", "main");
        return repository;
    }

    /// <summary>Puts the working files back to a commit; the next commit follows it.</summary>
    public async Task<TestRepository> FromAsync(string tag)
    {
        await GitAsync("checkout", "--quiet", "--force", "-B", "work", tag);
        await GitAsync("clean", "--quiet", "--force", "-d");
        return this;
    }

    /// <summary>The versions of a commit's migrations, in order.</summary>
    public async Task<IReadOnlyList<string>> VersionsAsync(string tag) =>
    [
        .. (await GitAsync("ls-tree", "--name-only", tag, "db/migrations/")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => p.EndsWith(".up.sql", StringComparison.Ordinal)).Select(p => System.IO.Path.GetFileName(p).Split('_')[0]).Order(StringComparer.Ordinal),
    ];

    public void Migration(string version, string name, string up, string? down)
    {
        Write($"db/migrations/{version}_{name}.up.sql", up + ";\n");
        if (down is not null) Write($"db/migrations/{version}_{name}.down.sql", down + ";\n");
    }

    public void App(string version, string columns, bool healthy = true, string extra = "") =>
        Write("app.txt", $"version={version}\nhealthy={(healthy ? "true" : "false")}\ncolumn={columns}\n{extra}");

    public void Write(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Commits everything and gives it a tag; returns the commit's id.</summary>
    public async Task<string> CommitAsync(string tag)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--allow-empty", "--message", tag);
        await GitAsync("tag", tag);
        return await GitAsync("rev-parse", "HEAD");
    }

    public Task<string> CommitOf(string tag) => GitAsync("rev-parse", tag + "^{commit}");

    public Task<string> GitAsync(params string[] arguments) => Runner.OutputOfAsync(Command.Of("git", ["-C", Path, .. arguments]), CancellationToken.None);
}
