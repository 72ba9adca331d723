using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

/// <summary>The names that PostgreSQL has for our nodes.</summary>
internal static class OracleKinds
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(CreateTable)] = "CreateStmt", [typeof(CreateForeignTable)] = "CreateForeignTableStmt", [typeof(CreateTableAs)] = "CreateTableAsStmt",
        [typeof(CreateMaterializedView)] = "CreateTableAsStmt", [typeof(Truncate)] = "TruncateStmt", [typeof(LockTable)] = "LockStmt",
        [typeof(CreateIndex)] = "IndexStmt", [typeof(Reindex)] = "ReindexStmt", [typeof(AlterTable)] = "AlterTableStmt",
        [typeof(AlterCompositeType)] = "AlterTableStmt",
        [typeof(MoveAllInTablespace)] = "AlterTableMoveAllStmt", [typeof(RenameObject)] = "RenameStmt", [typeof(SetObjectSchema)] = "AlterObjectSchemaStmt",
        [typeof(SetObjectOwner)] = "AlterOwnerStmt", [typeof(DependsOnExtension)] = "AlterObjectDependsStmt", [typeof(Comment)] = "CommentStmt",
        [typeof(SecurityLabel)] = "SecLabelStmt", [typeof(CreateSchema)] = "CreateSchemaStmt", [typeof(CreateExtension)] = "CreateExtensionStmt",
        [typeof(UpdateExtension)] = "AlterExtensionStmt", [typeof(AlterExtensionContents)] = "AlterExtensionContentsStmt",
        [typeof(CreateSequence)] = "CreateSeqStmt",
        [typeof(AlterSequence)] = "AlterSeqStmt", [typeof(CreateStatistics)] = "CreateStatsStmt", [typeof(AlterStatistics)] = "AlterStatsStmt",
        [typeof(CreateView)] = "ViewStmt", [typeof(RefreshMaterializedView)] = "RefreshMatViewStmt", [typeof(CreateRule)] = "RuleStmt",
        [typeof(CreateEnumType)] = "CreateEnumStmt", [typeof(CreateCompositeType)] = "CompositeTypeStmt", [typeof(CreateRangeType)] = "CreateRangeStmt",
        [typeof(CreateBaseType)] = "DefineStmt", [typeof(CreateShellType)] = "DefineStmt", [typeof(CreateCollation)] = "DefineStmt",
        [typeof(CreateOperator)] = "DefineStmt",
        [typeof(CreateAggregate)] = "DefineStmt", [typeof(CreateTextSearchObject)] = "DefineStmt", [typeof(AddEnumValue)] = "AlterEnumStmt",
        [typeof(RenameEnumValue)] = "AlterEnumStmt",
        [typeof(AlterTypeOptions)] = "AlterTypeStmt", [typeof(CreateDomain)] = "CreateDomainStmt", [typeof(AlterDomain)] = "AlterDomainStmt",
        [typeof(CreateCast)] = "CreateCastStmt",
        [typeof(RefreshCollation)] = "AlterCollationStmt", [typeof(CreateConversion)] = "CreateConversionStmt", [typeof(AlterOperator)] = "AlterOperatorStmt",
        [typeof(CreateOperatorClass)] = "CreateOpClassStmt", [typeof(CreateOperatorFamily)] = "CreateOpFamilyStmt",
        [typeof(AlterOperatorFamily)] = "AlterOpFamilyStmt",
        [typeof(SetTextSearchDictionaryOptions)] = "AlterTSDictionaryStmt", [typeof(AlterTextSearchConfiguration)] = "AlterTSConfigurationStmt",
        [typeof(CreateRoutine)] = "CreateFunctionStmt", [typeof(AlterRoutine)] = "AlterFunctionStmt", [typeof(CreateLanguage)] = "CreatePLangStmt",
        [typeof(CreateTransform)] = "CreateTransformStmt", [typeof(DoBlock)] = "DoStmt", [typeof(Call)] = "CallStmt",
        [typeof(CreateTrigger)] = "CreateTrigStmt",
        [typeof(CreateEventTrigger)] = "CreateEventTrigStmt", [typeof(AlterEventTrigger)] = "AlterEventTrigStmt", [typeof(GrantPrivileges)] = "GrantStmt",
        [typeof(GrantRoles)] = "GrantRoleStmt", [typeof(AlterDefaultPrivileges)] = "AlterDefaultPrivilegesStmt", [typeof(CreateRole)] = "CreateRoleStmt",
        [typeof(AlterRole)] = "AlterRoleStmt", [typeof(AlterRoleSetting)] = "AlterRoleSetStmt", [typeof(ReassignOwned)] = "ReassignOwnedStmt",
        [typeof(DropOwned)] = "DropOwnedStmt",
        [typeof(CreatePolicy)] = "CreatePolicyStmt", [typeof(AlterPolicy)] = "AlterPolicyStmt", [typeof(CreateForeignDataWrapper)] = "CreateFdwStmt",
        [typeof(AlterForeignDataWrapper)] = "AlterFdwStmt", [typeof(CreateServer)] = "CreateForeignServerStmt",
        [typeof(AlterServer)] = "AlterForeignServerStmt",
        [typeof(CreateUserMapping)] = "CreateUserMappingStmt", [typeof(AlterUserMapping)] = "AlterUserMappingStmt",
        [typeof(ImportForeignSchema)] = "ImportForeignSchemaStmt",
        [typeof(CreatePublication)] = "CreatePublicationStmt", [typeof(AlterPublication)] = "AlterPublicationStmt",
        [typeof(CreateSubscription)] = "CreateSubscriptionStmt",
        [typeof(AlterSubscription)] = "AlterSubscriptionStmt", [typeof(CreateAccessMethod)] = "CreateAmStmt",
        [typeof(CreateTablespace)] = "CreateTableSpaceStmt",
        [typeof(AlterTablespace)] = "AlterTableSpaceOptionsStmt", [typeof(CreateDatabase)] = "CreatedbStmt", [typeof(AlterDatabase)] = "AlterDatabaseStmt",
        [typeof(AlterDatabaseSetting)] = "AlterDatabaseSetStmt", [typeof(RefreshDatabaseCollation)] = "AlterDatabaseRefreshCollStmt",
        [typeof(SetVariable)] = "VariableSetStmt",
        [typeof(ShowVariable)] = "VariableShowStmt", [typeof(AlterSystem)] = "AlterSystemStmt", [typeof(SetConstraints)] = "ConstraintsSetStmt",
        [typeof(TransactionControl)] = "TransactionStmt", [typeof(Vacuum)] = "VacuumStmt", [typeof(Analyze)] = "VacuumStmt", [typeof(Cluster)] = "ClusterStmt",
        [typeof(Listen)] = "ListenStmt", [typeof(Unlisten)] = "UnlistenStmt", [typeof(Notify)] = "NotifyStmt", [typeof(PrepareStatement)] = "PrepareStmt",
        [typeof(ExecuteStatement)] = "ExecuteStmt", [typeof(Deallocate)] = "DeallocateStmt", [typeof(DeclareCursor)] = "DeclareCursorStmt",
        [typeof(FetchCursor)] = "FetchStmt",
        [typeof(CloseCursor)] = "ClosePortalStmt", [typeof(Discard)] = "DiscardStmt", [typeof(LoadLibrary)] = "LoadStmt",
        [typeof(Checkpoint)] = "CheckPointStmt",
        [typeof(Select)] = "SelectStmt", [typeof(Insert)] = "InsertStmt", [typeof(Update)] = "UpdateStmt", [typeof(Delete)] = "DeleteStmt",
        [typeof(Merge)] = "MergeStmt",
        [typeof(CreatePropertyGraph)] = "CreatePropGraphStmt", [typeof(AlterPropertyGraph)] = "AlterPropGraphStmt", [typeof(Repack)] = "RepackStmt",
        [typeof(Explain)] = "ExplainStmt", [typeof(Copy)] = "CopyStmt",
    };

    /// <summary>Every node that is a statement, <see cref="Unclassified"/> excepted.</summary>
    public static IEnumerable<Type> Nodes =>
        typeof(StatementNode).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(StatementNode)) && !t.IsAbstract && t != typeof(Unclassified));

    public static bool Has(Type node) => Names.ContainsKey(node) || node == typeof(DropObjects);

    public static string Of(StatementNode node) => node switch
    {
        Unclassified => "?",
        // To the grammar a language without a handler is an extension.
        CreateLanguage { Handler: null } => "CreateExtensionStmt",
        DropObjects drop => drop.Kind switch
        {
            ObjectKind.Role => "DropRoleStmt",
            ObjectKind.Database => "DropdbStmt",
            ObjectKind.Tablespace => "DropTableSpaceStmt",
            ObjectKind.UserMapping => "DropUserMappingStmt",
            ObjectKind.Subscription => "DropSubscriptionStmt",
            _ => "DropStmt",
        },
        _ => Names[node.GetType()],
    };

    /// <summary>The sub-commands of ALTER TABLE as PostgreSQL calls them.</summary>
    public static string Of(TableAction action) => action switch
    {
        TableAction.AlterColumnType => "AT_AlterColumnType",
        TableAction.SetDefault or TableAction.DropDefault => "AT_ColumnDefault",
        TableAction.SetColumnOptions => "AT_SetOptions",
        TableAction.ResetColumnOptions => "AT_ResetOptions",
        TableAction.AlterColumnOptions => "AT_AlterColumnGenericOptions",
        TableAction.SetWithoutCluster => "AT_DropCluster",
        TableAction.SetWithoutOids => "AT_DropOids",
        TableAction.SetLogged { Logged: true } => "AT_SetLogged",
        TableAction.SetLogged => "AT_SetUnLogged",
        TableAction.SetTablespace => "AT_SetTableSpace",
        TableAction.SetOptions => "AT_SetRelOptions",
        TableAction.ResetOptions => "AT_ResetRelOptions",
        TableAction.SwitchTrigger t => $"AT_{Mode(t.Mode)}Trig{t.Scope switch { "all" => "All", "user" => "User", _ => "" }}",
        TableAction.SwitchRule r => $"AT_{Mode(r.Mode)}Rule",
        TableAction.SwitchRowSecurity r => r.Enabled ? "AT_EnableRowSecurity" : "AT_DisableRowSecurity",
        TableAction.ForceRowSecurity r => r.Forced ? "AT_ForceRowSecurity" : "AT_NoForceRowSecurity",
        TableAction.Inherit => "AT_AddInherit",
        TableAction.NoInherit => "AT_DropInherit",
        TableAction.SetType => "AT_AddOf",
        TableAction.DropType => "AT_DropOf",
        TableAction.AlterOptions => "AT_GenericOptions",
        TableAction.FinalizeDetach => "AT_DetachPartitionFinalize",
        _ => $"AT_{action.GetType().Name}",
    };

    public static string Of(AttributeAction action) => action switch
    {
        AttributeAction.Add => "AT_AddColumn",
        AttributeAction.Drop => "AT_DropColumn",
        _ => "AT_AlterColumnType",
    };

    private static string Mode(FiringMode mode) =>
        mode switch { FiringMode.Disabled => "Disable", FiringMode.Always => "EnableAlways", FiringMode.Replica => "EnableReplica", _ => "Enable" };
}
