using System.Text.Json;
using Confiture.Postgres;
using Confiture.Sql;
using JsonSchema = global::Cli.Tests.JsonSchema;

namespace Confiture.Migrations.Tests;

/// <summary>One project and several databases on one server. The environment's own database does not exist: only its server counts.</summary>
internal sealed class Tenants : IDisposable
{
    private const int AtATime = 4;

    private Tenants(Project project, int count)
    {
        Project = project;
        Names = [.. Enumerable.Range(1, count).Select(number => $"{Prefix}{number:D3}")];
    }

    public Project Project { get; }

    public IReadOnlyList<string> Names { get; }

    public string Prefix => $"{Project.Url.Database}_t";

    public string Pattern => $"{Prefix}*";

    /// <summary>Makes empty databases, and three migrations that make the tables t1, t2 and t3.</summary>
    public static Task<Tenants> NewAsync(SharedServer shared, int count) => NewAsync(shared.NewProjectWithoutDatabase(), count);

    /// <summary>As the other one, for a project on a server of its own.</summary>
    public static async Task<Tenants> NewAsync(Project project, int count)
    {
        var tenants = new Tenants(project, count);
        project.Environment();
        project.Tables(1, 2, 3);
        await using var administrator = await tenants.OpenAsync("postgres");
        foreach (var name in tenants.Names)
            await administrator.ExecuteAsync($"create database {SqlIdentifier.Quote(name)} template template0", Project.Never);
        return tenants;
    }

    public DatabaseUrl UrlOf(string name) => Project.Url.WithDatabase(name);

    public Task<Database> OpenAsync(string name) => Database.OpenAsync(UrlOf(name), "tests", Project.Never);

    public async Task ExecuteAsync(string name, string statement)
    {
        await using var database = await OpenAsync(name);
        await database.ExecuteAsync(statement, Project.Never);
    }

    /// <summary>The tables in a database, without the tool's own.</summary>
    public async Task<string?> TablesAsync(string name)
    {
        await using var database = await OpenAsync(name);
        return await database.ScalarAsync<string>(
            "select coalesce(string_agg(tablename::text, ' ' order by tablename), '') from pg_tables where schemaname = 'public' "
            + "and tablename !~ '^tb_confiture'",
            Project.Never);
    }

    /// <summary>The rows of every ledger as they are stored, with the transaction that wrote each.</summary>
    public async Task<Dictionary<string, string?>> LedgersAsync()
    {
        Dictionary<string, string?> ledgers = new(StringComparer.Ordinal);
        foreach (var some in Names.Chunk(AtATime))
        {
            var read = await Task.WhenAll(some.Select(LedgerAsync));
            foreach (var (name, ledger) in some.Zip(read)) ledgers[name] = ledger;
        }

        return ledgers;
    }

    public async Task<CliResult> RunAsync(int exit, params string[] arguments)
    {
        var result = await Project.CliAsync(arguments);
        Assert.True(result.Exit == exit, result.ToString());
        return result;
    }

    /// <summary>Runs a command and checks its document against the schema.</summary>
    public async Task<JsonElement> DocumentAsync(int exit, string schema, params string[] arguments)
    {
        var document = JsonDocument.Parse((await RunAsync(exit, [.. arguments, "--format", "json"])).Output).RootElement;
        Assert.Equal(schema, document.GetProperty("schema").GetString());
        Assert.Empty(JsonSchema.Load(schema).Mistakes(document));
        return document;
    }

    /// <summary>The states of the databases of a document, by name.</summary>
    public static Dictionary<string, string> StatesOf(JsonElement document) => document.GetProperty("databases").EnumerateArray()
        .ToDictionary(d => d.GetProperty("name").GetString()!, d => d.GetProperty("state").GetString()!, StringComparer.Ordinal);

    /// <summary>The first word or words of each line, which say how a database ended, with its number.</summary>
    public IReadOnlyList<string> Ends(CliResult result) =>
        [.. result.Lines.Select(line => $"{line[..13].Trim()} {line[15..].Split(' ')[0][Prefix.Length..].TrimStart('0')}")];

    /// <summary>Keeps migrations from getting past <c>lock table gate</c> in a database, until it is disposed.</summary>
    public async Task<Database> CloseGateAsync(string name)
    {
        var holder = await OpenAsync(name);
        await holder.ExecuteAsync("create table if not exists gate ()", Project.Never);
        await holder.ExecuteAsync("begin", Project.Never);
        await holder.ExecuteAsync("lock table gate", Project.Never);
        return holder;
    }

    /// <summary>Waits until as many sessions of a database wait for a lock.</summary>
    public async Task WaitingAtGateAsync(string name)
    {
        await using var observer = await OpenAsync("postgres");
        await Eventually.TrueAsync(
            () => observer.ScalarAsync<bool>(
                "select exists (select from pg_locks l join pg_database d on d.oid = l.database where d.datname = $1 and not l.granted)", Project.Never, name),
            $"a migration of {name} waits at the gate");
    }

    public void Dispose() => Project.Dispose();

    private async Task<string?> LedgerAsync(string name)
    {
        await using var database = await OpenAsync(name);
        return await database.ScalarAsync<bool>("select to_regclass('tb_confiture') is null", Project.Never) ? null
            : await database.ScalarAsync<string>("select string_agg(concat_ws(' ', version, applied_at, xmin, ctid), ', ' order by version) from tb_confiture",
                Project.Never);
    }
}
