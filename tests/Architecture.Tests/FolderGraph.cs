using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Architecture.Tests;

/// <summary>Which folder of a project uses which: folders from the sources, uses from the compiled assembly, where a name means one thing.</summary>
internal static partial class FolderGraph
{
    /// <summary>The folders that each folder uses.</summary>
    /// <param name="project">The directory of a project, from the root.</param>
    public static Dictionary<string, HashSet<string>> Of(string project)
    {
        var folders = FoldersOfTypes(project);
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, Path.GetFileName(project) + ".dll"));
        var graph = folders.Values.Distinct().ToDictionary(folder => folder, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var type in assembly.MainModule.GetAllTypes())
        {
            if (!folders.TryGetValue(NameOf(type), out var from)) continue;
            graph[from].UnionWith(ReferencesOf(type).Select(used => folders.GetValueOrDefault(NameOf(used))).OfType<string>());
            graph[from].Remove(from);
        }

        return graph;
    }

    /// <summary>What is left when every folder is taken away that no circle goes through, each with what it uses of the others.</summary>
    public static IReadOnlyDictionary<string, HashSet<string>> CirclesOf(Dictionary<string, HashSet<string>> graph)
    {
        var rest = graph.ToDictionary(f => f.Key, f => f.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (rest.Keys.FirstOrDefault(f => rest[f].Count == 0 || !rest.Values.Any(uses => uses.Contains(f))) is { } free)
        {
            rest.Remove(free);
            foreach (var uses in rest.Values) uses.Remove(free);
        }

        return rest;
    }

    // The errors of a domain name what all of it is about, and all of it throws them.
    private static Dictionary<string, string> FoldersOfTypes(string project) => Repository.Files(".cs", project)
        .Where(path => !path.EndsWith("Errors.cs", StringComparison.Ordinal))
        .SelectMany(path => Declaration().Matches(SourceCode.WithoutTexts(Repository.Read(path)))
            .Select(m => (Name: m.Groups["name"].Value, Folder: FolderOf(project, path))))
        .GroupBy(d => d.Name).Where(g => g.Select(d => d.Folder).Distinct().Count() == 1)
        .ToDictionary(g => g.Key, g => g.First().Folder, StringComparer.Ordinal);

    private static string FolderOf(string project, string path) => Path.GetDirectoryName(Path.GetRelativePath(project, path)) ?? string.Empty;

    private static string NameOf(TypeReference type)
    {
        type = type.GetElementType();
        while (type.DeclaringType is { } outer) type = outer;
        return type.Name.Split('`')[0];
    }

    private static IEnumerable<TypeReference> ReferencesOf(TypeDefinition type) => new[] { type.BaseType }.OfType<TypeReference>()
        .Concat(type.Interfaces.Select(i => i.InterfaceType))
        .Concat(type.Fields.Select(f => f.FieldType))
        .Concat(type.CustomAttributes.SelectMany(OfAttribute))
        .Concat(type.Methods.SelectMany(OfMethod))
        .SelectMany(WithArguments);

    private static IEnumerable<TypeReference> OfAttribute(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Select(a => a.Value).OfType<TypeReference>().Append(attribute.AttributeType);

    private static IEnumerable<TypeReference> OfMethod(MethodDefinition method)
    {
        var signature = method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType);
        return !method.HasBody ? signature : signature
            .Concat(method.Body.Variables.Select(v => v.VariableType))
            .Concat(method.Body.Instructions.SelectMany(i => i.Operand switch
            {
                TypeReference used => [used],
                GenericInstanceMethod generic => [generic.DeclaringType, .. generic.GenericArguments],
                MemberReference { DeclaringType: { } used } => [used],
                _ => Enumerable.Empty<TypeReference>(),
            }));
    }

    private static IEnumerable<TypeReference> WithArguments(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(WithArguments).Prepend(generic.ElementType),
        TypeSpecification part => WithArguments(part.ElementType),
        _ => [type],
    };

    [GeneratedRegex(@"^[a-z][a-z ]*\b(class|record|struct|interface|enum)\s+(struct\s+)?(?<name>[A-Z]\w+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
