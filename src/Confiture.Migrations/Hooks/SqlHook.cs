using System.Text.Json;
using System.Text.Json.Nodes;
using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>
/// A file of SQL, in the session and the transaction of the migration. It reads the context with <c>current_setting('confiture.context')::jsonb</c>, and
/// may set that again with other values.
/// </summary>
/// <param name="phase">When it runs.</param>
public sealed class SqlHook(MigrationFile file, HookPhase phase) : IMigrationHook
{
    private const string Setting = "confiture.context";

    /// <inheritdoc/>
    public string Name => file.Path;

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
        // The token ends it in time; a second limit at the same moment would break the connection.
        await using (var batch = new ScriptBatch(context.Database, Timeout + TimeSpan.FromSeconds(30)))
        {
            batch.Add($"select set_config('{Setting}', $1, true)", context.Document.ToJsonString());
            batch.Add(file.Script);
            SessionReset.AddIdentity(batch);
            await batch.ExecuteAsync(cancellation);
        }

        // RESET ALL in the file leaves nothing to read.
        if (await context.Database.ScalarAsync<string?>($"select nullif(current_setting('{Setting}', true), '')", cancellation) is not { } text) return;
        try
        {
            if (JsonNode.Parse(text) is JsonObject document) context.Accept(document);
        }
        catch (JsonException e)
        {
            throw HookErrors.NotJson(Name, $"the setting {Setting}", e);
        }
    }
}
