using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Foundation.Errors;
using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>A file that outlives the process that wrote it. Each says in which format it is written, and is read by that.</summary>
public abstract record Document
{
    /// <summary>The newest format that this version knows and writes.</summary>
    public const int CurrentFormat = 3;

    // Before it, names and words had another case: members would be missed without an error.
    private const int OldestFormat = 3;

    /// <summary>The format that the file has; the first one did not say.</summary>
    [JsonPropertyOrder(-1)]
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Reads a JSON file; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">How to read it.</param>
    /// <exception cref="ToolException">The file is empty, damaged or has a format of another version (exit 8), or belongs to another user (exit 6).</exception>
    internal static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!FileOwner.IsPlainFile(path)) throw Damaged(path, "it is not a file");
        try
        {
            return Parse(File.ReadAllBytes(path), path, type);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotReadable(path, e);
        }
    }

    /// <summary>Reads the text of a JSON document.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="place">Where it stands, for errors.</param>
    /// <param name="type">How to read it.</param>
    internal static T Parse<T>(ReadOnlySpan<byte> json, string place, JsonTypeInfo<T> type)
        where T : class
    {
        if (json.IndexOfAnyExcept(" \n\r\t\0"u8) < 0) throw Damaged(place, "it is empty");
        RequireKnownFormat(json, place);
        try
        {
            var document = JsonSerializer.Deserialize(json, type) ?? throw Damaged(place, "it contains no document");
            return WholeDocument.Missing(document, type.Options) is { } missing ? throw Damaged(place, $"`{missing}` is missing") : document;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException)
        {
            throw Damaged(place, e.Message, e);
        }
    }

    /// <summary>The error for a file of the store that is not what it was written as.</summary>
    /// <param name="place">The file, perhaps with a line.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="cause">What found it out.</param>
    internal static ToolException Damaged(string place, string reason, Exception? cause = null) => DeploymentErrors.StoreDamaged.Error(
        $"{place} is damaged: {reason}.",
        "Fraisier always writes it completely, so something else changed it.",
        "Compare code, schema and service by hand, then restore the file from a backup or move it away.",
        cause);

    /// <summary>The error for a store of another user.</summary>
    /// <param name="path">The file or directory.</param>
    /// <param name="cause">What the system said.</param>
    internal static ToolException NotReadable(string path, Exception? cause = null) => DeploymentErrors.NotOwned.Error(
        $"{path} cannot be read by this user ({SystemUser.Name}).",
        FileOwner.Of(Existing(path)) is { } owner ? $"It belongs to user id {owner}; Fraisier's state is private to the user who deploys."
            : "Fraisier's state is private to the user who deploys.",
        FileOwner.Of(Existing(path)) is { } user ? $"Run the command as that user: sudo -u '#{user}' fraisier ..." : "Run the command as the user who deploys.",
        cause);

    private static string Existing(string path)
    {
        while (!Path.Exists(path) && Path.GetDirectoryName(path) is { Length: > 0 } parent) path = parent;
        return path;
    }

    private static void RequireKnownFormat(ReadOnlySpan<byte> json, string place)
    {
        int? format;
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            format = document.RootElement.ValueKind != JsonValueKind.Object ? null
                : !document.RootElement.TryGetProperty("format", out var written) ? 1
                : written.TryGetInt32(out var number) ? number
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Damaged(place, e.Message, e);
        }

        if (format is null or < 1) throw Damaged(place, "it is not a Fraisier document");
        if (format > CurrentFormat) throw Newer(place, format.Value);
        if (format < OldestFormat) throw Older(place, format.Value);
    }

    private static ToolException Newer(string place, int format) => DeploymentErrors.StoreNewer.Error(
        $"{place} has format {format}; this version of fraisier supports formats up to {CurrentFormat}.",
        "A newer fraisier wrote it, and an older one must not change what it does not understand.",
        "Use the newer version; `type -a fraisier` lists the installed ones.");

    private static ToolException Older(string place, int format) => DeploymentErrors.StoreNewer.Error(
        $"{place} has format {format}, which this version of fraisier no longer reads.",
        "An older fraisier wrote it, and only that version can finish what it started.",
        "Run `fraisier recover` with that version, move the state directory of the target away, and run: fraisier adopt FRAISE ENVIRONMENT");
}
