using Confiture.Postgres;
using Foundation.Configuration;

namespace Fraisier.Deployment;

/// <summary>Reads the database of a target.</summary>
internal static class DatabaseReader
{
    private static readonly Dictionary<string, string> Strategies = new(StringComparer.Ordinal)
    {
        [DatabaseSettings.Migrate] = DatabaseSettings.Migrate,
        ["apply"] = DatabaseSettings.Migrate,
        ["rebuild"] = "rebuild",
        ["restore_migrate"] = "restore_migrate",
    };

    /// <summary>Reads it; null without one. The URL is parsed later, when the whole file was found to be sound.</summary>
    /// <param name="map">The map <c>database</c>.</param>
    /// <param name="path">The file, for messages.</param>
    public static Func<DatabaseSettings>? Read(ConfigurationMap? map, string path)
    {
        if (map is null) return null;
        var strategy = map.Choice("strategy", Strategies, DatabaseSettings.Migrate);
        var (name, url) = (map.OptionalText("name"), map.OptionalText("database_url"));
        var (config, migrations) = (InRelease(map, "confiture_config"), InRelease(map, "migrations_dir"));
        var shared = map.TextList("shared_with");
        if (shared.FirstOrDefault(s => s.Split('/') is not [{ Length: > 0 }, { Length: > 0 }]) is { } strange)
        {
            map.Mistake("shared_with",
                $"`{strange}` is not a target", "write FRAISE/ENVIRONMENT");
        }

        return () => new(name, url is null ? null : DatabaseUrl.Parse(url, $"{path}: database_url"), config, shared, strategy)
        {
            MigrationsDirectory = migrations,
        };
    }

    private static string? InRelease(ConfigurationMap map, string key)
    {
        var path = map.OptionalText(key);
        if (path is not null && (Path.IsPathRooted(path) || path.Split('/').Contains("..", StringComparer.Ordinal)))
            map.Mistake(key, "must be a path inside the release");
        return path;
    }
}
