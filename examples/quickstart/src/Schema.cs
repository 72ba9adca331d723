using Npgsql;

namespace Quickstart;

/// <summary>The state of the database compared with what this release needs.</summary>
/// <param name="Version">The newest migration in the database; null when it could not be read.</param>
/// <param name="Problem">Why this release cannot work with it; null when it can.</param>
public sealed record SchemaReport(string? Version, string? Problem);

/// <summary>Compares the database with the migrations that came with this release.</summary>
public sealed class Schema(NpgsqlDataSource database, IWebHostEnvironment host)
{
    private const int VersionLength = 14;

    private readonly string expected = Directory.EnumerateFiles(Path.Combine(host.ContentRootPath, "db", "migrations"), "*.up.sql")
        .Max(path => Path.GetFileName(path)[..VersionLength])!;

    public async Task<SchemaReport> LookAsync()
    {
        try
        {
            await using var command = database.CreateCommand(
                """
                select (select max(version) from public.tb_confiture),
                       array(select wanted from unnest($1) wanted
                             where not exists (select 1 from pg_attribute
                                               where attrelid = to_regclass('note') and attname = wanted and attnum > 0 and not attisdropped))
                """);
            command.Parameters.AddWithValue(Notes.Columns);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            var version = reader.IsDBNull(0) ? null : reader.GetString(0);
            return new(version, ProblemOf(version, reader.GetFieldValue<string[]>(1)));
        }
        catch (NpgsqlException e)
        {
            return new(null, $"the database cannot be queried: {e.Message}");
        }
    }

    private string? ProblemOf(string? version, string[] missing) =>
        version != expected ? $"the schema is at {version ?? "no migration"}; this release expects {expected}"
        : missing.Length > 0 ? $"table note has no column {string.Join(", ", missing)}"
        : null;
}
