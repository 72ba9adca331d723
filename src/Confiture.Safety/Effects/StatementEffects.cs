using Confiture.Sql.Syntax;
using static Confiture.Safety.RiskTier;

namespace Confiture.Safety;

/// <summary>The effects of each kind of statement. A kind on neither list is unclassified.</summary>
internal static class StatementEffects
{
    internal static void Apply(StatementNode node, Effect e)
    {
        if ((OfRelations(node) ?? OfWhatHangsOnThem(node)) is { } apply)
        {
            apply(e);
        }
        else if (Plain(node) is { } row)
        {
            e.Risk(row.Tier, row.Reason);
            e.Transaction = row.Transaction;
        }
    }

    /// <summary>Statements about tables, views, sequences and indexes, and about the rows in them.</summary>
    private static Action<Effect>? OfRelations(StatementNode node) => node switch
    {
        AlterTable s => e => AlterTableEffect.Apply(s, e),
        CreateTable s => e => TableEffects.Create(s, e),
        CreateTableAs s => e => TableEffects.CreateAs(s, e),
        CreateForeignTable s => e => TableEffects.CreateForeign(s, e),
        Truncate s => e => TableEffects.Truncate(s, e),
        LockTable s => e => TableEffects.Lock(s, e),
        CreateSequence s => e => TableEffects.CreateSequence(s, e),
        AlterSequence s => e => TableEffects.AlterSequence(s, e),
        CreateIndex s => e => IndexEffects.Create(s, e),
        Reindex s => e => IndexEffects.Reindex(s, e),
        CreateView s => e => ViewEffects.Create(s, e),
        CreateMaterializedView s => e => ViewEffects.CreateMaterialized(s, e),
        RefreshMaterializedView s => e => ViewEffects.Refresh(s, e),
        DropObjects s => e => DropEffects.Apply(s, e),
        RenameObject s => e => ObjectEffects.Rename(s, e),
        SetObjectSchema s => e => ObjectEffects.SetSchema(s, e),
        Vacuum s => e => MaintenanceEffects.Vacuum(s, e),
        Analyze s => e => MaintenanceEffects.Analyze(s, e),
        Cluster s => e => MaintenanceEffects.Cluster(s, e),
        Repack s => e => MaintenanceEffects.Repack(s, e),
        MoveAllInTablespace s => e => SessionEffects.MoveAll(s, e),
        CreatePropertyGraph s => e => ViewEffects.CreateGraph(s, e),
        AlterPropertyGraph s => e => ViewEffects.AlterGraph(s, e),
        ImportForeignSchema s => e => SessionEffects.Import(s, e),
        QueryNode s => e => QueryEffects.Query(s, e),
        Explain s => e => QueryEffects.Explain(s, e),
        Copy s => e => QueryEffects.Copy(s, e),
        DeclareCursor s => e => Apply(s.Query, e),
        ExecuteStatement s => e => SessionEffects.Execute(s, e),
        Discard s => e => SessionEffects.Discard(s, e),
        _ => null,
    };

    /// <summary>Statements about triggers, rights, types and other things that lock relations too.</summary>
    private static Action<Effect>? OfWhatHangsOnThem(StatementNode node) => node switch
    {
        Comment s => e => ObjectEffects.Comment(s, e),
        CreateTrigger s => e => ObjectEffects.CreateTrigger(s, e),
        CreateRule s => e => ObjectEffects.OnTable(s.Table, LockMode.AccessExclusive, "a rule changes what statements on {0} do", e),
        CreatePolicy s => e => ObjectEffects.OnTable(s.Table, LockMode.AccessExclusive, "a policy changes which rows of {0} are visible", e),
        AlterPolicy s => e => ObjectEffects.OnTable(s.Table, LockMode.AccessExclusive, "a policy changes which rows of {0} are visible", e),
        CreateStatistics s =>
            e => ObjectEffects.OnTable(s.Table, LockMode.ShareUpdateExclusive, "statistics of {0} are collected by the next ANALYZE", e, Additive),
        CreatePublication s => e => ObjectEffects.Publish(s.Objects, e),
        AlterPublication s => e => ObjectEffects.Publish(s.Change == "drop" ? [] : s.Objects, e),
        GrantPrivileges s => e => ObjectEffects.Grant(s, e),
        CreateSchema s => e => ObjectEffects.CreateSchema(s, e),
        SetVariable s => e => ObjectEffects.Set(s, e),
        CreateEnumType s => e => TypeEffects.CreateEnum(s, e),
        CreateDomain s => e => TypeEffects.CreateDomain(s, e),
        AlterDomain s => e => TypeEffects.AlterDomain(s, e),
        AlterCompositeType s => e => TypeEffects.AlterComposite(s, e),
        CreateRoutine s => e => TypeEffects.CreateRoutine(s, e),
        _ => null,
    };

