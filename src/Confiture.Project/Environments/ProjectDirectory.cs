using Foundation.Errors;
using Foundation.Files;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>The root of a project, to which paths in its environments are relative.</summary>
public sealed class ProjectDirectory
{
    // What makes a directory a project root; the first of these is for projects that have only migrations.
    private static readonly string[] Marks = [EnvironmentFiles.Folder, "db/migrations", "db/schema", "confiture.yaml"];

    private ProjectDirectory(string root, bool isFound)
    {
        Root = root;
        IsFound = isFound;
        Variables = DotEnv.VariablesOf(root);
    }

    /// <summary>The root, as a full path.</summary>
    public string Root { get; }

    /// <summary>True when the root contains a project; false when none was found and the current directory is used.</summary>
    public bool IsFound { get; }

    /// <summary>Looks variables up: those of the process, then those of the project's <c>.env</c>.</summary>
    public Func<string, string?> Variables { get; }

    /// <summary>The project's environments.</summary>
    public EnvironmentFiles Environments => EnvironmentFiles.Of(Root);

    /// <summary>Finds the project that a directory belongs to: the nearest one that contains a project's files, at or above the directory.</summary>
    /// <param name="start">Where to begin.</param>
    /// <exception cref="ToolException">The one above belongs to another user (<c>BASE-CFG-002</c>),
    /// who could make this user run what its files say.</exception>
    public static ProjectDirectory Find(string start) => Above(Path.GetFullPath(start)) ?? new(Path.GetFullPath(start), isFound: false);

    /// <summary>The project in a directory that the user names.</summary>
    /// <param name="option">How it was named, for messages.</param>
    /// <exception cref="ToolException">There is no such directory.</exception>
    public static ProjectDirectory At(string directory, string option)
    {
        var root = Required(directory, option);
        return new(root, MarksIn(root).Any());
    }

    /// <summary>The project of an environment's file: the one that holds it, else the one of the present directory, else the file's own directory.</summary>
    public static ProjectDirectory OfFile(string file, string present)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file, present)) ?? "/";
        return Above(folder) ?? Above(present) ?? new(folder, isFound: false);
    }

    /// <summary>The full path of a directory that the user names and that has to exist: a mistyped one must not look like an empty one.</summary>
    /// <param name="option">How it was named, for messages.</param>
    /// <exception cref="ToolException">There is no such directory (<c>BASE-CLI-001</c>).</exception>
    public static string Required(string directory, string option)
    {
        var path = Path.GetFullPath(directory);
        if (Directory.Exists(path)) return path;
        var parent = Path.GetDirectoryName(path);
        string[] neighbours = Directory.Exists(parent) ? [.. Directory.EnumerateDirectories(parent).Select(d => Path.GetFileName(d))] : [];
        throw FoundationErrors.Usage.Error(
            $"`{option} {Secret.Hidden(directory)}` does not exist{Spelling.End(Path.GetFileName(path), neighbours)}",
            $"{Secret.Hidden(path)} {(File.Exists(path) ? "is a file" : "does not exist")}.",
            $"Correct the path; it is relative to the current directory. To see what is there, run `ls {ShellWord.Of(Nearest(path))}`");
    }

    /// <summary>The error for a command that needs a project and finds none.</summary>
    public ToolException Missing() => FoundationErrors.ConfigurationMissing.Error(
        $"There is no project in {Root} or above it.",
        $"A project contains one of {string.Join(", ", Marks)}.",
        "Change to the project directory, name it with --project-dir DIR, or run `confiture init` to create a project here.");

    private static string Nearest(string path) => Directory.Exists(path) ? path : Nearest(Path.GetDirectoryName(path) ?? "/");

    private static ProjectDirectory? Above(string start)
    {
        for (var at = start; at is not null; at = Path.GetDirectoryName(at))
        {
            if (MarksIn(at).FirstOrDefault() is not { } mark) continue;
            if (at != start && !IsTrusted(mark, start)) throw NotTrusted(at, mark);
            return new(at, isFound: true);
        }

        return null;
    }

    private static IEnumerable<string> MarksIn(string directory) => Marks.Select(m => Path.Combine(directory, m)).Where(Path.Exists);

    // As in git: a user who can write to a parent directory, for example /tmp, must not decide what runs here.
    private static bool IsTrusted(string mark, string start) =>
        FileOwner.Of(mark) is not { } owner || owner is 0 || owner == FileOwner.EffectiveUser || owner == FileOwner.Of(start);

    private static ToolException NotTrusted(string directory, string mark) => FoundationErrors.ConfigurationMissing.Error(
        $"The project in {directory} belongs to another user.",
        $"{mark} belongs neither to this user nor to the owner of the current directory, and its files may name programs to run.",
        "If you trust it, pass --project-dir DIR.");
}
