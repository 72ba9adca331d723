using Confiture.Migrations;
using Confiture.Schema;
using Foundation.Configuration;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>The hooks of a project: those of <c>hooks</c> in the environment file, then the files in <c>db/hooks/PHASE</c>.</summary>
public sealed class ProjectHooks
{
    private const string UsualDirectory = "db/hooks", Both = "both";
    private static readonly Dictionary<string, MigrationVerb?> Directions =
        new(StringComparer.Ordinal) { ["up"] = MigrationVerb.Up, ["down"] = MigrationVerb.Down, [Both] = null };

    private readonly string root;
    private readonly IReadOnlyList<Func<IMigrationHook>> declared;

    private ProjectHooks(string root, IReadOnlyList<Func<IMigrationHook>> declared) => (this.root, this.declared) = (root, declared);

    /// <summary>Reads the files of the hooks.</summary>
    /// <returns>The hooks in the order in which they run within a phase.</returns>
    /// <exception cref="ToolException">A file is missing, or the directory holds what is no hook (<c>CONF-HOK-004</c>).</exception>
    public IReadOnlyList<IMigrationHook> Load() => [.. declared.Select(hook => hook()), .. InDirectory()];

    /// <summary>Only the files of the usual directory.</summary>
    internal static ProjectHooks Usual(string root) => new(root, []);

    internal static ProjectHooks Of(ConfigurationMap map, string root)
    {
        var hooks = map.OptionalMap("hooks");
        List<Func<IMigrationHook>> declared = [];
        foreach (var (name, phase) in HookPhases.ByName)
        {
            // Written as in the documentation or, as other keys are, in lower case.
            foreach (var key in (string[])[name, name.ToLowerInvariant()])
                if (hooks?.Has(key) == true) declared.AddRange(hooks.MapList(key, "sql").Select(item => Of(item, phase, root)).OfType<Func<IMigrationHook>>());
        }

        return new(root, declared);
    }

    private static Func<IMigrationHook>? Of(ConfigurationMap item, HookPhase phase, string root)
    {
        var sql = item.OptionalFilledText("sql");
        var command = item.TextList("command");
        var filter = new HookFilter(item.Choice("on", Directions, null), item.OptionalFilledText("migrations"));
        var timeout = item.Seconds("timeout", TimeSpan.FromMinutes(1));
        if (sql is null == (command.Count == 0)) item.Mistake("sql", "a hook is either `sql: FILE` or `command: [PROGRAM, ARGUMENT, ...]`");
        return sql is not null ? () => new SqlHook(MigrationFile.Read(Path.GetFullPath(sql, root)), phase) { Filter = filter, Timeout = timeout }
            : command.Count > 0 ? () => new CommandHook(command, root, phase) { Filter = filter, Timeout = timeout }
            : null;
    }

    private IEnumerable<IMigrationHook> InDirectory()
    {
        var directory = Path.GetFullPath(UsualDirectory, root);
        if (!Directory.Exists(directory)) yield break;
        foreach (var below in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal))
        {
            if (!HookPhases.ByName.TryGetValue(Path.GetFileName(below), out var phase)) throw HookErrors.NoPhase(Path.GetRelativePath(root, below));
            foreach (var file in Directory.EnumerateFiles(below).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(NumberedPath.Order))
                yield return InFile(file, phase);
        }
    }

    // As with migrations: the end of the name says the direction.
    private IMigrationHook InFile(string path, HookPhase phase)
    {
        var (name, extension) = (Path.GetFileNameWithoutExtension(path), Path.GetExtension(path));
        var filter = new HookFilter(Directions.GetValueOrDefault(Path.GetExtension(name).TrimStart('.')), null);
        if (extension == ".sql") return new SqlHook(MigrationFile.Read(path), phase) { Filter = filter };
        const UnixFileMode runnable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if ((File.GetUnixFileMode(path) & runnable) == UnixFileMode.None) throw HookErrors.NotRunnable(Path.GetRelativePath(root, path));
        return new CommandHook([path], root, phase) { Filter = filter };
    }
}
