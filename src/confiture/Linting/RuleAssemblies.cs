using System.Diagnostics.CodeAnalysis;
using System.Runtime.Loader;
using Confiture.Safety;
using Confiture.Schema;

namespace Confiture.Cli.Commands;

/// <summary>Custom rules in .NET: every public class in the named assemblies that implements <see cref="ILintRule"/>.</summary>
internal static class RuleAssemblies
{
    internal static IReadOnlyList<ILintRule> Load(IReadOnlyList<string> paths) => [.. paths.SelectMany(Load)];

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The executable is not trimmed: what assemblies of users need is there.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The executable is not trimmed: what assemblies of users need is there.")]
    private static List<ILintRule> Load(string path)
    {
        if (!File.Exists(path))
        {
            throw LintErrors.BadAssembly.Error(
                $"{path} does not exist.", "`lint: assemblies:` in the environment file names it.",
                "Build it, or correct the path; it is relative to the project root.");
        }

        try
        {
            // The tool's own assemblies are not loaded a second time, so that the interface is the same type.
            var context = new AssemblyLoadContext(Path.GetFileName(path));
            var resolver = new AssemblyDependencyResolver(path);
            context.Resolving += (_, name) => resolver.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
            var rules = context.LoadFromAssemblyPath(path).GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ILintRule))).Select(t => (ILintRule)Activator.CreateInstance(t)!).ToList();
            return rules.Count > 0 ? rules : throw LintErrors.BadAssembly.Error(
                $"{path} contains no lint rule.", $"No public class in it implements {typeof(ILintRule).FullName}.",
                "Correct `lint: assemblies:` in the environment file.");
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or MissingMethodException or TypeLoadException or System.Reflection.TargetInvocationException or ArgumentException)
        {
            throw LintErrors.BadAssembly.Error($"{path} cannot be loaded as an assembly of lint rules.", e.Message,
                "Build it for the .NET version of this tool, or remove it from `lint: assemblies:`.", e);
        }
    }
}
