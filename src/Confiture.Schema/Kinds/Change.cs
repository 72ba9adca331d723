namespace Confiture.Schema;

/// <summary>One statement of a plan.</summary>
/// <param name="Sql">The statement, without a semicolon.</param>
public sealed record Change(string Sql)
{
    /// <summary>True when what the statement makes can only be used once its transaction has ended.</summary>
    public bool EndsTransaction { get; init; }

    /// <summary>True when the locks of what came before it for the same object must be gone: it takes its time.</summary>
    public bool InNewTransaction { get; init; }

    /// <summary>True when the server refuses it inside a transaction. It is then safe to execute again, or says when it has to be.</summary>
    public bool OutsideTransaction { get; init; }

    /// <summary>A condition as SQL, without which the statement has been executed already; null when it does no harm to execute it again.</summary>
    public string? OnlyIf { get; init; }

    /// <summary>True when it changes rows and not the schema.</summary>
    public bool MovesRows { get; init; }

    /// <summary>How long the statement may take.</summary>
    public Pace Pace { get; init; }

    /// <summary>What nobody can bring back afterwards, in words; null when nothing is lost.</summary>
    public string? Loses { get; init; }

    /// <summary>What it finds out about rows before anything changes, in words; empty for a statement that changes something.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>The lint rules that report the statement, each followed by a space and the reason why the statement stands there all the same.</summary>
    public IReadOnlyList<string> Ignores { get; init; } = [];

    /// <summary>True when the server would look into the body of a function.</summary>
    internal bool IsRoutine { get; init; }
}

/// <summary>What a statement does while it holds its locks, which decides how long it may wait and run.</summary>
public enum Pace
{
    /// <summary>It changes the catalog: a matter of milliseconds once the lock is there.</summary>
    Quick,

    /// <summary>It reads or writes a table's rows, and nobody waits for it who reads and writes as well.</summary>
    Long,
}

/// <summary>Statements that go together: in one transaction, or each by itself outside of any.</summary>
/// <param name="InTransaction">False for statements that the server refuses inside a transaction.</param>
/// <param name="Changes">The statements, in order.</param>
public sealed record ChangeGroup(bool InTransaction, IReadOnlyList<Change> Changes)
{
    /// <summary>The names of the tables in use that it locks against those who read or write.</summary>
    public IReadOnlySet<string> Tables { get; init; } = new HashSet<string>();
}
