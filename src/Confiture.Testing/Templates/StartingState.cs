using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Testing;

/// <summary>What a database for a test begins with. It is built once, as a template, and cloned from then on.</summary>
/// <param name="run">Names and marks the databases.</param>
/// <param name="key">What the template holds.</param>
/// <param name="label">Which templates replace each other, when files change.</param>
/// <param name="fill">Fills an empty database.</param>
internal sealed class StartingState(TestServer server, TestRun run, string key, string label, Func<DatabaseUrl, CancellationToken, Task> fill)
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(10);
    private volatile string? template;
    private volatile bool hasNoTemplate;

    /// <summary>Makes a database.</summary>
    /// <param name="session">A session of its own.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>Its name.</returns>
    /// <exception cref="ToolException">It could not be made or filled.</exception>
    internal async Task<string> MakeAsync(ServerDatabases session, CancellationToken cancellation)
    {
        try
        {
            return await run.AddAsync(session, name => CreateAsync(session, name, cancellation), cancellation);
        }
        catch (ServerException e)
        {
            throw BuildErrors.Refused(session.Connection.Url, "A database for tests could not be made", e);
        }
    }

    private async Task CreateAsync(ServerDatabases session, string name, CancellationToken cancellation)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            template ??= await TemplateAsync(session, cancellation);
            try
            {
                await session.CreateAsync(name, Shape(template), cancellation);
                break;
            }
            catch (ServerException e) when (!isAgain && e.SqlState == SqlState.InvalidCatalogName)
            {
                // A run with other files has pruned it.
                template = null;
            }
        }

        if (hasNoTemplate) await fill(server.Url.WithDatabase(name), cancellation);
    }

    private static DatabaseShape Shape(string? original) => original is null ? DatabaseShape.Usual : new($"template {SqlIdentifier.Quote(original)}");

    // Null when the schema sets something for the database itself that no clone would have: then each is built.
    private async Task<string?> TemplateAsync(ServerDatabases session, CancellationToken cancellation)
    {
        if (hasNoTemplate) return null;
        var found = await new TemplateCache(session, BuildLimit, kept: 1).EnsureAsync(
            key, label, Shape(null), name => fill(server.Url.WithDatabase(name), cancellation), cancellation);
        hasNoTemplate = found is null;
        return found;
    }
}
