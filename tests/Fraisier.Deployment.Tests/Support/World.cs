using Confiture.Postgres;

namespace Fraisier.Deployment.Tests;

/// <summary>What is true on a site, seen from outside: link, ledger, schema, service, health, records.</summary>
internal sealed record World(
    string? Live, string Ledger, string Schema, string Effects, long Rows, string? Version, IReadOnlyList<string> Releases,
    IReadOnlyList<HistoryRecord> History, int OpenJournals, bool Locked, int ServiceProcesses)
{
    public static async Task<World> LookAsync(Site site)
    {
        var parts = await site.PartsAsync();
        var store = new DeploymentFiles(parts.Directory.Root, TimeProvider.System);
        await using var database = await Confiture.Postgres.Database.OpenAsync(site.Url, "test", CancellationToken.None);
        var live = await parts.Releases.LiveAsync(CancellationToken.None);
        var health = await parts.Health!.AskAsync(null, CancellationToken.None);
        var releases = Path.Combine(site.AppPath, "releases");
        return new(
            live?.Release.Commit,
            await TextAsync(database,
                "select string_agg(version || ' ' || name || ' ' || checksum_up, ',' order by version) from public.tb_confiture", "public.tb_confiture"),
            await TextAsync(database, "select string_agg(c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ',' order by c.relname, "
                + "a.attnum) from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and "
                + "a.attnum > 0 and not a.attisdropped and c.relname not like 'tb_confiture%'", null),
            await TextAsync(database, "select string_agg(version || '=' || net, ',' order by version) from (select version, "
                + "sum(net) net from effects group by version having sum(net) <> 0) e", "public.effects"),
            await database.ScalarAsync<bool>("select to_regclass('public.items') is null", CancellationToken.None)
                ? 0
                : await database.ScalarAsync<long>("select count(*) from items", CancellationToken.None),
            health.Healthy ? health.Text : null,
            Directory.Exists(releases) ? [.. Directory.EnumerateDirectories(releases).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)] : [],
            [.. store.NewestFirst()],
            store.OpenJournals().Count,
            Directory.Exists(parts.Directory.Root) && store.ReadLease()?.IsHeld(TimeProvider.System.GetUtcNow()) == true,
            Marked(parts.Directory.Root).Count);
    }

    private static async Task<string> TextAsync(Database database, string sql, string? table)
    {
        if (table is not null && await database.ScalarAsync<bool>("select to_regclass($1) is null", CancellationToken.None, table)) return string.Empty;
        return await database.ScalarAsync<string>(sql, CancellationToken.None) ?? string.Empty;
    }

    // The processes of the application itself, without its supervisor.
    private static List<int> Marked(string mark) =>
    [
        .. from directory in Directory.EnumerateDirectories("/proc")
           let pid = int.TryParse(Path.GetFileName(directory), out var id) ? id : 0
           where pid > 1 && Read($"/proc/{pid}/environ").Split('\0').Contains($"FRAISIER_SERVICE={mark}")
           where Read($"/proc/{pid}/cmdline").Contains(Path.GetFileName(Programs.App), StringComparison.Ordinal)
           select pid,
    ];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty; // It ended meanwhile.
        }
    }
}
