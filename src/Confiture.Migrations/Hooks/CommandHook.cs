using System.Text.Json;
using System.Text.Json.Nodes;
using Foundation.Processes;

namespace Confiture.Migrations;

/// <summary>
/// A program in any language: the context comes as JSON on its standard input, and what it prints on standard output, if anything, is a JSON object with
/// the <c>values</c> to pass on. An exit code other than 0 is a failure. It runs while the migration's transaction is open, without taking part in it;
/// the variable <c>DATABASE_URL</c> leads to the same database.
/// </summary>
/// <param name="arguments">The program and its arguments; at least the program.</param>
/// <param name="directory">Where it runs.</param>
/// <param name="phase">When it runs.</param>
public sealed class CommandHook(IReadOnlyList<string> arguments, string directory, HookPhase phase) : IMigrationHook
{
    /// <inheritdoc/>
    public string Name => new Command(arguments[0], [.. arguments.Skip(1)]).ToString();

    /// <inheritdoc/>
    public HookPhase Phase => phase;

    /// <inheritdoc/>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc cref="HookFilter"/>
    public HookFilter Filter { get; init; } = HookFilter.All;

    /// <inheritdoc/>
    public bool AppliesTo(Migration migration, MigrationVerb verb) => Filter.Allows(migration, verb);

    /// <inheritdoc/>
    public async Task RunAsync(HookContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var command = new Command(arguments[0], [.. arguments.Skip(1)])
        {
            WorkingDirectory = directory,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["DATABASE_URL"] = context.Database.Url.ToSecretString() },
            Input = context.Document.ToJsonString() + "\n",
            Deadline = Timeout,
        };
        var printed = await new CommandRunner().OutputOfAsync(command, cancellation);
        if (string.IsNullOrWhiteSpace(printed)) return;
        try
        {
            context.Accept(JsonNode.Parse(printed) as JsonObject ?? throw new JsonException("It is not an object."));
        }
        catch (JsonException e)
        {
            throw HookErrors.NotJson(Name, "its standard output", e);
        }
    }
}
