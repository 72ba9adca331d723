using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>The state of a session between statements: its transaction, its locks, its settings.</summary>
internal sealed class SessionState(SafetyOptions options)
{
    private readonly Dictionary<string, string> settings = new(StringComparer.Ordinal);
    private Dictionary<string, string>? local;
    private readonly Dictionary<string, StatementNode> prepared = new(StringComparer.Ordinal);
    private LockSet held = LockSet.None;
    private bool opened;

    /// <summary>Whether a transaction is open.</summary>
    internal bool InTransaction => opened || options.RunnerTransaction;

    /// <summary>Whether the script itself opened it.</summary>
    internal bool IsOpenedByScript => opened;

    internal LockSet Held => held;

    /// <summary>The statement that PREPARE gave a name; null when this script did not.</summary>
    internal StatementNode? Prepared(string name) => prepared.GetValueOrDefault(name);

    internal bool HasLockTimeout => IsTimeSet("lock_timeout") || (options.RunnerLockTimeout && Setting("lock_timeout") is null);

    internal bool HasStatementTimeout => IsTimeSet("statement_timeout");

    /// <summary>True when the session's time zone is known to be UTC, which lets a change between timestamp types keep the rows.</summary>
    internal bool IsUtc => (Setting("timezone") ?? options.TimeZone)?.ToUpperInvariant() is "UTC" or "GMT" or "ETC/UTC" or "0";

    internal string? Setting(string name) => local is not null && local.TryGetValue(name, out var value) ? value : settings.GetValueOrDefault(name);

    /// <summary>Takes what a statement changes of the session.</summary>
    internal void After(StatementNode node, IReadOnlyList<ObjectLock> locks)
    {
        if (node is TransactionControl control) Control(control);
        else if (node is SetVariable set) Set(set);
        else if (node is PrepareStatement made) prepared[made.Name.Text] = made.Statement;
        else if (node is Deallocate { Name: { } gone }) prepared.Remove(gone.Text);
        else if (node is Deallocate or Discard { Target: "all" }) prepared.Clear();
        if (InTransaction && locks.Count > 0) held = held.With(locks);
    }

    private void Control(TransactionControl control)
    {
        switch (control.Action)
        {
            case TransactionAction.Begin:
                opened = true;
                local = [];
                break;
            case TransactionAction.Commit or TransactionAction.Rollback or TransactionAction.Prepare:
                opened = control.Chain ?? false;
                local = null;
                held = LockSet.None;
                break;
        }
    }

    private void Set(SetVariable set)
    {
        var scope = set.Scope == SettingScope.Local ? local ??= [] : settings;
        if (set.Change.Name == "all") scope.Clear();
        else if (set.Change.Reset || set.Change.Values.Count == 0) scope.Remove(set.Change.Name);
        else scope[set.Change.Name] = string.Join(',', set.Change.Values);
    }

    private bool IsTimeSet(string name) => Setting(name) is { } value && value.Any(c => c is >= '1' and <= '9');
}
