using Confiture.Sql.Syntax;
using static Confiture.Safety.LockMode;
using static Confiture.Safety.RiskTier;

namespace Confiture.Safety;

/// <summary>One row for each action of ALTER TABLE.</summary>
/// <param name="Mode">The lock on the table.</param>
/// <param name="Tier">The risk apart from long work.</param>
/// <param name="Reason">Why; <c>{0}</c> is the table.</param>
/// <param name="Recurses">Whether partitions and child tables are locked too, unless ONLY is used.</param>
internal sealed record ActionRow(LockMode Mode, RiskTier Tier, string Reason, bool Recurses = false);

/// <summary>The table of all actions.</summary>
internal static class TableActions
{
    /// <summary>Storage parameters that readers look at; all others take SHARE UPDATE EXCLUSIVE.</summary>
    private static readonly HashSet<string> HardOptions = new(
        StringComparer.Ordinal) { "user_catalog_table", "security_barrier", "security_invoker", "check_option", "fastupdate", "autosummarize", "buffering" };

    internal static ActionRow? Of(TableAction action, Relation table, int version) => OfColumn(action, version) ?? OfTable(action, table, version);

    private static ActionRow? OfColumn(TableAction action, int version) => action switch
    {
        TableAction.AddColumn => new(AccessExclusive, Additive, "a column is added to {0}", Recurses: true),
        TableAction.DropColumn => new(AccessExclusive, Destructive, "the values of a column of {0} are lost", Recurses: true),
        TableAction.AlterColumnType => new(AccessExclusive, Reversible, "the type of a column of {0} changes", Recurses: true),
        TableAction.SetDefault or TableAction.DropDefault => new(AccessExclusive, Reversible, "new rows of {0} get another default", Recurses: true),
        TableAction.SetNotNull => new(AccessExclusive, Reversible, "writes of NULL to {0} fail", Recurses: true),
        TableAction.DropNotNull => new(AccessExclusive, Reversible, "readers of {0} can see NULL", Recurses: true),
        TableAction.SetExpression => new(AccessExclusive, Reversible, "the expression of a column of {0} changes", Recurses: true),
        TableAction.DropExpression => new(AccessExclusive, Reversible, "a column of {0} is no longer generated", Recurses: true),
        TableAction.SetStatistics => new(ShareUpdateExclusive, Reversible, "the next ANALYZE of {0} collects different statistics", Recurses: true),
        TableAction.SetColumnOptions or TableAction.ResetColumnOptions => new(ShareUpdateExclusive, Reversible, "planner options of a column of {0} change"),
        TableAction.SetStorage or TableAction.SetCompression =>
            new(AccessExclusive, Reversible, "new values of a column of {0} are stored differently", Recurses: true),
        TableAction.AddIdentity or TableAction.SetIdentity or TableAction.DropIdentity =>
            new(AccessExclusive, Reversible, "an identity column of {0} changes", Recurses: version >= 17),
        _ => null,
    };

    private static ActionRow? OfTable(TableAction action, Relation table, int version) => action switch
    {
        TableAction.AlterColumnOptions or TableAction.AlterOptions => new(AccessExclusive, Reversible, "options of foreign table {0} change"),
        TableAction.AddConstraint { Constraint: ForeignKeyConstraint } => new(ShareRowExclusive, Reversible, "violating writes to {0} fail", Recurses: true),
        TableAction.AddConstraint a => new(AccessExclusive, Reversible, "violating writes to {0} fail", Recurses: !a.Constraint.NoInherit || version >= 18),
        TableAction.AlterConstraint => new(AccessExclusive, Reversible, "a constraint of {0} changes", Recurses: true),
        TableAction.ValidateConstraint => new(ShareUpdateExclusive, Additive, "rows of {0} are checked while it is read and written", Recurses: true),
        TableAction.DropConstraint => new(AccessExclusive, Reversible, "rows of {0} may violate the constraint", Recurses: true),
        TableAction.ChangeOwner => new(AccessExclusive, Reversible, "{0} gets another owner"),
        TableAction.ClusterOn or TableAction.SetWithoutCluster => new(ShareUpdateExclusive, Reversible, "the next CLUSTER of {0} uses another index"),
        TableAction.SetWithoutOids => new(AccessExclusive, Additive, "nothing changes"),
        TableAction.SetLogged => new(AccessExclusive, Reversible, "whether {0} survives a crash changes"),
        TableAction.SetAccessMethod => new(AccessExclusive, Reversible, "{0} is stored differently"),
        TableAction.SetTablespace => new(AccessExclusive, Reversible, "{0} moves to another tablespace"),
        TableAction.SetOptions or TableAction.ResetOptions => new(OptionMode(action, table), Reversible, "storage parameters of {0} change"),
        TableAction.SwitchTrigger => new(ShareRowExclusive, Reversible, "triggers of {0} are enabled or disabled", Recurses: true),
        TableAction.SwitchRule => new(AccessExclusive, Reversible, "rules of {0} are enabled or disabled"),
        TableAction.SwitchRowSecurity or TableAction.ForceRowSecurity => new(AccessExclusive, Reversible, "the rows of {0} that a role sees change"),
        TableAction.Inherit or TableAction.NoInherit => new(AccessExclusive, Reversible, "{0} starts or stops inheriting from a parent"),
        TableAction.SetType or TableAction.DropType => new(AccessExclusive, Reversible, "{0} becomes or stops being a typed table"),
        TableAction.ReplicaIdentity => new(AccessExclusive, Reversible, "replication identifies rows of {0} differently"),
        _ => OfPartitions(action),
    };

    private static ActionRow? OfPartitions(TableAction action) => action switch
    {
        TableAction.AttachPartition => new(ShareUpdateExclusive, Reversible, "{0} gets a partition"),
        TableAction.DetachPartition { Concurrently: true } or TableAction.FinalizeDetach =>
            new(ShareUpdateExclusive, Reversible, "{0} loses a partition, which stays as a table"),
        TableAction.MergePartitions or TableAction.SplitPartition =>
            new(AccessExclusive, Reversible, "{0} gets other partitions with the rows of the old ones"),
        TableAction.DetachPartition => new(AccessExclusive, Reversible, "{0} loses a partition, which stays as a table"),
        _ => null,
    };

    private static LockMode OptionMode(TableAction action, Relation table)
    {
        var options = action switch { TableAction.SetOptions a => a.Options, TableAction.ResetOptions a => a.Options, _ => [] };
        return table.Kind == ObjectKind.View || options.Any(o => HardOptions.Contains(o.Name)) ? AccessExclusive : ShareUpdateExclusive;
    }
}
