using System.Text;
using Confiture.Project;

namespace Confiture.Benchmarks;

/// <summary>A project with many small migrations, and the same files as one psql script.</summary>
internal sealed class SmallMigrations : IDisposable
{
    public const int Count = 300;

    public SmallMigrations()
    {
        Directory.CreateDirectory(Migrations);
        Write("db/environments/local.yaml", "database_url: ${DATABASE_URL}\n");
        var driver = new StringBuilder();
        for (var number = 0; number < Count; number++)
        {
            var name = $"{20260101000000 + number}_step_{number}";
            var (up, down) = Statements(number);
            Write($"db/migrations/{name}.up.sql", $"-- Step {number}.\n{up};\n");
            Write($"db/migrations/{name}.down.sql", $"{down};\n");
            driver.Append("begin;\n\\i ").Append(Path.Combine(Migrations, name + ".up.sql")).Append("\ncommit;\n");
        }

        Write("all.sql", driver.ToString());
    }

    /// <summary>The project's directory.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("confiture-benchmark-").FullName;

    public string Migrations => Path.Combine(Root, "db/migrations");

    /// <summary>Every file in a transaction of its own, for one psql session.</summary>
    public string PsqlDriver => Path.Combine(Root, "all.sql");

    /// <summary>How many tables stand when all migrations are applied.</summary>
    public static int Tables => (Count + 2) / 3;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    // What projects do most: a table, then a column, then an index.
    private static (string Up, string Down) Statements(int number)
    {
        var table = $"item_{number / 3}";
        return (number % 3) switch
        {
            0 => ($"create table {table} (\n    id bigint generated always as identity primary key,\n    name text not null,\n    created_at timestamptz not null default now()\n)", $"drop table {table}"),
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
