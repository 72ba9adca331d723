using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Schema;

/// <summary>What a constraint or a unique index demands of rows, read from its definition.</summary>
internal abstract record KeyWords
{
    /// <summary>Reads what an object demands; null for what demands nothing of rows that are there, and for what cannot be asked in a query.</summary>
    internal static KeyWords? Of(SchemaObject item) => item.Kind.Demands(item);

    /// <summary>Reads the definition of a constraint.</summary>
    internal static KeyWords? OfConstraint(string definition)
    {
        var script = SqlScript.Parse("constraint", $"ALTER TABLE t ADD CONSTRAINT c {definition}");
        return SqlSyntax.Parse(script) is not [AlterTable { Actions: [TableAction.AddConstraint { Constraint: var constraint }] }] ? null : constraint switch
        {
            CheckConstraint check => new Check(check.Expression.In(script.Text)),
            KeyConstraint { WithoutOverlaps: true } key => Apart.Within(Names(key.Columns)),
            // An operator with a schema is another one than its name says.
            ExcludeConstraint key when !definition.Contains(" OPERATOR(", StringComparison.Ordinal) => Apart.Of(key, script.Text),
            KeyConstraint key and (PrimaryKeyConstraint or UniqueConstraint) =>
                new Unique(Names(key.Columns), key is UniqueConstraint { NullsNotDistinct: true }, null),
            ForeignKeyConstraint { HasPeriod: false } key => new Foreign(Names(key.Columns), key.References.Value.ToString(), Names(key.ReferencedColumns)),
            _ => null,
        };
    }

    /// <summary>Reads the definition of a unique index.</summary>
    internal static KeyWords? OfIndex(string definition)
    {
        var script = SqlScript.Parse("index", definition);
        return SqlSyntax.Parse(script) is not [CreateIndex index] ? null
            : new Unique([.. index.Keys.Select(k => Key(k, script.Text))], index.NullsNotDistinct, index.Where?.In(script.Text));
    }

    private static string Key(IndexKey key, string text) => key.Column is { } column ? SqlIdentifier.Write(column.Text) : $"({key.Expression!.Value.In(text)})";

    private static List<string> Names(IReadOnlyList<Identifier> columns) => [.. columns.Select(c => SqlIdentifier.Write(c.Text))];

    /// <summary>An expression holds.</summary>
    internal sealed record Check(string Expression) : KeyWords;

    /// <summary>No two rows have the same values.</summary>
    /// <param name="Keys">Columns and expressions.</param>
    /// <param name="NullsAreAlike">Whether two nulls are the same.</param>
    /// <param name="Where">Which rows count; null for all.</param>
    internal sealed record Unique(IReadOnlyList<string> Keys, bool NullsAreAlike, string? Where) : KeyWords;

    /// <summary>No two rows stand to each other as the operators say.</summary>
    /// <param name="Keys">Columns and expressions, each with its operator.</param>
    /// <param name="Where">Which rows count; null for all.</param>
    internal sealed record Apart(IReadOnlyList<(string Key, string Operator)> Keys, string? Where) : KeyWords
    {
        private const string Same = "=", Overlap = "&&";

        /// <summary>Every row would be held against every other one, unless equal values bring together those that matter.</summary>
        internal bool CanBeAsked => Keys.Any(k => k.Operator == Same);

        internal static Apart Of(ExcludeConstraint constraint, string text) =>
            new([.. constraint.Elements.Select(e => (Key(e.Key, text), e.Operator))], constraint.Where?.In(text));

        /// <summary>A temporal key: the last column is a range.</summary>
        internal static Apart Within(IReadOnlyList<string> columns) =>
            new([.. columns.Select((c, index) => (c, index < columns.Count - 1 ? Same : Overlap))], null);
    }

    /// <summary>Another table has a row.</summary>
    internal sealed record Foreign(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> Referred) : KeyWords
    {
        internal bool IsAs(Foreign other) => Table == other.Table && Columns.Zip(Referred).ToHashSet().SetEquals(other.Columns.Zip(other.Referred));
    }
}
