using System.Runtime.Loader;
using Confiture.Safety;

namespace Confiture.RulesHost;

/// <summary>The rules of one assembly: every public class in it that implements <see cref="ILintRule"/>.</summary>
internal static class RuleAssembly
{
    internal static IReadOnlyList<ILintRule> RulesOf(string path)
    {
        // The product's own assemblies are not loaded a second time, so that the interface is one and the same.
        var context = new AssemblyLoadContext(Path.GetFileName(path));
        var resolver = new AssemblyDependencyResolver(path);
        context.Resolving += (_, name) => resolver.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
        List<ILintRule> rules =
        [
            .. context.LoadFromAssemblyPath(path).GetExportedTypes()
                .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ILintRule)))
                .Select(t => (ILintRule)Activator.CreateInstance(t)!),
        ];
        return rules.Count > 0 ? rules : throw new InvalidOperationException($"No public class in it implements {typeof(ILintRule).FullName}.");
    }
}
