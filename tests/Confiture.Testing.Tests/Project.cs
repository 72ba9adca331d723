namespace Confiture.Testing.Tests;

/// <summary>A project's directory.</summary>
internal sealed class Project : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("confiture-testing-").FullName;

    public Project(string name = "shop", string? schema = "create table t (id bigint primary key, a text);\n")
    {
        Root = Path.Combine(parent, name);
        if (schema is not null) Write("db/schema/10_t.sql", schema);
    }

    public string Root { get; }

    public static string Version(int number) => $"202601010000{number:D2}";

    public Project Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    /// <summary>Writes the files of migration number N.</summary>
    public Project Migration(int number, string up, string? down = null)
    {
        Write($"db/migrations/{Version(number)}_m{number}.up.sql", up);
        return down is null ? this : Write($"db/migrations/{Version(number)}_m{number}.down.sql", down);
    }

    public Task<TestDatabases> StartAsync(TestDatabaseOptions? options = null) =>
        TestDatabases.StartAsync(Root, (options ?? new()) with { Postgres = SharedServer.Today });

    public void Dispose() => Directory.Delete(parent, recursive: true);
}
