using Confiture.Migrations;

namespace Example.Library;

/// <summary>Gives the customers that are there a country, in the transaction of the migration that adds the column.</summary>
internal sealed class CountryBackfill : IMigrationHook
{
    public string Name => "country backfill";

    public HookPhase Phase => HookPhase.AfterDdl;

    public bool AppliesTo(Migration migration, MigrationVerb verb) => verb == MigrationVerb.Up && migration.Name == "customer_country";

    public async Task RunAsync(HookContext context, CancellationToken cancellation)
    {
        var rows = await context.Database.ExecuteAsync("update customers set country = $1 where country is null", cancellation, "XX");
        // An exception from here fails the migration and rolls it back; hooks of later phases find the value.
        context.Values["countries"] = rows;
        Console.WriteLine($"{Name}: {rows} customers");
    }
}
