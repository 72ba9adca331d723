namespace Confiture.Schema;

/// <summary>A column that holds the values of another one of its table, in another type.
/// As long as one of the two is there, dropping the other loses nothing.</summary>
/// <param name="Source">Where its values come from.</param>
/// <param name="Value">The expression that converts a value of the source.</param>
public sealed record ColumnCopy(ObjectId Column, ObjectId Source, string Value);
