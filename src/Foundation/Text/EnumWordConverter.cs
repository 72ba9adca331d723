using System.Text.Json;
using System.Text.Json.Serialization;

namespace Foundation.Text;

/// <summary>Writes the values of an enum as words in camel case, as the names of members are written.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class EnumWordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
