using Confiture.Schema;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>Creates the state before a script from a schema.</summary>
internal static class CatalogState
{
    internal static void Fill(RelationState state, DatabaseSchema schema)
    {
        Dictionary<SchemaObject, Relation> made = [];
        foreach (var item in schema.Objects)
        {
            if (Make(item) is { } relation) made[item] = state.Add(relation);
        }

        var byAddress = made.ToDictionary(p => p.Key.Id.Address, p => p.Value, StringComparer.Ordinal);
        foreach (var (item, relation) in made)
        {
            foreach (var column in item.Children.Where(c => c.Id.Kind == "column")) AddColumn(state, relation, column);
            foreach (var constraint in item.Children.Where(c => c.Id.Kind == "constraint")) AddConstraint(state, relation, constraint, made);
            if (item.Get("inherits") is not null)
                foreach (var parent in item.ListOf("inherits").Select(byAddress.GetValueOrDefault).OfType<Relation>()) parent.AddChild(relation);
            if (relation.Kind is ObjectKind.View or ObjectKind.MaterializedView) Read(relation, item, made);
            Own(relation, item, byAddress);
        }

        foreach (var statistics in schema.Objects.Where(o => o.Id.Kind == "statistics"))
        {
            if (statistics["on_table"] is { } table && state.Find(QualifiedName.Parse(table)) is { } relation)
                state.Statistics[new(statistics.Schema, statistics.Name)] = relation;
        }

        foreach (var domain in schema.Objects.Where(o => o.Id.Kind == "domain"))
        {
            state.Domains[new(domain.Schema, domain.Name)] = new(TypeOf(domain["type"]),
                domain.Is("not_null") || domain.Children.Any(c => c.Id.Kind == "domain constraint"));
        }

        foreach (var type in schema.Objects.Where(o => o.Id.Kind == "enum")) state.Enums.Add(new(type.Schema, type.Name));
        foreach (var routines in schema.Objects.Where(o => o.Id.Kind == "routine").GroupBy(o => new QualifiedName(o.Schema, o.Name)))
            state.VolatileFunctions[routines.Key] = routines.Any(r => !IsStable(r["definition"] ?? string.Empty));
    }

    /// <summary>A type as the server prints it.</summary>
    internal static TypeReference? TypeOf(string? text) => text is not null && ExpressionFacts.Of($"NULL::{text}").Types is [var type, ..] ? type : null;

    private static Relation? Make(SchemaObject item)
    {
        var name = new QualifiedName(item.Schema, item.Name);
        return item.Id.Kind switch
        {
            "table" => new(name, ObjectKind.Table)
            {
                IsKnown = true,
                IsPartitioned = item["partition_key"] is not null,
                IsPartition = item["bound"] is not null,
                IsDefaultPartition = item["bound"] == "DEFAULT",
                IsUnlogged = item.Is("unlogged"),
                AccessMethod = item["access_method"],
            },
            "foreign table" => new(name, ObjectKind.ForeignTable) { IsKnown = true },
            "view" => new(name, ObjectKind.View) { IsKnown = true },
            "materialized view" => new(name, ObjectKind.MaterializedView) { IsKnown = true },
            "sequence" => new(name, ObjectKind.Sequence) { IsKnown = true, OwnedColumn = item.OwningColumn?.Name },
            "index" => IndexOf(name, item),
            _ => null,
        };
    }

    private static Relation IndexOf(QualifiedName name, SchemaObject item)
    {
        var script = SqlScript.Parse("index", item["definition"]!);
        var keys = SqlSyntax.Parse(script) is [CreateIndex index] ? index : null;
        return new(name, ObjectKind.Index) { IsKnown = true, IsUnique = keys?.Unique
            ?? false, IsPartitioned = item.Parent!.Get("partition_key") is not null, Keys = [.. (keys?.Keys ?? []).Select(k => k.Column?.Text)] };
    }

    private static void Own(Relation relation, SchemaObject item, Dictionary<string, Relation> byAddress)
    {
        if (relation.Kind == ObjectKind.Index && byAddress.GetValueOrDefault(item.Parent!.Id.Address) is { } table)
        {
            relation.Owner = table;
            table.Indexes.Add(relation);
        }
        else if (relation.Kind == ObjectKind.Sequence && item.OwningColumn?.Parent is { } owner && byAddress.GetValueOrDefault(owner.Id.Address) is { } owning)
        {
            relation.Owner = owning;
            owning.Sequences.Add(relation);
        }
    }

