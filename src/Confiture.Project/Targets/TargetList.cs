using Confiture.Migrations;
using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>Makes a list of databases into targets: each database once, each with a name of its own.</summary>
public static class TargetList
{
    /// <summary>Names the databases: by the database alone when all are on one server.</summary>
    /// <param name="urls">The databases; those with the same server and name count once.</param>
    public static IReadOnlyList<RolloutTarget> Of(IEnumerable<DatabaseUrl> urls)
    {
        var distinct = urls.DistinctBy(url => (url.Server, url.Database)).ToList();
        var isOneServer = distinct.Select(url => url.Server).Distinct(StringComparer.Ordinal).Count() <= 1;
        return [.. distinct.Select(url => new RolloutTarget(isOneServer ? url.Database : $"{url.Database} on {url.Server}", url))];
    }

    /// <summary>
    /// As <see cref="Of"/>, and asks servers that are written differently and have a database of the same name whether they are the same one,
    /// as <c>localhost</c> and <c>127.0.0.1</c> are.
    /// </summary>
    /// <param name="urls">The databases.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public static async Task<IReadOnlyList<RolloutTarget>> OfAsync(IEnumerable<DatabaseUrl> urls, CancellationToken cancellation)
    {
        var targets = Of(urls);
        var namesakes = targets.GroupBy(t => t.Url.Database).Where(group => group.Count() > 1).SelectMany(group => group).ToList();
        if (namesakes.Count == 0) return targets;
        var servers = namesakes.Select(t => t.Url).DistinctBy(url => url.Server).ToList();
        var identities = await Task.WhenAll(servers.Select(url => IdentityAsync(url, cancellation)));
        var identityOf = servers.Zip(identities).ToDictionary(pair => pair.First.Server, pair => pair.Second, StringComparer.Ordinal);
        return Of(targets.Select(t => t.Url).DistinctBy(url => (identityOf.GetValueOrDefault(url.Server) ?? url.Server, url.Database)));
    }

    // A copy of a server has its system identifier, but was not started in the same microsecond.
    private static async Task<string?> IdentityAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        try
        {
            await using var database = await Database.OpenAsync(url, SessionName.Of("status"), cancellation);
            return await database.ScalarAsync<string>("select 'started ' || extract(epoch from pg_postmaster_start_time())", cancellation);
        }
        catch (Exception e) when (e is ToolException or DatabaseException)
        {
            // The run reports it.
            return null;
        }
    }
}
