using Confiture.Migrations;
using Confiture.Schema;

namespace Confiture.Project;

/// <summary>What came out of running one migration up, down and up again.</summary>
public enum VerifiedState
{
    /// <summary>It runs, its down migration restores the schema, and it runs again with the same result.</summary>
    Holds,

    /// <summary>It runs and has no down migration.</summary>
    Irreversible,

    /// <summary>It was applied and not tested.</summary>
    NotTested,

    /// <summary>It could not be tested, because one before it does not run.</summary>
    NotReached,

    /// <summary>It does not run.</summary>
    UpFails,

    /// <summary>Its down migration does not run.</summary>
    DownFails,

    /// <summary>Its down migration leads to another schema than the one before.</summary>
    DownDiffers,

    /// <summary>It does not run again after its down migration.</summary>
    UpAgainFails,

    /// <summary>It leads to another schema when it runs again.</summary>
    UpAgainDiffers,
}

/// <summary>A table whose rows or values are not the same after down and up.</summary>
/// <param name="Table">The table, as SQL.</param>
/// <param name="Before">Its rows before.</param>
/// <param name="After">Its rows after down and up.</param>
/// <param name="Columns">The columns whose values are not the same, where the number of rows is.</param>
public sealed record ChangedRows(string Table, long Before, long After, IReadOnlyList<string> Columns)
{
    /// <inheritdoc/>
    public override string ToString() => Before != After
        ? FormattableString.Invariant($"{Table}: {Before} rows before, {After} after")
        : $"{Table}: other values in {string.Join(", ", Columns)}";
}

/// <summary>A migration and what came out.</summary>
public sealed record VerifiedMigration(Migration Migration, VerifiedState State)
{
    /// <summary>Why a file does not run, with its place; null when it does.</summary>
    public string? Message { get; init; }

    /// <summary>How the schemas differ that should be the same.</summary>
    public IReadOnlyList<DifferenceLine> Differences { get; init; } = [];

    /// <summary>True when an empty database does not show the problem and the rows of the seeds do.</summary>
    public bool OnlyWithRows { get; init; }

    /// <summary>What its down migration loses, a sentence for each statement that does.</summary>
    public IReadOnlyList<string> Loses { get; init; } = [];

    /// <summary>What down and up changed in the rows of the seeds.</summary>
    public IReadOnlyList<ChangedRows> Changed { get; init; } = [];

    /// <summary>True when something does not hold.</summary>
    public bool IsBroken => State >= VerifiedState.UpFails;
}

/// <summary>How far rows took part.</summary>
/// <param name="Files">The seed files.</param>
/// <param name="NotLoaded">The statements of them that the schema at the end of the chain does not take, with place and reason.</param>
/// <param name="Migrations">How many of the newest migrations were rolled back and applied again with rows.</param>
public sealed record VerifiedRows(int Files, IReadOnlyList<string> NotLoaded, int Migrations);

/// <summary>What came out of verifying a chain of migrations.</summary>
/// <param name="Migrations">The migrations, oldest first.</param>
public sealed record Verification(IReadOnlyList<VerifiedMigration> Migrations)
{
    /// <summary>What the DDL files have and the chain does not lead to, and the other way round; null when they were not compared.</summary>
    public IReadOnlyList<DifferenceLine>? ToFiles { get; init; }

    /// <summary>The schema before the first migration that was tested; null when none was.</summary>
    public DatabaseSchema? Before { get; init; }

    /// <summary>How far rows took part; null when they did not.</summary>
    public VerifiedRows? Rows { get; init; }

    /// <summary>The notes on the file order from building the DDL files.</summary>
    public BuildOrder Order { get; init; } = BuildOrder.AsDeclared;

    /// <summary>The migrations with problems.</summary>
    public IReadOnlyList<VerifiedMigration> Broken => [.. Migrations.Where(m => m.IsBroken)];

    /// <summary>The migrations without a down migration.</summary>
    public IReadOnlyList<VerifiedMigration> Irreversible => [.. Migrations.Where(m => m.State == VerifiedState.Irreversible)];

    /// <summary>True when every migration holds and the chain leads to what the DDL files build.</summary>
    public bool Holds => Broken.Count == 0 && ToFiles is null or [];
}

/// <summary>What is verified.</summary>
public sealed record VerifyWish
{
    /// <summary>The first version to test; those before it are only applied. Null for all.</summary>
    public string? From { get; init; }

    /// <summary>The last version; null for all.</summary>
    public string? Through { get; init; }

    /// <summary>The seed files, whose rows go along; none for empty tables.</summary>
    public SeedSet Seeds { get; init; } = SeedSet.None;

    /// <summary>The DDL files of the schema before <see cref="From"/>; null to apply the migrations before it.</summary>
    public SchemaSource? Base { get; init; }

    /// <summary>False to skip the comparison with the DDL files.</summary>
    public bool ComparesFiles { get; init; } = true;

    /// <summary>Hears which migration is tested, and how many are done.</summary>
    public Action<int, Migration> Progress { get; init; } = static (_, _) => { };
}
