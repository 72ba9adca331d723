using System.Globalization;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Names, comments, triggers and other things that hang on relations.</summary>
internal static class ObjectEffects
{
    private const int GrantLocksSince = 18;

    private static bool IsRelation(ObjectKind kind) =>
        kind is ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.Index or ObjectKind.ForeignTable
            or ObjectKind.PropertyGraph;

    internal static void OnTable(SqlName table, LockMode mode, string reason, Effect e, RiskTier tier = RiskTier.Reversible)
    {
        var relation = e.Relation(table);
        e.Lock(relation, mode);
        e.Risk(tier, string.Format(CultureInfo.InvariantCulture, reason, relation));
    }

    internal static void Rename(RenameObject statement, Effect e)
    {
        e.Risk(RiskTier.Reversible, "code that uses the old name fails");
        var name = statement.Object.On ?? (IsRelation(statement.Object.Kind) ? statement.Object.Name : null);
        if (name is null) return;
        var relation = e.Relation(name, statement.Object.On is null ? statement.Kind : ObjectKind.Table);
        e.Lock(relation, relation.Kind == ObjectKind.Index && statement.PartKind is null ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive);
        if (statement.PartKind == ObjectKind.Column) RenameColumn(statement, relation, e);
        else if (statement.PartKind == ObjectKind.Constraint) RenameConstraint(statement, relation, e);
        else if (statement.Object.Kind == ObjectKind.Trigger) e.LockTree(relation, LockMode.AccessExclusive);
        else if (statement.Object.On is null) e.Relations.Rename(relation, relation.Name with { Name = statement.NewName.Text });
    }

    internal static void SetSchema(SetObjectSchema statement, Effect e)
    {
        e.Risk(RiskTier.Reversible, "code that uses the old name fails");
        if (!IsRelation(statement.Object.Kind)) return;
        var relation = e.Relation(statement.Object.Name, statement.Object.Kind);
        e.Lock(relation, LockMode.AccessExclusive);
        foreach (var sequence in relation.Sequences) e.Lock(sequence, LockMode.AccessExclusive);
        foreach (var part in relation.Indexes.Concat(relation.Sequences).Prepend(relation).ToList())
            e.Relations.Rename(part, part.Name with { Schema = statement.NewSchema.Text });
    }

    internal static void Comment(Comment statement, Effect e)
    {
        e.Risk(RiskTier.Reversible, "a comment changes");
        var item = statement.Object;
        if (item.Kind == ObjectKind.Column || IsRelation(item.Kind))
            e.Lock(e.Relation(item.Name, item.Kind == ObjectKind.Column ? ObjectKind.Table : item.Kind), LockMode.ShareUpdateExclusive);
        else if (item is { On: { } table, Kind: ObjectKind.Constraint or ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy })
                e.Lock(e.Relation(table), LockMode.AccessShare);
    }

    internal static void CreateTrigger(CreateTrigger statement, Effect e)
    {
        var table = e.Relation(statement.Table);
        e.Lock(table, LockMode.ShareRowExclusive);
        if (statement.ForEachRow) e.LockTree(table, LockMode.ShareRowExclusive);
        if (statement.From is { } other) e.Lock(e.Relation(other), LockMode.AccessShare);
        e.Risk(RiskTier.Reversible, $"writes to {table} run a trigger");
    }

    internal static void Publish(IReadOnlyList<PublicationObject> objects, Effect e)
    {
        e.Risk(RiskTier.Reversible, "row changes start or stop being published");
        foreach (var table in objects.Select(o => o.Table).OfType<RelationReference>())
        {
            var relation = e.Relation(table.Name);
            foreach (var member in table.Only ? [relation] : relation.IsPartitioned ? [relation] : relation.Tree) e.Lock(member, LockMode.ShareUpdateExclusive);
        }
    }

    internal static void CreateSchema(CreateSchema statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "a schema is added");
        foreach (var element in statement.Elements) StatementEffects.Apply(element, e);
    }

    internal static void Grant(GrantPrivileges statement, Effect e)
    {
        e.Risk(RiskTier.Reversible, "privileges of roles change");
        if (e.Version < GrantLocksSince || statement.AllInSchema || !IsRelation(statement.Kind)) return;
        foreach (var item in statement.Objects) e.Lock(e.Relation(item.Name, statement.Kind), LockMode.AccessShare);
    }

    internal static void Set(SetVariable statement, Effect e)
    {
        e.Risk(RiskTier.Additive, "only the session changes");
        if (statement.Change is { Name: "search_path", Reset: false, Values: [_, ..] path })
            e.Relations.SearchPath = [.. path.Where(p => p is not ("$user" or "pg_catalog" or "pg_temp")).DefaultIfEmpty("public")];
        else if (statement.Change is { Name: "search_path" or "all" }) e.Relations.SearchPath = ["public"];
    }

    private static void RenameColumn(RenameObject statement, Relation relation, Effect e)
    {
        e.LockTree(relation, LockMode.AccessExclusive);
        foreach (var member in relation.Tree) member.RenameColumn(statement.Part!.Text, statement.NewName.Text);
    }

    private static void RenameConstraint(RenameObject statement, Relation relation, Effect e)
    {
        e.LockTree(relation, LockMode.AccessExclusive);
        var old = statement.Part!.Text;
        if (relation.Indexes.Find(i => i.Name.Name == old) is { } index)
        {
            e.Lock(index, LockMode.AccessExclusive);
            e.Relations.Rename(index, index.Name with { Name = statement.NewName.Text });
        }

        foreach (var constraint in relation.Tree.SelectMany(t => t.Constraints).Where(c => c.Name == old)) constraint.Name = statement.NewName.Text;
    }
}
