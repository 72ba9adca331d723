using System.Text.Json;
using System.Text.Json.Serialization;
using Confiture.Postgres;

namespace Fraisier.Deployment;

/// <summary>Sends a database's URL with its password. Only the pipe of an agent carries it; no file does.</summary>
internal sealed class DatabaseUrlConverter : JsonConverter<DatabaseUrl>
{
    public override DatabaseUrl Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DatabaseUrl.Parse(reader.GetString() ?? string.Empty, "the controller's database_url", static _ => null);

    public override void Write(Utf8JsonWriter writer, DatabaseUrl value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToSecretString());
}
