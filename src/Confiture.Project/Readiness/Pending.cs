using Confiture.Migrations;
using Confiture.Safety;
using Confiture.Schema;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Project;

/// <summary>A relation of the database that pending migrations lock.</summary>
/// <param name="Name">The relation, with its schema.</param>
/// <param name="Mode">The strongest mode.</param>
/// <param name="NeedsOwner">True when a statement changes the relation itself, which only its owner may.</param>
internal sealed record TouchedRelation(QualifiedName Name, LockMode Mode, bool NeedsOwner);

/// <summary>What pending migrations need of the database, from their analysis on the live schema.</summary>
internal sealed record Pending
{
    /// <summary>The migrations, in the order in which they would run.</summary>
    public required IReadOnlyList<Migration> Migrations { get; init; }

    /// <summary>The relations that they lock and that exist.</summary>
    public required IReadOnlyList<TouchedRelation> Touched { get; init; }

    /// <summary>Existing relations whose rows they rewrite.</summary>
    public required IReadOnlyList<string> Rewritten { get; init; }

    /// <summary>Schemas in which they create relations; empty text stands for the first one of the search path.</summary>
    public required IReadOnlyList<string> Schemas { get; init; }

    /// <summary>Extensions that they create.</summary>
    public required IReadOnlyList<string> Extensions { get; init; }

    /// <summary>Statements that the server refuses in the transaction of their migration.</summary>
    public required IReadOnlyList<string> Misplaced { get; init; }

    /// <summary>What they ask of existing rows.</summary>
    public required IReadOnlyList<RowDemand> Demands { get; init; }

    /// <summary>Analyzes migrations one after the other.</summary>
    /// <param name="migrations">The migrations, in the order in which they would run.</param>
    /// <param name="schema">The schema before them.</param>
    public static Pending Of(IReadOnlyList<Migration> migrations, DatabaseSchema schema)
    {
        var together = new SafetyAnalysis(Options(inTransaction: true));
        var apart = together.Sharing(Options(inTransaction: false));
        List<(Migration Migration, StatementSafety Safety)> statements =
            [.. from m in migrations from s in (m.Up.InTransaction ? together : apart).Of(m.Up.Script) select (m, s)];
        var locks = from s in statements
            from l in s.Safety.Locks.Where(l => !l.IsNew)
            select (Lock: l, NeedsOwner: l == s.Safety.Locks[0] && s.Safety.Node is not Truncate and not LockTable && l.Mode is
                LockMode.AccessExclusive or LockMode.Share or LockMode.ShareUpdateExclusive);
        return new()
        {
            Migrations = migrations,
            Touched = [.. locks.GroupBy(l => l.Lock.Object).Select(g => new TouchedRelation(g.Key, g.Max(l => l.Lock.Mode), g.Any(l => l.NeedsOwner)))],
            Rewritten = [.. statements.SelectMany(s => s.Safety.Work).Where(w => !w.IsNew && w.Work == TableWork.Rewrite)
                .Select(w => w.Object.ToString()).Distinct()],
            Schemas = [.. statements.Select(s => Created(s.Safety.Node)).OfType<QualifiedName>().Select(n => n.Schema ?? string.Empty).Distinct()],
            Extensions = [.. statements.Select(s => s.Safety.Node).OfType<CreateExtension>().Select(e => e.Name.Text).Distinct()],
            Demands = RowDemands.Of(statements),
            Misplaced = [.. from s in statements
                where s.Migration.Up.InTransaction && s.Safety.Transaction == TransactionRule.Forbidden
                select $"{s.Migration.Up.Path}:{s.Migration.Up.Script.PositionOf(s.Safety.Node.Span.Start)}"],
        };

        SafetyOptions Options(bool inTransaction) => new()
        {
            Version = Math.Clamp(schema.ServerVersion / 10_000, SafetyOptions.OldestVersion, SafetyOptions.NewestVersion),
            RunnerTransaction = inTransaction, RunnerLockTimeout = true, Schema = schema,
        };
    }

    private static QualifiedName? Created(StatementNode node) => node switch
    {
        CreateTable { Persistence: not Persistence.Temporary } made => made.Name.Value,
        CreateTableAs { Persistence: not Persistence.Temporary } made => made.Name.Value,
        CreateView made => made.Name.Value,
        CreateMaterializedView made => made.Name.Value,
        CreateSequence { Persistence: not Persistence.Temporary } made => made.Name.Value,
        _ => null,
    };
}
