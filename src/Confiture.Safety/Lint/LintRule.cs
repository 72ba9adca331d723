namespace Confiture.Safety;

/// <summary>The category of a rule.</summary>
public enum LintCategory
{
    /// <summary>Locks that others wait for.</summary>
    Locking,

    /// <summary>Transactions, timeouts, and interrupted scripts.</summary>
    Transactions,

    /// <summary>Rows and values that are lost.</summary>
    DataLoss,

    /// <summary>Programs that run while the schema changes.</summary>
    Compatibility,

    /// <summary>Types of columns.</summary>
    Types,

    /// <summary>Keys, indexes and tables.</summary>
    Structure,

    /// <summary>Names and comments.</summary>
    Naming,

    /// <summary>Privileges and row security.</summary>
    Security,

    /// <summary>The linter itself.</summary>
    Linter,
}

/// <summary>The severity of a finding.</summary>
public enum LintSeverity
{
    /// <summary>Worth a look.</summary>
    Info,

    /// <summary>Likely to hurt.</summary>
    Warning,

    /// <summary>Wrong, or an outage on a large table.</summary>
    Error,
}

/// <summary>The conventions of a family of projects.</summary>
public enum LintProfile
{
    /// <summary>Tables that functions write and that are read as JSON: tb_, tv_, v_, fn_.</summary>
    Fraiseql,
}

/// <summary>One rule. Every rule has the same parts; its documentation page is generated from them, and its examples are tests.</summary>
/// <param name="Id">Its name in kebab-case.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Severity">The default severity of a finding.</param>
/// <param name="Summary">What it finds, in one line.</param>
public sealed record LintRule(string Id, LintCategory Category, LintSeverity Severity, string Summary)
{
    /// <summary>Why that hurts.</summary>
    public required string Why { get; init; }

    /// <summary>What to write instead.</summary>
    public required string Safer { get; init; }

    /// <summary>SQL that it finds fault with. Its last statement is the one at fault, unless <see cref="BadLine"/> says otherwise.</summary>
    public required string Bad { get; init; }

    /// <summary>SQL for the same end that it has nothing against.</summary>
    public required string Good { get; init; }

    /// <summary>The strongest lock that <see cref="Bad"/> takes on what others use; null when locks are not the point.</summary>
    public LockMode? Lock { get; init; }

    /// <summary>The line of <see cref="Bad"/> that is at fault, from 1; null for the last statement's first line.</summary>
    public int? BadLine { get; init; }

    /// <summary>Whether it judges only after the configuration has said what it needs, or has selected it.</summary>
    public bool IsOptIn
    {
        get => field || Profile is not null;
        init;
    }

    /// <summary>The profile of projects in which it judges; null for all projects.</summary>
    public LintProfile? Profile { get; init; }

    /// <summary>The name of its option under <c>lint.rules.ID</c>, with what it says; null without.</summary>
    public string? Option { get; init; }

    /// <summary>Whether it judges the statements of migrations.</summary>
    public bool JudgesMigrations => OfStatement is not null || OfScript is not null;

    /// <summary>Whether it judges a schema that is built from its files.</summary>
    public bool JudgesSchemas => OfSchema is not null;

    internal Func<StatementContext, IEnumerable<LintMark>>? OfStatement { get; init; }

    internal Func<ScriptContext, IEnumerable<LintMark>>? OfScript { get; init; }

    internal Func<SchemaContext, IEnumerable<SchemaMark>>? OfSchema { get; init; }
}