    private static void AddColumn(RelationState state, Relation relation, SchemaObject column)
    {
        relation.Columns[column.Name] = new(column.Name)
        {
            Type = TypeOf(column["type"]),
            NotNull = column["not_null"] == "true",
            UnprovenNotNull = column["not_null"] == "not valid" ? column["not_null_name"]?.Trim('"') ?? $"{relation.Name.Name}_{column.Name}_not_null" : null,
            IsIdentity = column["identity"] is not null,
            Stored = column["generated"] switch { null => null, var sort => sort == "stored" },
        };
        if (column["identity"] is null || relation.Kind != ObjectKind.Table || relation.IsPartition) return;
        // The sequence of an identity column is no object of the model, but it is locked like any other.
        var sequence = new Relation(QualifiedName.Parse(column.ListOf("identity_options")[^1].Contains('.', StringComparison.Ordinal)
                ? column.ListOf("identity_options")[^1]
                : $"{SqlIdentifier.Quote(relation.Name.Schema!)}.{column.ListOf("identity_options")[^1]}"),
            ObjectKind.Sequence) { IsKnown = true, Owner = relation, OwnedColumn = column.Name };
        relation.Sequences.Add(state.Add(sequence));
    }

    private static void AddConstraint(RelationState state, Relation relation, SchemaObject item, Dictionary<SchemaObject, Relation> made)
    {
        var definition = item["definition"]!;
        var sort = item["type"] switch { "p" => ConstraintSort.PrimaryKey, "u" => ConstraintSort.Unique, "x" => ConstraintSort.Exclusion, "c" =>
            ConstraintSort.Check, _ => ConstraintSort.ForeignKey };
        var node = SqlSyntax.Parse(SqlScript.Parse("constraint",
            $"ALTER TABLE t ADD {definition}")) is [AlterTable { Actions: [TableAction.AddConstraint add] }] ? add.Constraint : null;
        relation.Add(new(item.Name, sort)
        {
            Columns = node switch { KeyConstraint key => [.. key.Columns.Select(c => c.Text)], ForeignKeyConstraint key =>
                [.. key.Columns.Select(c => c.Text)], _ => [] },
            References = item.ReferredTable is { } referred ? made.GetValueOrDefault(referred) : null,
            Terms = node is ForeignKeyConstraint foreign ? RelationConstraint.TermsOf(foreign) : null,
            ChangesOnDelete = ChangesOnDelete(node as ForeignKeyConstraint),
            Condition = node is CheckConstraint check ? check.Expression.In($"ALTER TABLE t ADD {definition}") : null,
            Validated = !definition.EndsWith(" NOT VALID", StringComparison.Ordinal),
            Enforced = !definition.EndsWith(" NOT ENFORCED", StringComparison.Ordinal),
        });
        if (sort is not (ConstraintSort.PrimaryKey or ConstraintSort.Unique or ConstraintSort.Exclusion)) return;
        var index = new Relation(new(relation.Name.Schema, item.Name), ObjectKind.Index) { IsKnown = true, IsUnique = true, Owner = relation, IsPartitioned =
            relation.IsPartitioned, Keys = [.. (node as KeyConstraint)?.Columns.Select(c => c.Text) ?? []] };
        relation.Indexes.Add(state.Add(index));
    }

    private static void Read(Relation relation, SchemaObject item, Dictionary<SchemaObject, Relation> made)
    {
        foreach (var read in item.DependsOn.Select(d => d.Id.Kind == "column" ? d.Parent! : d).Distinct().Select(made.GetValueOrDefault).OfType<Relation>())
        {
            if (read == relation) continue;
            relation.Reads.Add(read);
            read.ReadBy.Add(relation);
            if (item.DependsOn.Any(d => made.GetValueOrDefault(d) == read)) continue;
            relation.ReadsOnly(read, item.DependsOn.Where(d => d.Id.Kind == "column" && made.GetValueOrDefault(d.Parent!) == read).Select(d => d.Name));
        }
    }

    internal static bool ChangesOnDelete(ForeignKeyConstraint? key) =>
        key?.OnDelete is ReferentialAction.Cascade or ReferentialAction.SetNull or ReferentialAction.SetDefault;

    private static bool IsStable(string definition) =>
        definition.Contains("\n IMMUTABLE", StringComparison.Ordinal) || definition.Contains("\n STABLE", StringComparison.Ordinal)
        || definition.Contains(" IMMUTABLE ", StringComparison.Ordinal) || definition.Contains(" STABLE ", StringComparison.Ordinal);
}
