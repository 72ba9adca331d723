using Foundation.Configuration;
using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>A <c>fraises.yaml</c>: which fraises there are, and each of their environments.</summary>
public sealed class FraisesFile
{
    /// <summary>The file's usual name.</summary>
    public const string DefaultName = "fraises.yaml";

    private const int LongestName = 100;

    private readonly Dictionary<(string Fraise, string Environment), TargetPlace> environments = [];
    private readonly List<ConfigurationMap> fraises = [];
    private readonly ConfigurationFile file;
    private readonly string path;

    private FraisesFile(string path, ConfigurationFile file)
    {
        this.path = path;
        this.file = file;
        List<FraiseEntry> entries = [];
        var named = file.Root.Has("fraises") || !OlderKeys.AnyIn(file.Root) ? file.Root.Map("fraises").Maps() : [];
        foreach (var (name, fraise) in named)
        {
            fraises.Add(fraise);
            RequireSimpleName(fraise, "type", name);
            var type = fraise.Text("type", "api");
            var description = fraise.OptionalText("description");
            var names = new List<string>();
            foreach (var (environment, map) in fraise.Map("environments").Maps())
            {
                RequireSimpleName(fraise, "environments", environment);
                environments.Add((name, environment), new(path, name, environment, file.Root, fraise, map));
                names.Add(environment);
            }

            entries.Add(new(name, type, description, names));
        }

        Fraises = entries;
        ReadBranchMapping();
    }

    /// <summary>The fraises in the order of the file.</summary>
    public IReadOnlyList<FraiseEntry> Fraises { get; }

    /// <summary>Keys that are accepted and have no effect, of the file and of the target that was selected.</summary>
    public KeyNotes Notes { get; private set; } = KeyNotes.None;

    /// <summary>Reads a file. Mistakes come together when a target is asked for, or with <see cref="ThrowIfMistaken"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="variables">Looks environment variables up; the process's own by default.</param>
    /// <exception cref="ToolException">The file is missing or is not YAML.</exception>
    public static FraisesFile Load(string path, Func<string, string?>? variables = null)
    {
        if (!File.Exists(path))
        {
            throw FoundationErrors.ConfigurationMissing.Error(
                Directory.Exists(path) ? $"{path} is a directory." : $"{path} does not exist.", "Fraisier reads the fraises from this file.",
                "Run `fraisier init` here, or pass the file with --config.");
        }

        return new(path, ConfigurationFile.Load(path, variables));
    }

    /// <summary>Reports mistakes outside the environments; what the environments hold is not read.</summary>
    /// <exception cref="ToolException">The file has mistakes; all of them are listed.</exception>
    public void ThrowIfMistaken()
    {
        IgnoreAllBut(null);
        Settle();
        file.ThrowIfMistaken();
    }

    /// <summary>Reports mistakes anywhere in the file. What only a deployment needs may be missing.</summary>
    /// <exception cref="ToolException">The file has mistakes; all of them are listed.</exception>
    public void Validate()
    {
        foreach (var place in environments.Values) TargetReader.Read(place);
        if (file.Root.OptionalMap("health_checks") is { } checks) checks.Ignore([.. checks.Keys]);
        Settle([.. environments.Values]);
        file.ThrowIfMistaken();
    }

    /// <summary>One environment of one fraise, complete. Variables of other environments are not needed.</summary>
    /// <exception cref="ToolException">There is no such target, or the file has mistakes; all of them are listed.</exception>
    public Target Select(string fraise, string environment)
    {
        if (!environments.TryGetValue((fraise, environment), out var place)) throw Unknown(fraise, environment);
        IgnoreAllBut(place);
        var target = TargetReader.Read(place);
        _ = place.Map.Text("app_path");
        Settle(place);
        file.ThrowIfMistaken();
        return target();
    }

    /// <summary>The targets of a selection, as names.</summary>
    /// <exception cref="ToolException">There is none (<c>FRAI-DEP-001</c>), and something was asked for.</exception>
    public IReadOnlyList<(string Fraise, string Environment)> Names(string? fraise, string? environment)
    {
        List<(string Fraise, string Environment)> names =
        [
            .. Fraises.SelectMany(f => f.Environments.Select(e => (f.Name, e)))
                .Where(t => (fraise is null || t.Name == fraise) && (environment is null || t.e == environment)),
        ];
        return names.Count > 0 || (fraise is null && environment is null) ? names : throw Unknown(fraise, environment);
    }

    private void IgnoreAllBut(TargetPlace? chosen)
    {
        foreach (var other in environments.Values.Where(other => other != chosen)) other.Map.Ignore([.. other.Map.Keys]);
        if (file.Root.OptionalMap("health_checks") is { } checks) checks.Ignore([.. checks.Keys]);
    }

    // Keys that only other fraises have are their own affair.
    private void Settle(params IReadOnlyList<TargetPlace> read)
    {
        Notes = read.Select(p => p.Settle()).Aggregate(OlderKeys.Settle(OlderKeys.Root, file.Root), (all, more) => all.With(more));
        foreach (var fraise in fraises) OlderKeys.Settle(OlderKeys.Fraise, fraise);
    }

    private void ReadBranchMapping()
    {
        if (file.Root.OptionalMap("branch_mapping") is not { } mapping) return;
        foreach (var (branch, map) in mapping.Keys.SelectMany(b => mapping.MapOrList(b).Select(m => (b, m))))
        {
            var key = (map.Text("fraise"), map.Text("environment"));
            if (map.Has("fraise") && map.Has("environment") && !environments.ContainsKey(key))
                map.Mistake("fraise", $"branch {branch} maps to {key.Item1}/{key.Item2}, which is not defined");
        }
    }

    // A name is a part of directories, of file names and of messages.
    private static void RequireSimpleName(ConfigurationMap fraise, string key, string name)
    {
        if (name.Length is 0 or > LongestName || name[0] is '.' or '-' || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '/' or '\\'))
        {
            fraise.Mistake(key, $"`{name}` is not a valid name: it must not begin with a dot or a hyphen or contain spaces or slashes, and has at most "
                + $"{LongestName} characters");
        }
    }

    private ToolException Unknown(string? fraise, string? environment)
    {
        file.ThrowIfMistaken();
        var known = Fraises.SelectMany(f => f.Environments.Select(e => $"{f.Name} {e}")).ToList();
        var asked =
            fraise is null ? $"environment {environment}" : environment is null ? $"fraise {fraise}" : $"fraise {fraise} with an environment {environment}";
        return DeploymentErrors.UnknownTarget.Error(
            $"{path} has no {asked}.",
            known.Count == 0 ? "It defines no fraises." : $"It defines: {string.Join(", ", known)}.",
            "Choose one of these (`fraisier list --flat` shows them), or add it to the file.");
    }
}

/// <summary>One fraise as a list shows it.</summary>
/// <param name="Type">What kind of service it is: api, worker, etl, scheduled.</param>
/// <param name="Description">What it is for; null when the file does not say.</param>
/// <param name="Environments">The names of its environments.</param>
public sealed record FraiseEntry(string Name, string Type, string? Description, IReadOnlyList<string> Environments);
