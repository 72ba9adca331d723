using System.Text.Json;
using Foundation.Processes;

namespace Cli.Tests;

/// <summary>The JSON document of a finished command.</summary>
internal static class Documents
{
    /// <summary>Asserts how a command ended and that standard output holds one document, which fits its schema.</summary>
    public static JsonElement Of(CommandResult result, string schema, int exit = 0)
    {
        Assert.True(result.ExitCode == exit, $"exit {result.ExitCode} instead of {exit}\n{result.Command}\n{result.Output}\n{result.Errors}");
        return Of(result.Output, schema);
    }

    public static JsonElement Of(string text, string schema)
    {
        var document = JsonDocument.Parse(text).RootElement;
        Assert.Equal(schema, document.GetProperty("schema").GetString());
        Assert.Empty(JsonSchema.Load(schema).Mistakes(document));
        return document;
    }
}
