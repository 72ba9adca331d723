namespace Confiture.Sql.Syntax;

/// <summary>ALTER TABLE, and ALTER of an index, a sequence, a view, a materialised view or a foreign table with the same actions.</summary>
/// <param name="Kind">The word after ALTER: Table, Index, Sequence, View, MaterializedView or ForeignTable.</param>
/// <param name="Name">The relation.</param>
/// <param name="Actions">What is done, in the order of the text; at least one.</param>
public sealed record AlterTable(ObjectKind Kind, SqlName Name, IReadOnlyList<TableAction> Actions) : StatementNode
{
    /// <summary>Whether IF EXISTS is written.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether ONLY is written.</summary>
    public bool Only { get; init; }
}

/// <summary>One action of <see cref="AlterTable"/>.</summary>
public abstract record TableAction
{
    private protected TableAction()
    {
    }

    /// <summary>The place of the action.</summary>
    public SqlSpan Span { get; init; }

    /// <summary>ADD COLUMN.</summary>
    public sealed record AddColumn(ColumnDefinition Column, bool IfNotExists) : TableAction;

    /// <summary>DROP COLUMN.</summary>
    public sealed record DropColumn(Identifier Column, bool IfExists, bool Cascade) : TableAction;

    /// <summary>ALTER COLUMN TYPE.</summary>
    /// <param name="Type">Its new type.</param>
    /// <param name="Collation">Its collation, or null.</param>
    /// <param name="Using">The expression after USING, or null.</param>
    public sealed record AlterColumnType(Identifier Column, TypeReference Type, SqlName? Collation, SqlSpan? Using) : TableAction;

    /// <summary>ALTER COLUMN SET DEFAULT.</summary>
    public sealed record SetDefault(Identifier Column, SqlSpan Expression) : TableAction;

    /// <summary>ALTER COLUMN DROP DEFAULT.</summary>
    public sealed record DropDefault(Identifier Column) : TableAction;

    /// <summary>ALTER COLUMN SET NOT NULL.</summary>
    public sealed record SetNotNull(Identifier Column) : TableAction;

    /// <summary>ALTER COLUMN DROP NOT NULL.</summary>
    public sealed record DropNotNull(Identifier Column) : TableAction;

    /// <summary>ALTER COLUMN SET EXPRESSION of a generated column.</summary>
    public sealed record SetExpression(Identifier Column, SqlSpan Expression) : TableAction;

    /// <summary>ALTER COLUMN DROP EXPRESSION.</summary>
    public sealed record DropExpression(Identifier Column, bool IfExists) : TableAction;

    /// <summary>ALTER COLUMN SET STATISTICS.</summary>
    /// <param name="Column">The column, or null when an index's column is named by its number.</param>
    /// <param name="Number">The number of an index's column, or null.</param>
    /// <param name="Target">The target; null for DEFAULT.</param>
    public sealed record SetStatistics(Identifier? Column, int? Number, int? Target) : TableAction;

    /// <summary>ALTER COLUMN SET (options).</summary>
    public sealed record SetColumnOptions(Identifier Column, IReadOnlyList<SqlOption> Options) : TableAction;

    /// <summary>ALTER COLUMN RESET (options).</summary>
    public sealed record ResetColumnOptions(Identifier Column, IReadOnlyList<SqlOption> Options) : TableAction;

    /// <summary>ALTER COLUMN SET STORAGE, with the mode in lower case.</summary>
    public sealed record SetStorage(Identifier Column, string Mode) : TableAction;

    /// <summary>ALTER COLUMN SET COMPRESSION.</summary>
    public sealed record SetCompression(Identifier Column, string Method) : TableAction;

    /// <summary>ALTER COLUMN ADD GENERATED AS IDENTITY.</summary>
    public sealed record AddIdentity(Identifier Column, bool Always, IReadOnlyList<SequenceOption> Options) : TableAction;

    /// <summary>ALTER COLUMN with changes to its identity: SET GENERATED, RESTART, SET and a sequence option.</summary>
    /// <param name="Always">True for SET GENERATED ALWAYS, false for BY DEFAULT, null when this is not changed.</param>
    /// <param name="Options">The changes to the sequence.</param>
    public sealed record SetIdentity(Identifier Column, bool? Always, IReadOnlyList<SequenceOption> Options) : TableAction;

    /// <summary>ALTER COLUMN DROP IDENTITY.</summary>
    public sealed record DropIdentity(Identifier Column, bool IfExists) : TableAction;

    /// <summary>ALTER COLUMN OPTIONS of a foreign table.</summary>
    public sealed record AlterColumnOptions(Identifier Column, IReadOnlyList<SqlOption> Options) : TableAction;

    /// <summary>ADD of a constraint.</summary>
    public sealed record AddConstraint(ConstraintNode Constraint) : TableAction;

    /// <summary>ALTER CONSTRAINT.</summary>
    public sealed record AlterConstraint(Identifier Constraint) : TableAction
    {
        /// <summary>As <see cref="ConstraintNode.Deferrable"/>.</summary>
        public bool? Deferrable { get; init; }

        /// <summary>As <see cref="ConstraintNode.InitiallyDeferred"/>.</summary>
        public bool? InitiallyDeferred { get; init; }

        /// <summary>As <see cref="ConstraintNode.Enforced"/>.</summary>
        public bool? Enforced { get; init; }

