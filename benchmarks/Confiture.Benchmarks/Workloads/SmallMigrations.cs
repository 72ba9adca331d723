using System.Text;

namespace Confiture.Benchmarks.Workloads;

/// <summary>Many small migrations, for each contender in the files that it reads.</summary>
internal sealed class SmallMigrations
{
    /// <summary>How many tables, added columns and indexes there are when all migrations are applied: one for each.</summary>
    public const string ObjectsQuery =
        """
        select (select count(*) from pg_tables where schemaname = 'public' and tablename ~ '^item_[0-9]+$')
            + (select count(*) from pg_indexes where schemaname = 'public' and indexname ~ '^item_[0-9]+_name$')
            + (select count(*) from pg_attribute where attname = 'note' and attnum > 0 and attrelid::regclass::text ~ '^item_[0-9]+$')
        """;

    private readonly StringBuilder driver = new();
    private readonly StringBuilder plan = new("%syntax-version=1.0.0\n%project=benchmark\n\n");

    /// <param name="root">An empty directory, which becomes the project's root.</param>
    /// <param name="count">How many migrations.</param>
    public SmallMigrations(string root, int count)
    {
        (Root, Count) = (root, count);
        Write("db/environments/local.yaml", "database_url: ${DATABASE_URL}\n");
        Write("sqitch.conf", "[core]\n    engine = pg\n[user]\n    name = benchmark\n    email = benchmark@localhost\n");
        for (var number = 0; number < count; number++) WriteOne(number);
        Write("all.sql", driver.ToString());
        Write("sqitch.plan", plan.ToString());
    }

    /// <summary>The directory in which programs find what they read.</summary>
    public string Root { get; }

    public int Count { get; }

    /// <summary>Every file in a transaction of its own, for one psql session.</summary>
    public string PsqlDriver => Path.Combine(Root, "all.sql");

    public string DbmateDirectory => Path.Combine(Root, "dbmate");

    private void WriteOne(int number)
    {
        var (change, name) = ($"step_{number}", $"{20260101000000 + number}_step_{number}");
        var (up, down) = Statements(number);
        Write($"db/migrations/{name}.up.sql", $"-- Step {number}.\n{up};\n");
        Write($"db/migrations/{name}.down.sql", $"{down};\n");
        driver.Append("begin;\n\\i ").Append(Path.Combine(Root, "db/migrations", name + ".up.sql")).Append("\ncommit;\n");
        Write($"dbmate/{name}.sql", $"-- migrate:up\n-- Step {number}.\n{up};\n\n-- migrate:down\n{down};\n");
        Write($"deploy/{change}.sql", $"begin;\n-- Step {number}.\n{up};\ncommit;\n");
        Write($"revert/{change}.sql", $"begin;\n{down};\ncommit;\n");
        plan.Append(change).Append(" 2026-01-01T00:00:00Z benchmark <benchmark@localhost> # Step ").Append(number).Append('\n');
    }

    // What projects do most: a table, then a column, then an index.
    private static (string Up, string Down) Statements(int number)
    {
        var table = $"item_{number / 3}";
        const string columns =
            "    id bigint generated always as identity primary key,\n    name text not null,\n    created_at timestamptz not null default now()\n";
        return (number % 3) switch
        {
            0 => ($"create table {table} (\n{columns})", $"drop table {table}"),
            1 => ($"alter table {table} add column note text", $"alter table {table} drop column note"),
            _ => ($"create index {table}_name on {table} (name)", $"drop index {table}_name"),
        };
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
