using Confiture.Benchmarks.Workloads;
using Confiture.Postgres;

namespace Confiture.Benchmarks.Rows;

/// <summary>What a team does every day: a fresh database, and a backfill of a large table.</summary>
internal sealed class Daily(Stage stage)
{
    private const int Migrations = 1000, Filled = 1_000_000;
    private const string Update = "update big set b = a * 2 where b is null";

    public IEnumerable<Row> All => [Template(), Fresh(), Backfill()];

    private Row Template()
    {
        var root = new Lazy<string>(() => Project("template", File.ReadAllText(stage.Generated(1000))));
        return new(
            "build from a template, 1,000 tables", "Builds a schema of 1,000 tables that has not changed since the last time.", Unit.Wall,
            [
                OnMissing("confiture, cloned", root, "build", "--template"),
                OnMissing("confiture --no-template", root, "build", "--no-template") with { AtMost = 0.1 },
            ]);
    }

    private Row Fresh()
    {
        var root = new Lazy<Task<string>>(FreshProjectAsync);
        Contender On(string name, string program, params string[] arguments) => new(name, async () =>
        {
            var (project, url) = (await root.Value, await (await stage.DurableAsync()).EmptyAsync());
            return new(
                Arena.With(url, program, arguments is ["-X", ..] ? [.. arguments, url.ToSecretString()] : arguments, project),
                _ => Arena.ExpectAsync(url, "select count(*) from pg_attribute where attname = 'remark' and attrelid::regclass::text like 'item%'", 100));
        });
        return new(
            $"fresh database, {Migrations:#,0} migrations",
            "Makes a database with the schema that 1,000 migrations of 100 tables lead to: from the DDL files, or by replay.",
            Unit.Wall,
            [
                On("confiture build", stage.Programs.Confiture, "build"),
                On("psql, one session, each migration in begin and commit", stage.Programs.Psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "all.sql")
                    with { AtMost = 0.2 },
                On("confiture migrate up, which waits for the disk once", stage.Programs.Confiture, "migrate", "up"),
                On("psql -1, the schema", stage.Programs.Psql, "-X", "-q", "-1", "-f", "db/schema/schema.sql"),
            ]);
    }

    // The DDL files are what the migrations lead to, as pg_dump prints it.
    private async Task<string> FreshProjectAsync()
    {
        var root = Project("fresh", string.Empty);
        var files = LongHistory.Write(root, Migrations);
        await File.WriteAllTextAsync(Path.Combine(root, "all.sql"), string.Concat(files.Select(file => $"begin;\n\\i {file}\ncommit;\n")));
        var url = await (await stage.QuickAsync()).FilledAsync("fresh", files);
        var dump = await ChildTime.RunAsync(new(stage.Programs.PgDump, ["-s", "--no-owner", "--no-privileges", url.ToSecretString()]));
        if (dump.Exit != 0) throw new NotDoneException($"pg_dump: {dump.Errors.Trim()}");
        var lines = dump.Output.Split('\n').Where(line => !line.StartsWith("SET ", StringComparison.Ordinal)
            && !line.StartsWith('\\') && !line.StartsWith("SELECT pg_catalog", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(root, "db/schema/schema.sql"), string.Join('\n', lines));
        return root;
    }

    private Row Backfill()
    {
        var work = new Lazy<Task<string>>(FilledAsync);
        return new(
            $"batched backfill, {Filled:#,0} rows", "Fills a column of a million rows: in batches of 10,000, or in one UPDATE. Durable server.", Unit.Wall,
            [
                On("confiture, -- confiture: batch pause=0ms", "pause=0ms"),
                // At least 0.7 of its speed.
                new("psql, one UPDATE", async () =>
                {
                    _ = await work.Value;
                    var url = await (await stage.DurableAsync()).CopyAsync("big");
                    return new(Arena.With(url, stage.Programs.Psql, ["-X", "-q", "-c", Update, url.ToSecretString()], "/"), _ => DoneAsync(url));
                }) { AtMost = 1 / 0.7 },
                On("confiture, -- confiture: batch (rests a tenth)", string.Empty),
            ]);

        Contender On(string name, string words) => new(name, async () =>
        {
            _ = await work.Value;
            var root = Project(words.Length == 0 ? "backfill-resting" : "backfill", string.Empty);
            var migrations = Directory.CreateDirectory(Path.Combine(root, "db/migrations")).FullName;
            await File.WriteAllTextAsync(
                Path.Combine(migrations, "20260101000000_fill.up.sql"), $"-- confiture: no transaction\n-- confiture: batch {words}\n{Update};\n");
            var url = await (await stage.DurableAsync()).CopyAsync("big");
            return new(Arena.With(url, stage.Programs.Confiture, ["migrate", "up"], root), _ => DoneAsync(url));
        });
    }

    private static Task DoneAsync(DatabaseUrl url) => Arena.ExpectAsync(url, "select count(*) from big where b = a * 2", Filled);

    private async Task<string> FilledAsync()
    {
        var file = Path.Combine(stage.DirectoryOf("big"), "big.sql");
        await File.WriteAllTextAsync(
            file,
            $"""
            create table big (id int primary key, a int, b int, note text);
            insert into big select g, g % 1000, null, 'row ' || g from generate_series(1, {Filled}) g;

            """);
        await (await stage.DurableAsync()).FilledAsync("big", file);
        return file;
    }

    private Contender OnMissing(string name, Lazy<string> root, params string[] arguments) => new(name, async () =>
    {
        var url = await (await stage.QuickAsync()).MissingAsync("daily");
        return new(
            Arena.With(url, stage.Programs.Confiture, arguments, root.Value),
            _ => Arena.ExpectAsync(url, "select count(*) from pg_class where relkind = 'r' and relname like 'item%'", 1000));
    });

    private string Project(string name, string schema)
    {
        var root = stage.DirectoryOf($"daily-{name}");
        foreach (var directory in (string[])["db/schema", "db/environments"]) Directory.CreateDirectory(Path.Combine(root, directory));
        File.WriteAllText(Path.Combine(root, "db/environments/local.yaml"), "database_url: ${DATABASE_URL}\n");
        if (schema.Length > 0) File.WriteAllText(Path.Combine(root, "db/schema/10_schema.sql"), schema);
        return root;
    }
}
