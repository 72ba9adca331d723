using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>The environments of a project: the files <c>db/environments/NAME.yaml</c>.</summary>
public sealed class EnvironmentFiles
{
    /// <summary>The environment that counts when none is named.</summary>
    public const string DefaultName = "local";

    internal const string Folder = "db/environments";
    private readonly string root;

    private EnvironmentFiles(string root) => this.root = root;

    /// <summary>The names of all environments, in order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var directory = Path.Combine(root, Folder);
            return !Directory.Exists(directory)
                ? []
                : [.. Directory.EnumerateFiles(directory, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The environments of a project.</summary>
    /// <param name="root">The project's root.</param>
    public static EnvironmentFiles Of(string root) => new(root);

    /// <summary>Reads an environment, by its name or by its file.</summary>
    /// <param name="name">Its name; null means <see cref="DefaultName"/>.</param>
    /// <param name="file">Its file, if that is elsewhere; a name may not be given as well.</param>
    /// <param name="readDatabase">False when no database is needed: its variables may then be unset.</param>
    /// <param name="variables">Looks environment variables up; the process's own by default.</param>
    /// <exception cref="ToolException">There is no such environment, or its file has mistakes.</exception>
    public ConfitureEnvironment Load(string? name, string? file, bool readDatabase = true, Func<string, string?>? variables = null)
    {
        if (name is not null && file is not null)
        {
            throw FoundationErrors.Usage.Error("`--env` and `--config` are both given.", "Both name the environment file.", "Use one of them.");
        }

        var path = file ?? Path.Combine(Folder, $"{name ?? DefaultName}.yaml");
        if (file is null && !File.Exists(Path.Combine(root, path))) throw Missing(name ?? DefaultName, path);
        // Messages name the file as the user would type it here.
        return ConfitureEnvironment.Load(file is not null || Path.GetFullPath(root) == Directory.GetCurrentDirectory() ? path : Path.Combine(root, path), root,
            variables, readDatabase);
    }

    /// <summary>The error for an environment that has no file.</summary>
    public ToolException Missing(string name) => Missing(name, Path.Combine(Folder, $"{name}.yaml"));

    private ToolException Missing(string name, string path) => FoundationErrors.ConfigurationMissing.Error(
        $"There is no environment `{name}`{Spelling.End(name, Names)}",
        Names.Count > 0 ? $"{path} does not exist. Available: {string.Join(", ", Names)}." : $"{path} does not exist in {root}.",
        Names.Count > 0 ? $"Choose one with --env NAME, or create {path}."
            : "Run the command in the project directory, name the database with --url URL or DATABASE_URL, or run `confiture init` to create a project here.");
}
