namespace Confiture.Schema.Tests;

/// <summary>A database as both judges see it.</summary>
/// <param name="Schema">As we read it.</param>
/// <param name="Dump">As pg_dump prints it; null where it cannot read the server.</param>
internal sealed record SchemaState(DatabaseSchema Schema, string? Dump)
{
    /// <summary>Runs a script in a database and looks at what has come of it.</summary>
    internal static async Task<SchemaState> BuiltAsync(SchemaDatabase database, string script)
    {
        await database.RunAsync(script);
        return await OfAsync(database);
    }

    internal static async Task<SchemaState> OfAsync(SchemaDatabase database)
    {
        var dump = database.DumpAsync();
        return new(await database.ReadAsync(), await dump);
    }
}
