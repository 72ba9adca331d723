using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>The order for a supervisor. It contains no variables: they may be secrets and are passed in the supervisor's own environment.</summary>
/// <param name="Token">Names this order; a supervisor with another one ends.</param>
/// <param name="Release">The release's name.</param>
/// <param name="Command">The argument vector.</param>
/// <param name="Directory">The directory to run in.</param>
/// <param name="Log">The file that gets the output.</param>
/// <param name="StopSeconds">How long the process may take to end.</param>
/// <param name="Commit">The release's commit; null from an earlier version.</param>
public sealed record ProcessOrder(
    string Token, string Release, IReadOnlyList<string> Command, string Directory, string Log, double StopSeconds, string? Commit = null) : Document;

/// <summary>The pid file of a supervised process.</summary>
/// <param name="Token">The order that it follows.</param>
/// <param name="Release">The release's name.</param>
/// <param name="Child">The process; null while it is waiting to be started again.</param>
/// <param name="Starts">How often it was started.</param>
/// <param name="Commit">The release's commit; null from an earlier version.</param>
public sealed record ProcessRecord(
    string Token, string Release, ProcessIdentity Supervisor, ProcessIdentity? Child, int Starts, string? Commit = null) : Document;

/// <summary>The serialization of the files of supervised processes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ProcessRecord))]
[JsonSerializable(typeof(ProcessOrder))]
internal sealed partial class ServiceJson : JsonSerializerContext;

/// <summary>The files that a supervised process and its controllers share.</summary>
/// <param name="directory">The store's run directory.</param>
internal sealed class ProcessFiles(string directory)
{
    public const string TokenVariable = "FRAISIER_SUPERVISOR_TOKEN";
    public const string MarkVariable = "FRAISIER_SERVICE";

    private string OrderFile => Path.Combine(directory, "order.json");

    private string RecordFile => Path.Combine(directory, "process.json");

    /// <summary>The supervisor that runs now, whatever configuration has started it; null when none does.</summary>
    public ProcessIdentity? RunningSupervisor => Record is { Supervisor: var supervisor } && supervisor.IsAlive() == true ? supervisor : null;

    public string SupervisorLock => Path.Combine(directory, "supervisor.lock");

    public ProcessOrder? Order
    {
        get => Document.Read(OrderFile, ServiceJson.Default.ProcessOrder);
        set => Write(OrderFile, value, ServiceJson.Default.ProcessOrder);
    }

    public ProcessRecord? Record
    {
        get => Document.Read(RecordFile, ServiceJson.Default.ProcessRecord);
        set => Write(RecordFile, value, ServiceJson.Default.ProcessRecord);
    }

    private static void Write<T>(string path, T? value, JsonTypeInfo<T> type)
        where T : class
    {
        if (value is null) File.Delete(path);
        else DurableFile.Replace(path, System.Text.Json.JsonSerializer.Serialize(value, type) + "\n");
    }
}
