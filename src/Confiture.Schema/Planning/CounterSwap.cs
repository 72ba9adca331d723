using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>A sequence whose successor has its name: it steps aside, the other one goes on where it was, and it goes.</summary>
internal static class CounterSwap
{
    internal static IEnumerable<Change> MakeRoom(SchemaObject holder, Scope scope)
    {
        var address = (Counter.OfIdentity(holder) ?? Counter.Of(holder)).Address;
        yield return new($"ALTER SEQUENCE {address} RENAME TO {SqlIdentifier.Write(scope.Names.Aside(QualifiedName.Parse(address).Name))}");
    }

    internal static IEnumerable<Change> Forget(SchemaObject sequence, Scope scope) => [new($"DROP SEQUENCE {scope.Counters.Aside(sequence.Id.Address)}")];
}
