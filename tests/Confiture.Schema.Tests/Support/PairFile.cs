using System.Globalization;
using System.Runtime.CompilerServices;

namespace Confiture.Schema.Tests;

/// <summary>Two schemas in one file: what they share, and what each has of its own.</summary>
internal sealed class PairFile
{
    private const int Earliest = 14, Latest = 18;

    private readonly string path;

    private PairFile(string path)
    {
        this.path = path;
        var section = "head";
        Dictionary<string, List<string>> sections =
            new(StringComparer.Ordinal) { ["head"] = [], ["both"] = [], ["rows"] = [], ["before"] = [], ["after"] = [] };
        foreach (var line in File.ReadAllLines(path))
        {
            if (line is "-- both" or "-- rows" or "-- before" or "-- after") section = line[3..];
            else sections[section].Add(line);
        }

        Since = Value("since") is { } since ? int.Parse(since, CultureInfo.InvariantCulture) : Earliest;
        Until = Value("until") is { } until ? int.Parse(until, CultureInfo.InvariantCulture) : Latest;
        Refused = Value("refused") is { } ways ? ways.Split(", ") : [];
        Before = string.Join('\n', [.. sections["both"], .. sections["before"]]);
        After = string.Join('\n', [.. sections["both"], .. sections["after"]]);
        Rows = string.Join('\n', sections["rows"]);

        string? Value(string name) => sections["head"].FirstOrDefault(l => l.StartsWith($"-- {name}: ", StringComparison.Ordinal))?[$"-- {name}: ".Length..];
    }

    internal static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../Pairs"));

    /// <summary>The paths of all files below <see cref="Root"/>.</summary>
    internal static IReadOnlyList<string> All { get; } = [.. Directory.EnumerateFiles(Root, "*.sql", SearchOption.AllDirectories)
        .Select(p => Path.GetRelativePath(Root, p)).Order(StringComparer.Ordinal)];

    /// <summary>The first and the last major version that can build both schemas.</summary>
    internal int Since { get; }

    /// <inheritdoc cref="Since"/>
    internal int Until { get; }

    /// <summary>The ways, <c>there</c> and <c>back</c>, for which there is no plan.</summary>
    internal IReadOnlyList<string> Refused { get; }

    internal string Before { get; }

    internal string After { get; }

    /// <summary>What the tables of the first schema hold.</summary>
    internal string Rows { get; }

    /// <summary>What the second schema declares to be renamed.</summary>
    internal IReadOnlyList<Rename> Renames => RenameDeclarations.In(SchemaSource.LoadFile(path));

    internal static PairFile Read(string name) => new(Path.Combine(Root, name));

    // Two test projects read the files.
    private static string Here([CallerFilePath] string path = "") => path;
}
