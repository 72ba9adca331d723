using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Above and below, nulls are allowed at once; who goes on without them has to say so again.</summary>
internal sealed class NotNullBelow(Operations operations)
{
    private readonly Scope scope = operations.Scope;

    internal void Add()
    {
        foreach (var (from, to, _) in operations.Actions.Altered)
        {
            if (from.Has(Column.NotNull) && !to.Has(Column.NotNull)) ForbidAgain(to);
        }
    }

    private void ForbidAgain(SchemaObject above)
    {
        foreach (var column in scope.To.Objects.Where(c => c.Kind == above.Kind && c.DependsOn.Contains(above) && StaysNotNull(c)))
        {
            var alter = $"ALTER TABLE {column.Parent!.Id.Address} ALTER COLUMN {SqlIdentifier.Write(column.Name)}";
            operations.AlterationOf(column).Changes.Add(new($"{alter} SET NOT NULL"));
        }
    }

    private bool StaysNotNull(SchemaObject column) => operations.Actions.Stays(column.Id) && IsNotNull(column) && IsNotNull(scope.From.Find(column.Id));

    private static bool IsNotNull(SchemaObject? column) => column?[Column.NotNull] == SchemaObject.True;
}
