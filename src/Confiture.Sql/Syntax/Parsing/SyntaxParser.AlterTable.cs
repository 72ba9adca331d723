namespace Confiture.Sql.Syntax;

/// <summary>ALTER TABLE and ALTER of the other relations.</summary>
internal sealed partial class SyntaxParser
{
    private static readonly TableAction NoAction = new TableAction.SetWithoutOids();

    private StatementNode AlterRelation(ObjectKind kind)
    {
        if (Accept("ALL", "IN", "TABLESPACE"))
            return MoveAll(kind);
        var ifExists = IfExists();
        var start = Here;
        var relation = kind is ObjectKind.Table or ObjectKind.ForeignTable ? Relation() : new RelationReference(Qualified(), false);
        var name = relation.Name;
        var reference = new ObjectReference(kind, name, From(start));
        if (Is("RENAME"))
            return RenameInRelation(reference, ifExists);
        if (ChangeOfObject(reference, ifExists) is { } change)
            return change;
        if (kind == ObjectKind.Sequence && IsSequenceOption(0))
            return new AlterSequence(name, ifExists, SequenceOptions());
        var actions = List(OneAction);
        return new AlterTable(kind, name, actions) { IfExists = ifExists, Only = relation.Only };
    }

    private MoveAllInTablespace MoveAll(ObjectKind kind)
    {
        var from = Name();
        var owners = Accept("OWNED", "BY") ? List(NamedRole) : [];
        Expect("SET", "TABLESPACE");
        return new MoveAllInTablespace(kind, from, owners, Name(), Accept("NOWAIT"));
    }

    private RenameObject RenameInRelation(ObjectReference relation, bool ifExists)
    {
        Expect("RENAME");
        if (Accept("TO"))
            return new RenameObject(relation.Kind, relation, Name()) { IfExists = ifExists };
        var kind = Accept("CONSTRAINT") ? ObjectKind.Constraint : ObjectKind.Column;
        if (kind == ObjectKind.Column)
            Accept("COLUMN");
        var part = Name();
        Expect("TO");
        return new RenameObject(relation.Kind, relation, Name()) { IfExists = ifExists, PartKind = kind, Part = part };
    }

    private TableAction OneAction()
    {
        var start = Here;
        var action = Peek().Keyword?.Word switch
        {
            "ADD" => Add(),
            "ALTER" => AlterPart(),
            "DROP" => DropPart(),
            "SET" => SetOfTable(),
            "ENABLE" or "DISABLE" => Switch(),
            "ATTACH" or "DETACH" => Partition(),
            "MERGE" => MergePartitions(),
            null when Is("SPLIT", "PARTITION") => SplitPartition(),
            _ => OtherAction(),
        };
        return action with { Span = From(start) };
    }

    private TableAction Add()
    {
        Skip(1);
        if (IsConstraint())
            return new TableAction.AddConstraint(Constraint());
        Accept("COLUMN");
        var ifNotExists = IfNotExists();
        return new TableAction.AddColumn(Column(), ifNotExists);
    }

    private TableAction DropPart()
    {
        Skip(1);
        var isConstraint = Accept("CONSTRAINT");
        if (!isConstraint)
            Accept("COLUMN");
        var ifExists = IfExists();
        var name = Name();
        return isConstraint ? new TableAction.DropConstraint(name, ifExists, Cascade()) : new TableAction.DropColumn(name, ifExists, Cascade());
    }

    private TableAction SetOfTable()
    {
        Skip(1);
        if (Is("("))
            return new TableAction.SetOptions(Options());
        if (Accept("WITHOUT", "OIDS"))
            return new TableAction.SetWithoutOids();
        if (Accept("WITHOUT", "CLUSTER"))
            return new TableAction.SetWithoutCluster();
        if (Accept("LOGGED"))
            return new TableAction.SetLogged(true);
        if (Accept("UNLOGGED"))
            return new TableAction.SetLogged(false);
        if (Accept("TABLESPACE"))
            return new TableAction.SetTablespace(Name());
        Expect("ACCESS", "METHOD");
        return new TableAction.SetAccessMethod(Accept("DEFAULT") ? null : Name());
    }

