using System.Globalization;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Between which values a sequence counts, in which steps and from where.</summary>
/// <param name="Type">The type that it counts in.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value.</param>
/// <param name="Increment">The step; negative for one that counts down.</param>
/// <param name="Start">Where it begins.</param>
internal sealed record SequenceBounds(string Type, long Minimum, long Maximum, long Increment, long Start)
{
    private static readonly string[] ByWidth = ["smallint", "integer", "bigint"];

    internal static SequenceBounds Of(SchemaObject sequence) =>
        new(sequence[Sequence.Type]!, Number(sequence[Sequence.Minimum]!), Number(sequence[Sequence.Maximum]!), Number(sequence[Sequence.Increment]!),
            Number(sequence[Sequence.Start]!));

    internal static SequenceBounds OfIdentity(SchemaObject column)
    {
        var options = column[Column.IdentityOptions];
        var own = column.Children.FirstOrDefault(c => c.Kind is IdentitySequenceKind)?[Sequence.Type];
        return new(own ?? column[Sequence.Type]!, Number(options[1]), Number(options[2]), Number(options[0]), Number(options[3]));
    }

    /// <summary>The value of another sequence, or what comes nearest: one that is at its end stays there and says so,
    /// rather than to count a value twice.</summary>
    /// <param name="value">The other sequence's value.</param>
    internal string Clamped(string value) => string.Create(CultureInfo.InvariantCulture, $"GREATEST({Minimum}, LEAST({Maximum}, {value}))");

    /// <summary>Whether that value was handed out.</summary>
    /// <param name="of">What stands before the other sequence's columns: its name and a dot, or nothing.</param>
    internal string IsCalledClamped(string of = "") => Increment > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{of}last_value > {Maximum} OR ({of}is_called AND {of}last_value >= {Minimum})")
        : string.Create(CultureInfo.InvariantCulture, $"{of}last_value < {Minimum} OR ({of}is_called AND {of}last_value <= {Maximum})");

    /// <summary>
    /// What comes before a sequence gets bounds in which its present value may not lie: it gets room for both, which locks it and keeps what follows
    /// within the transaction, and then the nearest value that will be allowed.
    /// </summary>
    /// <param name="address">The sequence.</param>
    /// <param name="wanted">The bounds that it is to have.</param>
    internal IEnumerable<Change> MakeFit(string address, SequenceBounds wanted)
    {
        if (wanted.Minimum <= Minimum && wanted.Maximum >= Maximum) yield break;
        var type = Array.IndexOf(ByWidth, wanted.Type) > Array.IndexOf(ByWidth, Type) ? $" AS {wanted.Type}" : string.Empty;
        yield return new(string.Create(CultureInfo.InvariantCulture,
            $"ALTER SEQUENCE {address}{type} MINVALUE {Math.Min(Minimum, wanted.Minimum)} MAXVALUE {Math.Max(Maximum, wanted.Maximum)}"));
        yield return new(string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT setval({SqlLiteral.Quote(address)}, {wanted.Clamped("last_value")}, {wanted.IsCalledClamped()}) FROM {address} WHERE "
                + $"last_value NOT BETWEEN {wanted.Minimum} AND {wanted.Maximum}"));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
