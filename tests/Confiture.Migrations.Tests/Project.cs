using System.Text;
using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>A project directory and its database.</summary>
internal sealed class Project(DatabaseUrl url) : IDisposable
{
    public static readonly CancellationToken Never = CancellationToken.None;

    public DatabaseUrl Url { get; } = url;

    public string Root { get; } = Directory.CreateTempSubdirectory("confiture-test-").FullName;

    public string Migrations => Path.Combine(Root, "db/migrations");

    public MigrationSet Set => Directory.Exists(Migrations) ? MigrationSet.Load(Migrations) : MigrationSet.None(Migrations);

    public static string Version(int number) => $"202601010000{number:D2}";

    /// <summary>Writes the files of migration number N; its name is <c>202601010000NN_mN</c>.</summary>
    public void Migration(int number, string up, string? down = null)
    {
        Write($"db/migrations/{Version(number)}_m{number}.up.sql", up);
        if (down is not null) Write($"db/migrations/{Version(number)}_m{number}.down.sql", down);
    }

    /// <summary>Migration number N makes the table tN.</summary>
    public void Tables(params int[] numbers)
    {
        foreach (var number in numbers) Migration(number, $"create table t{number} (id int);\n", $"drop table t{number};\n");
    }

    public string Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public string Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return full;
    }

    /// <summary>Writes db/environments/local.yaml, which takes the database from DATABASE_URL; more lines may follow.</summary>
    public void Environment(string more = "") => Write("db/environments/local.yaml", "database_url: ${DATABASE_URL}\n" + more);

    public Migrator Migrator(MigratorOptions? options = null) => new(Url, Set, options ?? new MigratorOptions());

    public async Task<IReadOnlyList<string>> UpAsync(MigratorOptions? options = null, string? target = null) =>
        [.. (await Migrator(options).UpAsync(new() { Target = target }, Never)).Select(m => m.Version)];

    public async Task<IReadOnlyList<string>> DownAsync(int steps, MigratorOptions? options = null) =>
        [.. (await Migrator(options).DownAsync(new DownSelection.Steps(steps), Never)).Select(m => m.Version)];

    public Task<ToolException> UpFailsAsync(MigratorOptions? options = null) => Assert.ThrowsAsync<ToolException>(() => UpAsync(options));

    public Task<Database> OpenAsync() => Database.OpenAsync(Url, "tests", Never);

    public async Task ExecuteAsync(params string[] statements)
    {
        await using var database = await OpenAsync();
        foreach (var statement in statements) await database.ExecuteAsync(statement, Never);
    }

    public async Task<T?> ScalarAsync<T>(string sql, params object?[] parameters)
    {
        await using var database = await OpenAsync();
        return await database.ScalarAsync<T>(sql, Never, parameters);
    }

    /// <summary>The tables of a schema by name, without ledger and fence.</summary>
    public Task<string?> TablesAsync(string schema = "public") => ScalarAsync<string>(
        "select coalesce(string_agg(tablename::text, ' ' order by tablename), '') from pg_tables where schemaname = $1 and tablename !~ '^tb_confiture'",
        schema);

    /// <summary>The versions in the ledger.</summary>
    public Task<string?> LedgerAsync() => ScalarAsync<string>("select coalesce(string_agg(version, ' ' order by version), '') from tb_confiture");

    public async Task<CliResult> CliAsync(params string[] arguments)
    {
        await using var cli = Cli.Start(Root, arguments, ("DATABASE_URL", Url.ToSecretString()));
        return await cli.EndAsync();
    }

    /// <summary>Runs a command that has to succeed.</summary>
    public async Task<CliResult> SucceedsAsync(params string[] arguments)
    {
        var result = await CliAsync(arguments);
        Assert.True(result.Exit == 0, result.ToString());
        return result;
    }

    public Cli StartCli(params string[] arguments) => Cli.Start(Root, arguments, ("DATABASE_URL", Url.ToSecretString()));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
