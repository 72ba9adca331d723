using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>Understands what a user calls a schema's origin on the command line.</summary>
/// <param name="environment">The environment whose directories, ledger and migrations count.</param>
/// <param name="environments">All environments of the project.</param>
/// <param name="variables">Looks environment variables up; the process's own by default.</param>
public sealed class OriginParser(ConfitureEnvironment environment, EnvironmentFiles environments, Func<string, string?>? variables = null)
{
    private const string Git = "git:";
    private const string Prefix = "env:";

    /// <summary>The word for the migrations of the environment.</summary>
    public const string Replay = "migrations";

    /// <summary>The DDL files of the environment.</summary>
    public SchemaOrigin Files => new SchemaOrigin.Directories(environment.SchemaFiles);

    /// <summary>The environment's migrations applied to an empty database.</summary>
    public SchemaOrigin Migrations => new SchemaOrigin.Migrations(environment.LoadMigrationsIfAny());

    /// <summary>The environment's database.</summary>
    /// <exception cref="ToolException">It names none.</exception>
    public SchemaOrigin Database => new SchemaOrigin.Live(environment.RequiredUrl, $"the database of {environment.Name}");

    /// <summary>Understands a word: a directory, a <c>.sql</c> file, an environment, a URL, <c>git:REF</c> or <c>migrations</c>.</summary>
    /// <param name="text">The word.</param>
    /// <param name="option">The option that it was given to, for messages.</param>
    /// <exception cref="ToolException">It is none of these, or ambiguous.</exception>
    public SchemaOrigin Parse(string text, string option)
    {
        if (text.StartsWith(Git, StringComparison.Ordinal))
            return new SchemaOrigin.GitReference(Reference(text[Git.Length..], option), environment.SchemaFiles);
        if (IsUrl(text)) return Url(text, option);
        if (text.StartsWith(Prefix, StringComparison.Ordinal)) return Environment(text[Prefix.Length..]);
        var (isPath, isEnvironment) = (File.Exists(text) || Directory.Exists(text), environments.Names.Contains(text, StringComparer.Ordinal));
        if (isPath && isEnvironment)
        {
            throw FoundationErrors.Usage.Error($"`{option} {text}` is ambiguous.", "There is both an environment and a path of this name.",
                $"Use `env:{text}` for the environment or `./{text}` for the path.");
        }

        if (text == Replay && !isPath) return new SchemaOrigin.Migrations(environment.LoadMigrations());
        if (Directory.Exists(text)) return new SchemaOrigin.Directories(new(Path.GetFullPath(text)));
        if (File.Exists(text)) return new SchemaOrigin.SqlFile(Path.GetFullPath(text));
        return isEnvironment ? Environment(text) : throw Unknown(text, option);
    }

    // A reference that begins with a dash would be an option of git's.
    private static string Reference(string text, string option) => text.Length > 0 && text[0] != '-' ? text : throw FoundationErrors.Usage.Error(
        $"`{option} git:{text}` names no commit.", "A branch, tag or hash must follow `git:`.", "Use, for example, git:main.");

    private SchemaOrigin.Live Url(string text, string option)
    {
        var url = DatabaseUrl.Parse(text, option, variables);
        return new(url, url.ToString());
    }

    private static bool IsUrl(string text) => DatabaseUrl.LooksLikeOne(text) && !Path.Exists(text);

    private SchemaOrigin.Live Environment(string name)
    {
        var found = name == environment.Name && environment.Url is not null ? environment : environments.Load(name, file: null, variables: variables);
        return new(found.RequiredUrl, $"the database of {found.Name}");
    }

    private ToolException Unknown(string text, string option) => FoundationErrors.Usage.Error(
        $"`{option} {Secret.Hidden(text)}` is not a schema{Spelling.End(text, environments.Names)}",
        $"No directory, .sql file or environment has that name (environments: {string.Join(", ", environments.Names)}).",
        $"Use a directory, .sql file, environment, postgresql:// URL, commit (git:main) or `{Replay}`.");
}
