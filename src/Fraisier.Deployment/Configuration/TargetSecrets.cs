using Foundation.Configuration;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>The secrets in a target's configuration.</summary>
internal static class TargetSecrets
{
    /// <summary>
    /// The values of variables in commands and in the service's environment; environment variables whose names suggest a secret; user, password and
    /// query of URLs. A variable elsewhere (a path, a branch, a unit) is shown: a plan that hides where it acts is none.
    /// </summary>
    /// <param name="map">The environment's map, read.</param>
    public static IReadOnlyList<string> Of(ConfigurationMap map, Target target) =>
    [
        .. map.ExpansionsIn("build").Concat(map.ExpansionsIn("service.command")).Concat(map.ExpansionsIn("service.environment"))
            .Concat(map.ExpansionsIn(HookReader.Before)).Concat(map.ExpansionsIn(HookReader.After)).Select(e => e.Value),
        .. target.Service is ServiceSettings.Process process ? process.Environment.Where(v => Secret.IsName(v.Key)).Select(v => v.Value) : [],
        .. OfUrl(target.Repository), .. target.Health.OfType<HealthSettings.Http>().SelectMany(h => OfUrl(h.Url.OriginalString)),
        .. target.Hooks.Before.Concat(target.Hooks.After)
            .OfType<HookSettings.Request>().SelectMany(h => OfUrl(h.Url.OriginalString)), .. target.Database?.Url?.Secrets ?? [],
    ];

    /// <summary>Refuses arguments that hold a secret: every user of the host may read them.</summary>
    /// <param name="map">The map with the command.</param>
    /// <param name="key">The command's key.</param>
    /// <param name="hint">What to do instead.</param>
    /// <param name="elsewhere">Variables that are secrets because of where else they stand.</param>
    public static void RequireNoneIn(ConfigurationMap map, string key, IReadOnlyList<string> command, string hint, IReadOnlySet<string> elsewhere)
    {
        foreach (var variable in map.ExpansionsIn(key).Where(e => Secret.IsName(e.Variable) || elsewhere.Contains(e.Variable) || IsAskedFor(e.Value, command))
            .Select(e => e.Variable).Distinct(StringComparer.Ordinal))
        {
            map.Mistake(key, $"`{key}` contains `${{{variable}}}`, and every user of the host can read the arguments of a program",
                hint.Replace("NAME", variable, StringComparison.Ordinal));
        }
    }

    /// <summary>Variables that are secrets because of where they stand: in the database's URL, or in the service's environment under the name of one.</summary>
    /// <param name="map">The environment's map, read.</param>
    public static IReadOnlySet<string> VariablesOf(ConfigurationMap map) => map.ExpansionsIn("database.database_url")
        .Concat(map.ExpansionsIn("service.environment").Where(e => Secret.IsName(e.Path[(e.Path.LastIndexOf('.') + 1)..])))
        .Select(e => e.Variable).ToHashSet(StringComparer.Ordinal);

    // `--token=VALUE`, or `--token` and then VALUE.
    private static bool IsAskedFor(string value, IReadOnlyList<string> command) =>
        command.Index().Any(a => a.Item.EndsWith($"={value}", StringComparison.Ordinal) ? Secret.IsName(a.Item[..^value.Length]) : a.Item == value
            && a.Index > 0 && command[a.Index - 1] is ['-', ..] option && Secret.IsName(option));

    private static IEnumerable<string> OfUrl(string? text)
    {
        if (text is null || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.IsFile) return [];
        var user = url.UserInfo.Split(':', 2);
        // The user of ssh is no secret; that of https may be a token.
        string[] parts = user.Length > 1 ? [user[1]] : [];
        if (url.Scheme is "http" or "https") parts = [.. parts, user[0]];
        return [.. parts.Select(Uri.UnescapeDataString),
            .. url.Query.TrimStart('?').Split('&').Select(p => Uri.UnescapeDataString(p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..]))];
    }
}
