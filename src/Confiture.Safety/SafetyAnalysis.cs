using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>
/// Determines for each statement of a script its locks, its work on rows, whether it may run in a transaction and its risk.
/// It keeps the state that the statements leave: tables that are new, checks that are validated, locks that are held, time-outs. A second
/// script that is given to the same analysis runs after the first one: what that made is no longer new.
/// </summary>
/// <param name="options">Where the scripts are to run.</param>
public sealed class SafetyAnalysis(SafetyOptions options)
{
    private readonly RelationState relations = RelationState.Of(options.Schema);

    /// <summary>An analysis that shares what another one knows of relations, for scripts that run between the other's in another way.</summary>
    internal SafetyAnalysis(SafetyAnalysis other, SafetyOptions options)
        : this(options) => relations = other.relations;

    /// <summary>An analysis of scripts that run between those of this one in another way: what one makes, the other knows.</summary>
    /// <param name="others">How they run.</param>
    public SafetyAnalysis Sharing(SafetyOptions others) => new(this, others);

    /// <summary>The statements of a script, in order.</summary>
    public IReadOnlyList<StatementSafety> Of(SqlScript script) => Of(script, SqlSyntax.Parse(script));

    /// <summary>The statements of a script whose syntax is read already.</summary>
    public IReadOnlyList<StatementSafety> Of(SqlScript script, IReadOnlyList<StatementNode> nodes)
    {
        var run = Begin(script);
        return [.. nodes.Select(n => run.Next(n).WithWords())];
    }

    /// <summary>The analysis of one script, statement by statement.</summary>
    internal SafetyRun Begin(SqlScript script)
    {
        relations.Age();
        return new(script, options, relations);
    }
}

/// <summary>One script on its way through the analysis.</summary>
internal sealed class SafetyRun(SqlScript script, SafetyOptions options, RelationState relations)
{
    private readonly SessionState session = new(options);

    /// <summary>The relations as the statements so far leave them.</summary>
    internal RelationState Relations => relations;

    internal SessionState Session => session;

    /// <summary>The next statement.</summary>
    internal StatementSafety Next(StatementNode node)
    {
        var effect = new Effect(script, options.Version, relations, session);
        StatementEffects.Apply(node, effect);
        var locks = effect.Locks;
        var result = new StatementSafety(node)
        {
            Locks = locks,
            Work = effect.WorkDone,
            Transaction = effect.Transaction,
            Tier = effect.Tier,
            Effect = effect,
            LocksUnknown = effect.LocksUnknown,
            ByAction = effect.ByAction,
            InTransaction = session.InTransaction,
            HeldBefore = session.Held,
            HasLockTimeout = session.HasLockTimeout,
            HasStatementTimeout = session.HasStatementTimeout,
        };
        session.After(node, locks);
        return result;
    }
}
