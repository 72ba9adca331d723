using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Schema;

/// <summary>The DDL files that are the truth about a schema, in the order in which they run:
/// see <see cref="SchemaFiles"/>.</summary>
public sealed class SchemaSource
{
    private SchemaSource(IReadOnlyList<SqlScript> scripts) => Scripts = scripts;

    /// <summary>The files' statements.</summary>
    public IReadOnlyList<SqlScript> Scripts { get; }

    /// <summary>All files in one, each below a line comment with its path. The same files give the same text, byte for byte.</summary>
    /// <param name="root">The directory that paths are relative to.</param>
    public string Text(string root) => string.Concat(Scripts.Select(s => Text(Path.GetRelativePath(root, s.Name), s)));

    /// <summary>A file below a line comment with its name.</summary>
    /// <param name="script">The file's statements.</param>
    public static string Text(string name, SqlScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return $"{SqlComment.Of(name)}{script.Text}{(script.Text.EndsWith('\n') ? string.Empty : "\n")}";
    }

    /// <summary>True when the declared order is the only one: a statement that needs a later one is a mistake. False to try it again after that one.</summary>
    public bool IsStrict { get; private init; }

    /// <summary>The same files under a rule of order.</summary>
    /// <param name="isStrict">As <see cref="IsStrict"/>.</param>
    public SchemaSource InOrder(bool isStrict) => new(Scripts) { IsStrict = isStrict };

    /// <summary>Reads the files.</summary>
    /// <param name="files">Which files.</param>
    /// <param name="nameOf">What messages call a file, given its path; the path itself by default.</param>
    /// <exception cref="ToolException">A directory is missing, no file holds a statement, or a file cannot be read as SQL.</exception>
    public static SchemaSource Load(SchemaFiles files, Func<string, string>? nameOf = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        nameOf ??= static path => path;
        return Of(files.Find(nameOf), nameOf, string.Join(", ", files.Paths.Select(nameOf)));
    }

    /// <summary>Refuses a directory that does not exist: looking at nothing is no success.</summary>
    /// <param name="nameOf">What messages call it, given its path; the path itself by default.</param>
    /// <exception cref="ToolException">It is missing (<c>CONF-SCH-001</c>).</exception>
    public static void Require(string directory, Func<string, string>? nameOf = null)
    {
        if (Directory.Exists(directory)) return;
        var name = nameOf is null ? directory : nameOf(directory);
        throw SchemaErrors.NoFiles.Error(
            $"{name} does not exist.",
            "`include_dirs` of the environment names it (default: db/schema).",
            $"Correct `include_dirs`, or create the directory and add DDL files: `mkdir -p {ShellWord.Of(directory)}`");
    }

    /// <summary>Reads one file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ToolException">It holds no statement, or cannot be read as SQL.</exception>
    public static SchemaSource LoadFile(string path) => Of([path], static p => p, path);

    private static SchemaSource Of(IEnumerable<string> paths, Func<string, string> nameOf, string place)
    {
        List<SqlScript> scripts = [.. paths.Select(path => ScriptReader.Parse(nameOf(path), SqlFile.ReadText(path)))];
        return scripts.Any(s => s.Statements.Count > 0)
            ? new(scripts)
            : throw SchemaErrors.NoFiles.Error(
                $"No file in {place} contains a statement.",
                "A database is built from DDL files whose names end in .sql.",
                "Add one, for example db/schema/10_tables/users.sql");
    }
}
