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

    internal int Since { get; }

    internal int Until { get; }

    internal bool HasNewOrder { get; }

    internal string Before { get; }

    internal string After { get; }

    internal string Rows { get; }

    internal static PairFile Read(string name) => new(Path.Combine(Root, name));
}