    private TableAction Switch()
    {
        var enable = Demand("ENABLE", "DISABLE") == "ENABLE";
        if (Accept("ROW", "LEVEL", "SECURITY"))
            return new TableAction.SwitchRowSecurity(enable);
        var mode = !enable ? FiringMode.Disabled : Accept("ALWAYS") ? FiringMode.Always : Accept("REPLICA") ? FiringMode.Replica : FiringMode.Origin;
        if (Accept("RULE"))
            return new TableAction.SwitchRule(Name(), mode);
        Expect("TRIGGER");
        var scope = mode is FiringMode.Origin or FiringMode.Disabled ? OneOf("ALL", "USER") : null;
        return new TableAction.SwitchTrigger(scope is null ? Name() : null, scope?.ToLowerInvariant(), mode);
    }

    private TableAction Partition()
    {
        var attach = Demand("ATTACH", "DETACH") == "ATTACH";
        Expect("PARTITION");
        var name = Qualified();
        if (attach)
            return new TableAction.AttachPartition(name, Is("FOR") || Is("DEFAULT") ? Bound() : null);
        return Accept("FINALIZE") ? new TableAction.FinalizeDetach(name) : new TableAction.DetachPartition(name, Accept("CONCURRENTLY"));
    }

    private TableAction.MergePartitions MergePartitions()
    {
        Expect("MERGE");
        Expect("PARTITIONS");
        var partitions = Enclosed(Qualified);
        Expect("INTO");
        return new TableAction.MergePartitions(partitions, Qualified());
    }

    private TableAction.SplitPartition SplitPartition()
    {
        Expect("SPLIT", "PARTITION");
        var partition = Qualified();
        Expect("INTO");
        return new TableAction.SplitPartition(partition, Enclosed(() =>
        {
            Expect("PARTITION");
            return new NewPartition(Qualified(), Bound());
        }));
    }

    private TableAction OtherAction()
    {
        if (Accept("VALIDATE", "CONSTRAINT"))
            return new TableAction.ValidateConstraint(Name());
        if (Accept("OWNER", "TO"))
            return new TableAction.ChangeOwner(NamedRole());
        if (Accept("CLUSTER", "ON"))
            return new TableAction.ClusterOn(Name());
        if (Is("RESET", "("))
            return Skip(1) ? new TableAction.ResetOptions(Options()) : NoAction;
        if (Accept("FORCE", "ROW", "LEVEL", "SECURITY"))
            return new TableAction.ForceRowSecurity(true);
        if (Accept("NO", "FORCE", "ROW", "LEVEL") && Demand("SECURITY").Length > 0)
            return new TableAction.ForceRowSecurity(false);
        if (Accept("INHERIT"))
            return new TableAction.Inherit(Qualified());
        if (Accept("NO", "INHERIT"))
            return new TableAction.NoInherit(Qualified());
        if (Accept("OF"))
            return new TableAction.SetType(Qualified());
        if (Accept("NOT", "OF"))
            return new TableAction.DropType();
        if (Accept("REPLICA", "IDENTITY"))
            return ReplicaIdentity();
        return Is("OPTIONS") ? new TableAction.AlterOptions(ForeignOptions()) : Fail(NoAction);
    }

    private TableAction.ReplicaIdentity ReplicaIdentity()
    {
        if (Accept("USING", "INDEX"))
            return new TableAction.ReplicaIdentity("index", Name());
        return new TableAction.ReplicaIdentity(Demand("NOTHING", "FULL", "DEFAULT").ToLowerInvariant(), null);
    }

    private TableAction AlterPart()
    {
        Skip(1);
        if (Accept("CONSTRAINT"))
            return AlterConstraint();
        Accept("COLUMN");
        if (Kind() == SqlTokenKind.Number)
        {
            var number = Integer();
            Expect("SET", "STATISTICS");
            return new TableAction.SetStatistics(null, number, StatisticsTarget());
        }

        return AlterColumn(Name());
    }

    private int? StatisticsTarget() => Accept("DEFAULT") ? null : Integer();

    private TableAction.AlterConstraint AlterConstraint()
    {
        var action = new TableAction.AlterConstraint(Name());
        while (true)
        {
            var changed = Accept("DEFERRABLE") ? action with { Deferrable = true }
                : Accept("NOT", "DEFERRABLE") ? action with { Deferrable = false }
                : Accept("INITIALLY", "DEFERRED") ? action with { InitiallyDeferred = true }
                : Accept("INITIALLY", "IMMEDIATE") ? action with { InitiallyDeferred = false }
                : Accept("ENFORCED") ? action with { Enforced = true }
                : Accept("NOT", "ENFORCED") ? action with { Enforced = false }
                : Accept("INHERIT") ? action with { Inheritable = true }
                : Accept("NO", "INHERIT") ? action with { Inheritable = false }
                : null;
            if (changed is null)
                return action;
            action = changed;
        }
    }
}
