using System.Text.Json;
using System.Text.Json.Nodes;
using Confiture.Postgres;
using Foundation.Errors;

namespace Confiture.Migrations;

/// <summary>
/// Work of a project's own around each migration. Up to AFTER_VALIDATION a hook that throws fails the migration, and all of it is rolled back. A migration
/// that is tried again, for example after a lock timeout, runs its hooks again.
/// </summary>
public interface IMigrationHook
{
    /// <summary>The name in messages, for example the path of its file.</summary>
    string Name { get; }

    /// <summary>When it runs.</summary>
    HookPhase Phase { get; }

    /// <summary>The longest that it may take; one minute by default.</summary>
    TimeSpan Timeout => TimeSpan.FromMinutes(1);

    /// <summary>Whether it runs for a migration in a direction; by default for all.</summary>
    bool AppliesTo(Migration migration, MigrationVerb verb) => true;

    /// <summary>Does the work.</summary>
    /// <param name="context">The migration, its database, and what hooks before it left.</param>
    /// <param name="cancellation">Canceled when the run is, or the time is up.</param>
    Task RunAsync(HookContext context, CancellationToken cancellation);
}

/// <summary>What a hook works with: the migration, its session, and values that hooks of the same migration pass on.</summary>
public sealed class HookContext
{
    internal HookContext(Database database, Migration migration, MigrationVerb verb, HookPhase phase, JsonObject values, ToolException? error)
    {
        Database = database;
        Migration = migration;
        Verb = verb;
        Phase = phase;
        Values = values;
        Error = error;
    }

    /// <summary>The session that migrates; up to AFTER_VALIDATION its transaction is open.</summary>
    public Database Database { get; }

    /// <summary>The migration.</summary>
    public Migration Migration { get; }

    /// <summary>Its direction.</summary>
    public MigrationVerb Verb { get; }

    /// <summary>The phase at hand.</summary>
    public HookPhase Phase { get; }

    /// <summary>Why the migration failed; null unless it did.</summary>
    public ToolException? Error { get; }

    /// <summary>What the hooks of this migration pass on; empty at first.</summary>
    public JsonObject Values { get; private set; }

    /// <summary>All of it as a document: for commands on standard input, for SQL in the setting <c>confiture.context</c>.</summary>
    internal JsonObject Document => new()
    {
        ["phase"] = HookPhases.NameOf(Phase),
        ["direction"] = Verb == MigrationVerb.Up ? "up" : "down",
        ["migration"] = new JsonObject { ["version"] = Migration.Version, ["name"] = Migration.Name },
        ["database"] = new JsonObject
        {
            ["host"] = Database.Url.Host, ["port"] = Database.Url.Port, ["name"] = Database.Url.Database, ["user"] = Database.Url.User,
        },
        ["error"] = Error is null ? null : new JsonObject { ["code"] = Error.Code.Id, ["message"] = Error.What },
        ["values"] = Values.DeepClone(),
    };

    /// <summary>Takes over the values of a document that a hook returned; one without values changes nothing.</summary>
    /// <exception cref="JsonException">The values cannot be passed on.</exception>
    internal void Accept(JsonObject document)
    {
        if (document["values"] is not { } given) return;
        if (given is not JsonObject values) throw new JsonException("`values` is not an object.");
        // The server has no text with this character.
        if (values.ToJsonString().Contains("\\u0000", StringComparison.Ordinal)) throw new JsonException("`values` contain the character U+0000.");
        Values = (JsonObject)values.DeepClone();
    }
}
