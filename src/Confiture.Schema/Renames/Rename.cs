using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>An object that keeps what it holds and gets another name.</summary>
/// <param name="Kinds">What it may be, by the kinds' names.</param>
/// <param name="Relation">What it is called; for a part of something what that is called.</param>
/// <param name="Part">The name of a column, a constraint, a trigger, a label of an enum; null for what stands alone.</param>
/// <param name="Old">What it was called, with its schema when it comes from another one.</param>
/// <param name="Place">Where that is said: <c>file:line:column</c>.</param>
public sealed record Rename(IReadOnlyList<string> Kinds, QualifiedName Relation, string? Part, QualifiedName Old, string Place)
{
    internal const string Label = "label";

    /// <summary>The declaration itself, when a name in between had to be made up.</summary>
    internal Rename Declared { get => field ?? this; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kinds[0]} {(Part is null ? Relation.ToString() : $"{Relation}.{SqlIdentifier.Write(Part)}")} renamed from {Old}";
}
