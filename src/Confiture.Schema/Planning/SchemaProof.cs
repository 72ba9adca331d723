namespace Confiture.Schema;

/// <summary>Says whether a schema that was reached is the one that was wanted.</summary>
public static class SchemaProof
{
    /// <summary>What is left; empty when the wanted schema is reached but for the places of columns, which plans report by themselves.</summary>
    /// <param name="reached">What was reached.</param>
    /// <param name="wanted">What was wanted.</param>
    /// <param name="isBack">Whether a down migration led there: what PostgreSQL cannot roll back counts as reached.</param>
    public static IReadOnlyList<DifferenceLine> Differences(DatabaseSchema reached, DatabaseSchema wanted, bool isBack = false) =>
        DifferenceText.Lines([.. SchemaDifference.Between(reached, wanted).Where(d => d switch
        {
            ObjectDifference.Changed changed =>
                changed.Attributes.Any(a => !changed.To.Kind.Descriptive.Contains(a) && !(isBack && changed.To.Kind.OneWay.Contains(a))),
            ObjectDifference.Removed removed => !(isBack && removed.From[Extension.IfNotExists]),
            _ => true,
        })]);
}
