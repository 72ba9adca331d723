using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fraisier.Deployment;

/// <summary>Finds what a document lacks: a member that is never null, and is not there, leaves null behind.</summary>
internal static class WholeDocument
{
    /// <summary>The path of the first member that is missing; null when none is.</summary>
    /// <param name="value">What was read.</param>
    /// <param name="options">How it was read.</param>
    public static string? Missing(object value, JsonSerializerOptions options)
    {
        if (!options.TryGetTypeInfo(value.GetType(), out var type)) return null;
        if (type.Kind == JsonTypeInfoKind.Enumerable)
            return ((IEnumerable)value).Cast<object?>().Select(item => item is null ? "an entry" : Missing(item, options)).FirstOrDefault(m => m is not null);
        if (type.Kind != JsonTypeInfoKind.Object) return null;
        foreach (var member in type.Properties)
        {
            if (member.Get is not { } get) continue;
            if (get(value) is not { } inner)
            {
                if (!member.IsGetNullable && !member.PropertyType.IsValueType) return member.Name;
                continue;
            }

            if (Missing(inner, options) is { } missing) return $"{member.Name}.{missing}";
        }

        return null;
    }
}