        /// <summary>True for INHERIT, false for NO INHERIT, null when nothing is said.</summary>
        public bool? Inheritable { get; init; }
    }

    /// <summary>VALIDATE CONSTRAINT.</summary>
    public sealed record ValidateConstraint(Identifier Constraint) : TableAction;

    /// <summary>DROP CONSTRAINT.</summary>
    public sealed record DropConstraint(Identifier Constraint, bool IfExists, bool Cascade) : TableAction;

    /// <summary>OWNER TO.</summary>
    public sealed record ChangeOwner(RoleName Owner) : TableAction;

    /// <summary>CLUSTER ON an index.</summary>
    public sealed record ClusterOn(Identifier Index) : TableAction;

    /// <summary>SET WITHOUT CLUSTER.</summary>
    public sealed record SetWithoutCluster : TableAction;

    /// <summary>SET WITHOUT OIDS, which does nothing.</summary>
    public sealed record SetWithoutOids : TableAction;

    /// <summary>SET LOGGED or SET UNLOGGED.</summary>
    public sealed record SetLogged(bool Logged) : TableAction;

    /// <summary>SET ACCESS METHOD; null for DEFAULT.</summary>
    public sealed record SetAccessMethod(Identifier? Method) : TableAction;

    /// <summary>SET TABLESPACE.</summary>
    public sealed record SetTablespace(Identifier Tablespace) : TableAction;

    /// <summary>SET (storage parameters).</summary>
    public sealed record SetOptions(IReadOnlyList<SqlOption> Options) : TableAction;

    /// <summary>RESET (storage parameters).</summary>
    public sealed record ResetOptions(IReadOnlyList<SqlOption> Options) : TableAction;

    /// <summary>ENABLE or DISABLE TRIGGER.</summary>
    /// <param name="Trigger">The trigger, or null when <paramref name="Scope"/> names many.</param>
    /// <param name="Scope"><c>all</c>, <c>user</c>, or null for one trigger.</param>
    /// <param name="Mode">When it fires from now on.</param>
    public sealed record SwitchTrigger(Identifier? Trigger, string? Scope, FiringMode Mode) : TableAction;

    /// <summary>ENABLE or DISABLE RULE.</summary>
    public sealed record SwitchRule(Identifier Rule, FiringMode Mode) : TableAction;

    /// <summary>ENABLE or DISABLE ROW LEVEL SECURITY.</summary>
    public sealed record SwitchRowSecurity(bool Enabled) : TableAction;

    /// <summary>FORCE or NO FORCE ROW LEVEL SECURITY.</summary>
    public sealed record ForceRowSecurity(bool Forced) : TableAction;

    /// <summary>INHERIT a parent.</summary>
    public sealed record Inherit(SqlName Parent) : TableAction;

    /// <summary>NO INHERIT of a parent.</summary>
    public sealed record NoInherit(SqlName Parent) : TableAction;

    /// <summary>OF a type.</summary>
    public sealed record SetType(SqlName Type) : TableAction;

    /// <summary>NOT OF.</summary>
    public sealed record DropType : TableAction;

    /// <summary>REPLICA IDENTITY.</summary>
    /// <param name="Identity"><c>nothing</c>, <c>full</c>, <c>default</c> or <c>index</c>.</param>
    /// <param name="Index">The index, when that is the identity.</param>
    public sealed record ReplicaIdentity(string Identity, Identifier? Index) : TableAction;

    /// <summary>OPTIONS of a foreign table.</summary>
    public sealed record AlterOptions(IReadOnlyList<SqlOption> Options) : TableAction;

    /// <summary>ATTACH PARTITION, of a table with bounds or of an index without.</summary>
    public sealed record AttachPartition(SqlName Partition, PartitionBound? Bound) : TableAction;

    /// <summary>DETACH PARTITION.</summary>
    public sealed record DetachPartition(SqlName Partition, bool Concurrently) : TableAction;

    /// <summary>DETACH PARTITION ... FINALIZE.</summary>
    public sealed record FinalizeDetach(SqlName Partition) : TableAction;

    /// <summary>MERGE PARTITIONS (PostgreSQL 19).</summary>
    public sealed record MergePartitions(IReadOnlyList<SqlName> Partitions, SqlName Into) : TableAction;

    /// <summary>SPLIT PARTITION (PostgreSQL 19).</summary>
    public sealed record SplitPartition(SqlName Partition, IReadOnlyList<NewPartition> Into) : TableAction;
}

/// <summary>A partition that SPLIT PARTITION makes.</summary>
public sealed record NewPartition(SqlName Name, PartitionBound Bound);

/// <summary>When a trigger or a rule fires.</summary>
public enum FiringMode
{
    /// <summary>ENABLE: in ordinary sessions.</summary>
    Origin,

    /// <summary>ENABLE ALWAYS.</summary>
    Always,

    /// <summary>ENABLE REPLICA: in replication only.</summary>
    Replica,

    /// <summary>DISABLE.</summary>
    Disabled,
}

/// <summary>ALTER TABLE, INDEX or MATERIALIZED VIEW ALL IN TABLESPACE.</summary>
public sealed record MoveAllInTablespace(ObjectKind Kind, Identifier From, IReadOnlyList<RoleName> OwnedBy, Identifier To, bool NoWait) : StatementNode;
