using Confiture.Sql.Syntax;
using static Confiture.Schema.RiskTier;

namespace Confiture.Schema;

/// <summary>What each kind of statement does. A kind that is on neither list is unclassified.</summary>
internal static class StatementEffects
{
    internal static void Apply(StatementNode node, Effect e)
    {
        if (Detailed(node, e)) return;
        var row = Plain(node);
        if (row is null) return;
        e.Risk(row.Tier, row.Reason);
        e.Transaction = row.Transaction;
    }

    /// <summary>Statements whose effect depends on what they name.</summary>
    private static bool Detailed(StatementNode node, Effect e)
    {
        Action? apply = node switch
        {
            AlterTable s => () => AlterTableEffect.Apply(s, e),
            CreateTable s => () => TableEffects.Create(s, e),
            CreateTableAs s => () => TableEffects.CreateAs(s, e),
            CreateForeignTable s => () => TableEffects.CreateForeign(s, e),
            Truncate s => () => TableEffects.Truncate(s, e),
            LockTable s => () => TableEffects.Lock(s, e),
            CreateSequence s => () => TableEffects.CreateSequence(s, e),
            AlterSequence s => () => TableEffects.AlterSequence(s, e),
            CreateIndex s => () => IndexEffects.Create(s, e),
            Reindex s => () => IndexEffects.Reindex(s, e),
            CreateView s => () => ViewEffects.Create(s, e),
            CreateMaterializedView s => () => ViewEffects.CreateMaterialized(s, e),
            RefreshMaterializedView s => () => ViewEffects.Refresh(s, e),
            DropObjects s => () => DropEffects.Apply(s, e),
            RenameObject s => () => ObjectEffects.Rename(s, e),
            SetObjectSchema s => () => ObjectEffects.SetSchema(s, e),
            Comment s => () => ObjectEffects.Comment(s, e),
            CreateTrigger s => () => ObjectEffects.CreateTrigger(s, e),
            CreateRule s => () => ObjectEffects.OnTable(s.Table, LockMode.AccessExclusive, "a rule changes what statements on {0} do", e),
            CreatePolicy s => () => ObjectEffects.OnTable(s.Table, LockMode.AccessExclusive, "a policy changes which rows of {0} are seen", e),
            AlterPolicy s => () => ObjectEffects.OnTable(s.Table, LockMode.AccessExclusive, "a policy changes which rows of {0} are seen", e),
            CreateStatistics s => () => ObjectEffects.OnTable(s.Table, LockMode.ShareUpdateExclusive, "statistics of {0} are collected by the next ANALYZE", e, Additive),
            CreatePublication s => () => ObjectEffects.Publish(s.Objects, e),
            AlterPublication s => () => ObjectEffects.Publish(s.Change == "drop" ? [] : s.Objects, e),
            CreateSchema s => () => ObjectEffects.CreateSchema(s, e),
            CreateDomain s => () => TypeEffects.CreateDomain(s, e),
            AlterDomain s => () => TypeEffects.AlterDomain(s, e),
            AlterCompositeType s => () => TypeEffects.AlterComposite(s, e),
            CreateRoutine s => () => TypeEffects.CreateRoutine(s, e),
            Vacuum s => () => MaintenanceEffects.Vacuum(s, e),
            Analyze s => () => MaintenanceEffects.Analyze(s, e),
            Cluster s => () => MaintenanceEffects.Cluster(s, e),
            QueryNode s => () => QueryEffects.Query(s, e),
            Explain s => () => QueryEffects.Explain(s, e),
            Copy s => () => QueryEffects.Copy(s, e),
            DeclareCursor s => () => Apply(s.Query, e),
            SetVariable s => () => ObjectEffects.Set(s, e),
            GrantPrivileges s => () => ObjectEffects.Grant(s, e),
            _ => null,
        };
        apply?.Invoke();
        return apply is not null;
    }

    /// <summary>Statements that lock no table, whatever they name.</summary>
    private static Row? Plain(StatementNode node) => node switch
    {
        CreateEnumType or CreateCompositeType or CreateRangeType or CreateBaseType or CreateShellType => new(Additive, "a type is added"),
        AddEnumValue => new(Reversible, "an enum value is added; only a new type in place of this one takes it away again"),
        RenameEnumValue => new(Reversible, "an enum value is renamed: code that writes the old one fails"),
        AlterTypeOptions => new(Reversible, "a type's options change"),
        CreateAggregate or CreateCast or CreateCollation or CreateConversion or CreateOperator or CreateOperatorClass or CreateOperatorFamily or CreateTextSearchObject
            or CreateLanguage or CreateTransform or CreateAccessMethod => new(Additive, "an object is added that tables do not hold"),
        AlterOperator or AlterOperatorFamily or AlterTextSearchConfiguration or SetTextSearchDictionaryOptions or RefreshCollation or AlterRoutine or AlterStatistics
            or AlterEventTrigger or SetObjectOwner or DependsOnExtension or SecurityLabel => new(Reversible, "an object is changed that tables do not hold"),
        CreateEventTrigger => new(Reversible, "an event trigger runs at every change of the schema from now on"),
        CreateForeignDataWrapper or CreateServer or CreateUserMapping => new(Additive, "access to foreign data is added"),
        AlterForeignDataWrapper or AlterServer or AlterUserMapping => new(Reversible, "access to foreign data changes"),
        GrantRoles or AlterDefaultPrivileges or AlterRole or AlterRoleSetting or AlterDatabaseSetting => new(Reversible, "rights or settings of roles change"),
        CreateRole => new(Additive, "a role is added"),
        TransactionControl { Action: TransactionAction.CommitPrepared or TransactionAction.RollbackPrepared } => new(RiskTier.Unclassified, "what the prepared transaction did is not in this script", TransactionRule.Forbidden),
        TransactionControl or SetConstraints or ShowVariable or Listen or Unlisten or Notify or Deallocate or FetchCursor or CloseCursor => new(Additive, "only the session changes"),
        Discard discard => new(Additive, "only the session changes", discard.Target.Equals("all", StringComparison.OrdinalIgnoreCase) ? TransactionRule.Forbidden : TransactionRule.Allowed),
        Checkpoint => new(Additive, "dirty pages are written"),
        AlterSystem => new(Reversible, "the server's configuration changes", TransactionRule.Forbidden),
        CreateDatabase or CreateTablespace => new(Additive, "a database or a tablespace is added", TransactionRule.Forbidden),
        AlterDatabase or RefreshDatabaseCollation or AlterTablespace => new(Reversible, "options of a database or a tablespace change", TransactionRule.Unknown),
        CreateSubscription or AlterSubscription => new(RiskTier.Unclassified, "rows of another server arrive from now on", TransactionRule.Unknown),
        CreateExtension => new(Additive, "an extension is added; its script is the extension's own"),
        UpdateExtension or AlterExtensionContents => new(RiskTier.Unclassified, "what the extension's script does is not in this script"),
        DropOwned => new(Irreversible, "everything that the role owns is dropped"),
        ReassignOwned => new(Reversible, "owners change"),
        DoBlock => new(RiskTier.Unclassified, "a DO block can do anything", TransactionRule.Unknown),
        Call => new(RiskTier.Unclassified, "a procedure can do anything", TransactionRule.Unknown),
        _ => null,
    };

    private sealed record Row(RiskTier Tier, string Reason, TransactionRule Transaction = TransactionRule.Allowed);
}
