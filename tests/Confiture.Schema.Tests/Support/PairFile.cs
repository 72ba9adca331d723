namespace Confiture.Schema.Tests;

/// <summary>Two schemas in one file: what they share, and what each has of its own.</summary>
internal sealed class PairFile
{
    private PairFile(string path)
    {
        var lines = File.ReadAllLines(path);
        var section = "head";
        Dictionary<string, List<string>> sections = new(StringComparer.Ordinal) { ["head"] = [], ["both"] = [], ["rows"] = [], ["before"] = [], ["after"] = [] };
        foreach (var line in lines)
        {
            if (line is "-- both" or "-- rows" or "-- before" or "-- after") section = line[3..];
            else sections[section].Add(line);
        }

        Since = Number("-- since: ", 14);
        Until = Number("-- until: ", int.MaxValue);
        HasNewOrder = sections["head"].Contains("-- column-order");
        Before = string.Join('\n', [.. sections["both"], .. sections["before"]]);
        After = string.Join('\n', [.. sections["both"], .. sections["after"]]);
        Rows = string.Join('\n', sections["rows"]);

        int Number(string head, int otherwise) =>
            sections["head"].FirstOrDefault(l => l.StartsWith(head, StringComparison.Ordinal)) is { } found ? int.Parse(found[head.Length..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
    }

    internal static string Root { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../Pairs"));

    /// <summary>The paths of all files below <see cref="Root"/>.</summary>
    internal static IReadOnlyList<string> All { get; } = [.. Directory.EnumerateFiles(Root, "*.sql", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Root, p)).Order(StringComparer.Ordinal)];

    /// <summary>The files that are not mastered yet.</summary>
    internal static IReadOnlySet<string> Pending { get; } = File.ReadLines(Path.Combine(Root, "../pending.txt")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every second file that the server can build; the variable PAIRS picks those whose path holds one of its words.</summary>
    internal static IEnumerable<string> Share(int rest) => All.Where((_, index) => index % 2 == rest)
        .Where(f => Read(f) is var pair && pair.Since <= SchemaServers.Wanted && SchemaServers.Wanted <= pair.Until)
        .Where(f => Environment.GetEnvironmentVariable("PAIRS") is not { } words || words.Split(',').Any(w => f.Contains(w, StringComparison.Ordinal)));

    internal int Since { get; }

    internal int Until { get; }

    internal bool HasNewOrder { get; }

    internal string Before { get; }

    internal string After { get; }

    internal string Rows { get; }

    internal static PairFile Read(string name) => new(Path.Combine(Root, name));
}
