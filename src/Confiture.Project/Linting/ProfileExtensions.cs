using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Safety;

namespace Confiture.Project;

/// <summary>Extensions that go with a profile. They are never required.</summary>
public static class ProfileExtensions
{
    private static readonly (string Name, string Title, string Use)[] OfFraiseql =
    [
        ("pggit", "pgGit", "it keeps versions of the schema inside of the database"),
        ("pg_tviews", "pg_tviews", "it keeps tv_ tables up to date"),
    ];

    /// <summary>What a server offers to a project, a line for each extension; empty without a profile.</summary>
    /// <param name="profile">The project's profile.</param>
    /// <param name="url">A database of the server.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<IReadOnlyList<string>> NotesAsync(LintProfile? profile, DatabaseUrl url, CancellationToken cancellation)
    {
        if (profile is not LintProfile.Fraiseql) return [];
        await using var database = await Database.OpenAsync(url, SessionName.Of("schema"), cancellation);
        var found = await database.RowsAsync(
            "select name::text, installed_version from pg_available_extensions where name = any ($1)",
            r => (Name: r.Text(0), Version: r.TextOrNull(1)), cancellation, [(string[])[.. OfFraiseql.Select(e => e.Name)]]);
        return [.. from e in OfFraiseql
            from f in found
            where f.Name == e.Name
            select f.Version is { } version ? $"{e.Title} {version} is installed: {e.Use}."
                : $"{e.Title} is available (`CREATE EXTENSION {e.Name}`): {e.Use}."];
    }
}