    /// <summary>Statements that lock no table, whatever they name.</summary>
    private static Row? Plain(StatementNode node) => node switch
    {
        CreateCompositeType or CreateRangeType or CreateBaseType or CreateShellType => new(Additive, "a type is added"),
        AddEnumValue => new(Reversible, "an enum value is added; only replacing the type can remove it"),
        RenameEnumValue => new(Reversible, "an enum value is renamed: code that writes the old one fails"),
        AlterTypeOptions => new(Reversible, "a type's options change"),
        CreateAggregate or CreateCast or CreateCollation or CreateConversion or CreateOperator or CreateOperatorClass or CreateOperatorFamily
            or CreateTextSearchObject
            or CreateLanguage or CreateTransform or CreateAccessMethod => new(Additive, "an object that no table contains is added"),
        AlterOperator or AlterOperatorFamily or AlterTextSearchConfiguration or SetTextSearchDictionaryOptions or RefreshCollation
            or AlterRoutine or AlterStatistics
            or AlterEventTrigger or SetObjectOwner or DependsOnExtension or SecurityLabel => new(Reversible, "an object that no table contains is changed"),
        CreateEventTrigger => new(Reversible, "an event trigger runs at every schema change"),
        CreateForeignDataWrapper or CreateServer or CreateUserMapping => new(Additive, "access to foreign data is added"),
        AlterForeignDataWrapper or AlterServer or AlterUserMapping => new(Reversible, "access to foreign data changes"),
        GrantRoles or AlterDefaultPrivileges or AlterRole or AlterRoleSetting or AlterDatabaseSetting =>
            new(Reversible, "privileges or settings of roles change"),
        CreateRole => new(Additive, "a role is added"),
        TransactionControl { Action: TransactionAction.CommitPrepared or TransactionAction.RollbackPrepared } =>
            new(RiskTier.Unclassified, "this script does not show what the prepared transaction did", TransactionRule.Forbidden),
        TransactionControl or SetConstraints or ShowVariable or Listen or Unlisten or Notify or Deallocate or FetchCursor or CloseCursor =>
            new(Additive, "only the session changes"),
        PrepareStatement => new(Additive, "a statement is prepared; EXECUTE runs it"),
        LoadLibrary => new(RiskTier.Unclassified, "the library's code runs in the server"),
        Checkpoint => new(Additive, "dirty pages are written"),
        AlterSystem => new(Reversible, "the server's configuration changes", TransactionRule.Forbidden),
        CreateDatabase or CreateTablespace => new(Additive, "a database or a tablespace is added", TransactionRule.Forbidden),
        AlterDatabase or RefreshDatabaseCollation or AlterTablespace =>
            new(Reversible, "options of a database or a tablespace change", TransactionRule.Unknown),
        CreateSubscription or AlterSubscription => new(RiskTier.Unclassified, "rows from another server start to arrive", TransactionRule.Unknown),
        CreateExtension => new(Additive, "an extension is added by its own script"),
        UpdateExtension or AlterExtensionContents => new(RiskTier.Unclassified, "this script does not show what the extension's script does"),
        DropOwned => new(Irreversible, "everything that the role owns is dropped"),
        ReassignOwned => new(Reversible, "owners change"),
        DoBlock => new(RiskTier.Unclassified, "a DO block can do anything", TransactionRule.Unknown),
        Call => new(RiskTier.Unclassified, "a procedure can do anything", TransactionRule.Unknown),
        _ => null,
    };

    private sealed record Row(RiskTier Tier, string Reason, TransactionRule Transaction = TransactionRule.Allowed);
}
