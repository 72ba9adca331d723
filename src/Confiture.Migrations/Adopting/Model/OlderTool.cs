using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>Another migration tool, as data: how to recognize its table, how to read it, and how to read its files.</summary>
internal sealed record OlderTool
{
    /// <summary>The word after <c>--from</c>.</summary>
    public required string Word { get; init; }

    /// <summary>The name in messages.</summary>
    public required string Title { get; init; }

    /// <summary>The names that its table has by default, in any schema.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>Columns that its table has, whatever the version.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Columns by which the table would be another tool's.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Tables next to its table by which that would be another tool's.</summary>
    public IReadOnlyList<string> WithoutTables { get; init; } = [];

    /// <summary>True when the version that its table has reached is always that of a file.</summary>
    public bool ReachesFiles { get; init; }

    /// <summary>True when several migrations may have one version, and their names tell them apart.</summary>
    public bool SharesVersions { get; init; }

    /// <summary>
    /// The query of what is applied, oldest first. Columns: version, name, applied at, applied by, milliseconds, checksum, what is wrong with
    /// the entry (null when it is applied), and whether it stands for everything up to its version.
    /// </summary>
    public required Func<QualifiedName, string> Entries { get; init; }

    /// <summary>Another table that may say that the tool is at work or stopped half way: its name, given the main one's, and a query of sentences.</summary>
    public OlderTrouble? Trouble { get; init; }

    /// <summary>Patterns of everything that is the tool's own, as <c>schema.name</c>, given the schema and name of its table.</summary>
    public Func<QualifiedName, IReadOnlyList<QualifiedName>> Belongings { get; init; } = table => [table];

    /// <summary>Reads the tool's SQL files; null when its migrations are code.</summary>
    public OlderFileReader? Files { get; init; }
}

/// <summary>Where else a tool says that something is unfinished.</summary>
/// <param name="Table">The table's name, given that of the main one.</param>
/// <param name="Query">Gives a sentence for each thing that is unfinished.</param>
internal sealed record OlderTrouble(Func<QualifiedName, QualifiedName> Table, Func<QualifiedName, string> Query);

/// <summary>What a tool's table says of one migration.</summary>
/// <param name="Version">The version as the tool writes it; null when the tool has names only.</param>
/// <param name="Name">The name; null when the tool has versions only.</param>
/// <param name="AppliedAt">When it was applied; null when the tool does not record that.</param>
/// <param name="AppliedBy">Who applied it; null when the tool does not record that.</param>
/// <param name="Milliseconds">How long it took; null when the tool does not record that.</param>
/// <param name="Checksum">The tool's own checksum of the file.</param>
/// <param name="Problem">Why it does not count as applied; null when it does.</param>
/// <param name="IsThrough">True when it stands for every migration up to its version.</param>
internal sealed record OlderEntry(
    string? Version, string? Name, DateTimeOffset? AppliedAt, string? AppliedBy, long? Milliseconds, string? Checksum, string? Problem, bool IsThrough)
{
    public override string ToString() => (Version, Name) switch
    {
        (null, { } name) => name,
        ({ } version, null) => version,
        ({ } version, { } name) => $"{version} {name}",
        _ => "an entry without version and name",
    };
}

/// <summary>A migration of another tool, read from its files.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Version">The version as the tool writes it; null when the order of the files is the only one.</param>
/// <param name="Up">The SQL that applies it.</param>
/// <param name="Down">The SQL that rolls it back; null when there is none.</param>
internal sealed record OlderFile(string Path, string? Version, string Name, string Up, string? Down)
{
    /// <summary>The down file, for messages.</summary>
    public string DownPath { get; init; } = Path;

    /// <summary>
    /// What has the tool execute the file only sometimes, or more than once, as it is written there. Nothing here corresponds to it,
    /// so such a file may become an applied migration, but no pending one.
    /// </summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>True when the file asks to run outside a transaction.</summary>
    public bool OutsideTransaction { get; init; }

    /// <summary>The same for the down file.</summary>
    public bool DownOutsideTransaction { get; init; }

    /// <summary>The tool's own checksum; null when it has none or it is not known how to compute it.</summary>
    public string? Checksum { get; init; }
}

/// <summary>Reads the migrations in a directory, oldest first.</summary>
/// <param name="notes">Takes a sentence for each file that is not a migration.</param>
/// <param name="problems">Takes a sentence for each file that cannot be converted.</param>
internal delegate IReadOnlyList<OlderFile> OlderFileReader(string directory, List<string> notes, List<string> problems);
