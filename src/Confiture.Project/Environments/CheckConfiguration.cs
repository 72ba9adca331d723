using System.Text;
using Confiture.Safety;
using Foundation.Configuration;

namespace Confiture.Project;

/// <summary>The <c>check:</c> section of an environment file.</summary>
/// <param name="Base">The commit that changes are compared with; null for the default.</param>
/// <param name="MaxRisk">The highest risk that passes; null for any.</param>
public sealed record CheckConfiguration(string? Base, RiskTier? MaxRisk)
{
    /// <summary>The defaults.</summary>
    public static readonly CheckConfiguration Default = new(null, null);

    /// <summary>The risk tiers as they are written, from the lowest: <c>lock-risky</c>.</summary>
    public static IReadOnlyDictionary<string, RiskTier?> Tiers { get; } =
        Enum.GetValues<RiskTier>().ToDictionary(WordOf, tier => (RiskTier?)tier, StringComparer.Ordinal);

    /// <summary>A risk tier as it is written.</summary>
    public static string WordOf(RiskTier tier)
    {
        var word = new StringBuilder();
        foreach (var letter in $"{tier}") word.Append(char.IsUpper(letter) && word.Length > 0 ? "-" : string.Empty).Append(char.ToLowerInvariant(letter));
        return word.ToString();
    }

    internal static CheckConfiguration Of(ConfigurationMap? map) =>
        map is null ? Default : new(map.OptionalText("base"), map.Choice<RiskTier?>("max_risk", Tiers, null));
}
