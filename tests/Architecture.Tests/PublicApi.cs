using System.Reflection;
using PublicApiGenerator;

namespace Architecture.Tests;

/// <summary>What a library offers, one line for each type and member, sorted.</summary>
internal static class PublicApi
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };
    private static readonly string[] Modifiers = ["public", "protected", "static", "abstract", "sealed", "readonly", "ref"];
    private static readonly string[] OfTypes = ["class", "struct", "interface", "enum"];

    public static string Of(Assembly assembly)
    {
        List<string> entries = [];
        List<string> path = [];
        var header = string.Empty;
        foreach (var line in assembly.GeneratePublicApi(Options).Split('\n').Select(line => line.Trim()))
        {
            if (line == "{")
            {
                path.Add(header);
            }
            else if (line == "}")
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (line.Length > 0 && line[0] != '[')
            {
                header = NameOf(line) ?? line;
                IEnumerable<string> names = header == line ? path : [.. path, header];
                if (!line.StartsWith("namespace ", StringComparison.Ordinal)) entries.Add($"{string.Join('.', names)}: {WithoutBody(line)}");
            }
        }

        return string.Join('\n', entries.Distinct().Order(StringComparer.Ordinal)) + "\n";
    }

    private static string WithoutBody(string line) => line.EndsWith(" { }", StringComparison.Ordinal) ? line[..^" { }".Length] : line.TrimEnd(';');

    // The name that a namespace or a type gives to what is in it; null for a member.
    private static string? NameOf(string declaration)
    {
        var words = declaration.Split([' ', '(', ':'], StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "namespace") return words[1];
        var at = words.TakeWhile(Modifiers.Contains).Count();
        return OfTypes.Contains(words[at]) ? words[at + 1] : null;
    }
}
