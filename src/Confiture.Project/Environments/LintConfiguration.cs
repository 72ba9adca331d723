using System.Text.RegularExpressions;
using Confiture.Safety;
using Foundation.Configuration;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>The <c>lint:</c> section of an environment file.</summary>
/// <param name="Settings">Which rules judge, and how.</param>
/// <param name="FailOn">The severity at which the command fails; null for never.</param>
/// <param name="Queries">Rules that are queries.</param>
/// <param name="Assemblies">Assemblies with rules, as full paths.</param>
public sealed record LintConfiguration(LintSettings Settings, LintSeverity? FailOn, IReadOnlyList<QueryRule> Queries, IReadOnlyList<string> Assemblies)
{
    /// <summary>Where rules are files, relative to the project's root.</summary>
    public const string QueryFolder = "db/lint";

    /// <summary>The defaults.</summary>
    public static LintConfiguration Default { get; } = new(new LintSettings(), LintSeverity.Warning, [], []);

    /// <summary>The longest that a rule of an assembly may take for one file or schema.</summary>
    public TimeSpan AssembliesTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The severities as they are written; <c>never</c> is none.</summary>
    public static IReadOnlyDictionary<string, LintSeverity?> Levels { get; } = new Dictionary<string, LintSeverity?>(StringComparer.Ordinal)
    {
        ["info"] = LintSeverity.Info, ["warning"] = LintSeverity.Warning, ["error"] = LintSeverity.Error, ["never"] = null,
    };

    private static Dictionary<string, LintSeverity> Severities { get; } = Enum.GetValues<LintSeverity>().ToDictionary(RulePage.WordOf, StringComparer.Ordinal);

    /// <summary>Reads the map; mistakes are recorded in it.</summary>
    /// <param name="map">The map under <c>lint:</c>, or null.</param>
    /// <param name="root">The project's root.</param>
    public static LintConfiguration Of(ConfigurationMap? map, string root)
    {
        if (map is null) return Default;
        var queries = map.MapList("custom").Select(Query).ToList();
        var settings = new LintSettings
        {
            Select = Words(map, "select", queries), Ignore = Words(map, "ignore", queries),
            Version = map.Integer("postgres_version", SafetyOptions.OldestVersion, SafetyOptions.OldestVersion, SafetyOptions.NewestVersion),
        };
        return new(Rules(map.OptionalMap("rules"), settings, IsOwn), map.Choice("fail_on", Levels,
            LintSeverity.Warning), queries, [.. map.TextList("assemblies").Select(a => Path.GetFullPath(a, root)).Distinct(StringComparer.Ordinal)])
        {
            AssembliesTimeout = TimeSpan.FromMilliseconds(map.Integer("assemblies_timeout_ms", 60_000, 100, 3_600_000)),
        };

        // Rules of assemblies are known only when these are loaded.
        bool IsOwn(string id) => queries.Exists(q => q.Id == id) || map.Has("assemblies") || File.Exists(Path.Combine(root, QueryFolder, $"{id}.sql"));
    }

    /// <summary>The same rules, with those of a profile.</summary>
    /// <param name="profile">The profile; null for none.</param>
    public LintConfiguration With(LintProfile? profile) => this with { Settings = Settings with { Profile = profile } };

    private static IReadOnlyList<string> Words(ConfigurationMap map, string key, List<QueryRule> queries)
    {
        var given = map.TextList(key);
        // Rules of assemblies are known only when these are loaded.
        if (map.Has("assemblies")) return given;
        foreach (var word in given.Where(w => !LintRules.Words.Contains(w) && !queries.Exists(q => q.Id == w)))
        {
            map.Mistake(key,
                $"unknown rule `{word}`{Spelling.Suggestion(word, LintRules.Words)}");
        }

        return given;
    }

    private static QueryRule Query(ConfigurationMap map) =>
        new(map.Text("id"), map.Choice("severity", Severities, LintSeverity.Warning), map.Text("message"), map.Text("query"));

    private static LintSettings Rules(ConfigurationMap? map, LintSettings settings, Func<string, bool> isOwn)
    {
        if (map is null) return settings;
        Dictionary<string, LintSeverity> severities = new(StringComparer.Ordinal);
        foreach (var (id, options) in map.Maps())
        {
            var rule = LintRules.Find(id);
            if (rule is null && !isOwn(id))
            {
                map.Mistake(id, $"unknown rule `{id}`{Spelling.Suggestion(id, LintRules.All.Select(r => r.Id))}");
                continue;
            }

            if (options.Has("severity")) severities[id] = options.Choice("severity", Severities, rule?.Severity ?? LintSeverity.Warning);
            settings = id switch
            {
                "name-pattern" => settings with { NamePattern = Pattern(options, settings.NamePattern) },
                "missing-tenant-column" => settings with { TenantColumn = options.OptionalText("column"), TenantlessTables = options.TextList("except") },
                "integer-column" => settings with { IntegerTypes = IntegerTypes(options), SmallColumns = options.TextList("except") },
                _ => settings,
            };
        }

        return settings with { Severities = severities };
    }

    private static IReadOnlyList<string> IntegerTypes(ConfigurationMap map)
    {
        var types = map.TextList("types");
        foreach (var type in types.Where(t => t is not ("integer" or "smallint"))) map.Mistake("types", $"`{type}` is neither integer nor smallint");
        return types;
    }

    private static Regex Pattern(ConfigurationMap map, Regex fallback)
    {
        if (map.OptionalText("pattern") is not { } text) return fallback;
        try
        {
            return new(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            map.Mistake("pattern", e.Message);
            return fallback;
        }
    }
}
