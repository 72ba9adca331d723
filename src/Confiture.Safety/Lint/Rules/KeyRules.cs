using Confiture.Schema;
using Confiture.Sql;
using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>Keys and indexes of a schema.</summary>
internal static class KeyRules
{
    internal static IReadOnlyList<LintRule> All { get; } =
    [
        new("missing-primary-key", Structure, Error, "A table without a primary key")
        {
            Why = "Rows cannot be identified: logical replication and most tools cannot update them.",
            Safer = "Add a PRIMARY KEY, or a UNIQUE index on NOT NULL columns as REPLICA IDENTITY.",
            Bad = "CREATE TABLE visits (seen_at timestamptz NOT NULL);",
            Good = "CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, seen_at timestamptz NOT NULL);",
            OfSchema = static c => c.Tables.Where(t => !SchemaContext.IsPartition(t) && t.Get("inherits") is null && !SchemaContext.ConstraintsOf(t, "p").Any())
                .Select(t => new SchemaMark(t, $"{t.Name} has no primary key")),
        },
        new("integer-primary-key", Structure, Warning, "A counting primary key of type integer or smallint")
        {
            Why = "It ends at 2,147,483,647; switching to a wider type later rewrites the table and every table that references it.",
            Safer = "bigint",
            Bad = "CREATE TABLE visits (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
            Good = "CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
            OfSchema = static c =>
                from t in c.Tables
                where !SchemaContext.IsPartition(t)
                from k in SchemaContext.ConstraintsOf(t, "p")
                where ColumnsOf(k) is [_]
                let column = Column(t, ColumnsOf(k)[0])
                where column is not null && column["type"] is "integer" or "smallint"
                    && (column["identity"] is not null || column.Children.Any(d => d["expression"]?.StartsWith("nextval(", StringComparison.Ordinal) ?? false))
                select new SchemaMark(column, $"{t.Name}.{column.Name} ends at {(column["type"] == "integer" ? "2,147,483,647" : "32,767")}"),
        },
        new("unindexed-foreign-key", Structure, Warning, "A foreign key without an index on its columns")
        {
            Why = "Each DELETE or key UPDATE in the referenced table scans this whole table and holds its locks meanwhile.",
            Safer = "Create an index that begins with the columns of the key.",
            Bad = "CREATE TABLE parents (id bigint PRIMARY KEY);\nCREATE TABLE children (id bigint PRIMARY KEY, parent_id bigint NOT NULL REFERENCES parents);",
            Good = "CREATE TABLE parents (id bigint PRIMARY KEY);\nCREATE TABLE children (id bigint PRIMARY KEY, "
                + "parent_id bigint NOT NULL REFERENCES parents);\nCREATE INDEX children_parent_id_idx ON children (parent_id);",
            OfSchema = static c =>
                from t in c.Tables
                where !SchemaContext.IsPartition(t)
                from k in SchemaContext.ConstraintsOf(t, "f")
                let columns = ColumnsOf(k)
                where !IndexesOf(t).Any(i => i.Predicate is null && i.Keys.Take(columns.Count).ToHashSet().SetEquals(columns))
                select new SchemaMark(k, $"no index of {t.Name} begins with {string.Join(", ", columns)}"),
        },
        new("foreign-key-type-mismatch", Structure, Error, "A foreign key between columns of different types")
        {
            Why = "Values of one may not fit the other, and joins convert each value and may not use the index.",
            Safer = "Use the type of the referenced column.",
            Bad = "CREATE TABLE parents (id bigint PRIMARY KEY);\nCREATE TABLE children (id bigint PRIMARY KEY, "
                + "parent_id integer NOT NULL REFERENCES parents);",
            Good = "CREATE TABLE parents (id bigint PRIMARY KEY);\nCREATE TABLE children (id bigint PRIMARY KEY, "
                + "parent_id bigint NOT NULL REFERENCES parents);",
            OfSchema = static c =>
                from t in c.Tables
                from k in SchemaContext.ConstraintsOf(t, "f")
                let other = k.ReferredTable
                where other is not null && Referred(k, other).Zip(ColumnsOf(k)).Any(p => Column(other, p.First)?["type"] != Column(t, p.Second)?["type"])
                select new SchemaMark(k, $"{t.Name}.{string.Join(", ", ColumnsOf(k))} and {other.Name}.{string.Join(", ", Referred(k, other))} differ in type"),
        },
        new("nullable-foreign-key", Structure, Info, "A nullable foreign key column")
        {
            Why = "A row without a reference is easily inserted by mistake, and inner joins skip it.",
            Safer = "Use NOT NULL unless a row really may have no reference.",
            IsOptIn = true,
            Bad = "CREATE TABLE parents (id bigint PRIMARY KEY);\nCREATE TABLE children (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents);",
            Good = "CREATE TABLE parents (id bigint PRIMARY KEY);\nCREATE TABLE children (id bigint PRIMARY KEY, "
                + "parent_id bigint NOT NULL REFERENCES parents);",
            OfSchema = static c =>
                from t in c.Tables
                from k in SchemaContext.ConstraintsOf(t, "f")
                from name in ColumnsOf(k)
                where Column(t, name) is { } column && column["not_null"] is null
                select new SchemaMark(k, $"{t.Name}.{name} may be NULL"),
        },
        new("duplicate-index", Structure, Warning, "Two indexes on the same columns")
        {
            Why = "Every write maintains both, and reads use one.",
            Safer = "Drop one of them.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY, place text);\nCREATE INDEX visits_place_idx ON visits (place);\nCREATE INDEX "
                + "visits_place_idx1 ON visits (place);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY, place text);\nCREATE INDEX visits_place_idx ON visits (place);",
            OfSchema = static c =>
                from t in c.Tables
                let all = IndexesOf(t).ToList()
                from i in all
                where !i.IsConstraint
                let twin = all.Find(o => o != i && o.Text == i.Text && (o.IsUnique || !i.IsUnique)
                    && (o.IsUnique != i.IsUnique || o.IsConstraint || string.CompareOrdinal(o.Item.Name, i.Item.Name) < 0))
                where twin is not null
                select new SchemaMark(i.Item, $"{twin.Item.Name} has the same columns"),
        },
        new("prefix-index", Structure, Info, "An index that is a prefix of another index")
        {
            Why = "Every write maintains both, and the longer one serves the same reads.",
            Safer = "Drop the shorter one.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY, place text, day date);\nCREATE INDEX visits_place_day_idx ON visits (place, "
                + "day);\nCREATE INDEX visits_place_idx ON visits (place);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY, place text, day date);\nCREATE INDEX visits_place_day_idx ON visits (place, day);",
            OfSchema = static c =>
                from t in c.Tables
                let all = IndexesOf(t).ToList()
                from i in all
                where i is { IsConstraint: false, IsUnique: false, Predicate: null, Method: "btree" }
                let longer = all.Find(o => o != i && o is { Predicate: null, Method: "btree" } && o.Keys.Count > i.Keys.Count
                    && o.Exact.Take(i.Keys.Count).SequenceEqual(i.Exact))
                where longer is not null
                select new SchemaMark(i.Item, $"{longer.Item.Name} begins with the same columns"),
        },
        new("hash-index", Structure, Info, "A hash index")
        {
            Why = "It supports only equality on one column and cannot be unique.",
            Safer = "Use a B-tree unless the values are long.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY, place text);\nCREATE INDEX visits_place_idx ON visits USING hash (place);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY, place text);\nCREATE INDEX visits_place_idx ON visits (place);",
            OfSchema = static c => c.Tables.SelectMany(IndexesOf).Where(i => i.Method == "hash")
                .Select(i => new SchemaMark(i.Item, "it supports only equality")),
        },
        new("constraint-not-validated", Structure, Warning, "A constraint that is NOT VALID")
        {
            Why = "It holds for new rows only: the planner does not use it, and a dump may fail to restore.",
            Safer = "VALIDATE CONSTRAINT",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY, n integer);\nALTER TABLE visits ADD CONSTRAINT visits_n_check CHECK (n > 0) NOT VALID;",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY, n integer);\nALTER TABLE visits ADD CONSTRAINT visits_n_check CHECK (n > 0);",
            OfSchema = static c => c.Of("constraint").Where(k => k["definition"]!.EndsWith(" NOT VALID", StringComparison.Ordinal))
                .Select(k => new SchemaMark(k, $"{k.Name} does not hold for old rows")),
        },
    ];

    internal static SchemaObject? Column(SchemaObject table, string name) => table.Children.FirstOrDefault(o => o.Id.Kind == "column" && o.Name == name);

    internal static IReadOnlyList<string> ColumnsOf(SchemaObject constraint) => Node(constraint) switch
    {
        ForeignKeyConstraint k => [.. k.Columns.Select(c => c.Text)],
        KeyConstraint k => [.. k.Columns.Select(c => c.Text)],
        _ => [],
    };

    internal static IReadOnlyList<string> Referred(SchemaObject constraint, SchemaObject other) =>
        Node(constraint) is ForeignKeyConstraint { ReferencedColumns: [_, ..] columns }
            ? [.. columns.Select(c => c.Text)]
            : SchemaContext.ConstraintsOf(other, "p").Select(ColumnsOf).FirstOrDefault() ?? [];

    private static ConstraintNode? Node(SchemaObject constraint) =>
        SqlSyntax.Parse(SqlScript.Parse("constraint",
            $"ALTER TABLE t ADD {constraint["definition"]}")) is [AlterTable { Actions: [TableAction.AddConstraint add] }] ? add.Constraint : null;

    private static IEnumerable<IndexFacts> IndexesOf(SchemaObject table) => table.Children.Select(IndexFacts.Of).OfType<IndexFacts>();

    /// <summary>An index, whether a constraint made it or not.</summary>
    private sealed record IndexFacts(SchemaObject Item, bool IsConstraint, bool IsUnique, string Method, IReadOnlyList<string?> Keys,
        IReadOnlyList<string> Exact, string? Predicate, string Text)
    {
        internal static IndexFacts? Of(SchemaObject item)
        {
            if (item.Id.Kind == "constraint" && item["type"] is "p" or "u")
            {
                var columns = ColumnsOf(item);
                return new(item, true, true, "btree", [.. columns], columns, null, $"btree ({string.Join(", ", columns)})");
            }

            if (item.Id.Kind != "index") return null;
            var script = SqlScript.Parse("index", item["definition"]!);
            if (SqlSyntax.Parse(script) is not [CreateIndex index]) return null;
            var method = index.Method?.Text ?? "btree";
            var exact = index.Keys.Select(k => k.Span.In(script.Text)).ToList();
            var predicate = index.Where?.In(script.Text);
            return new(item, false, index.Unique, method, [.. index.Keys.Select(k => k.Column?.Text)], exact, predicate,
                $"{method} ({string.Join(", ", exact)})"
                    + $"{(index.Include.Count > 0 ? $" include ({string.Join(", ", index.Include.Select(k => k.Span.In(script.Text)))})" : string.Empty)}"
                    + $"{(predicate is null ? string.Empty : $" where {predicate}")}");
        }
    }
}
