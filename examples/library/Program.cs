// Builds a database from DDL files, rolls its newest migration back and applies it again, and reads the ledger.
//   DATABASE_URL=postgresql://localhost/shop dotnet run --project examples/library -- examples/library
using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Project;
using Example.Library;
using Foundation.Errors;

try
{
    var url = DatabaseUrl.Parse(Environment.GetEnvironmentVariable("DATABASE_URL") ?? "postgresql://localhost/shop", "DATABASE_URL");

    // Build: the DDL files as one text, and as a database with seeds.
    var project = SchemaBuilder.ForEnvironment("local", root: args[0]);
    Console.WriteLine($"{project.Source.Scripts.Count} files, {project.BuildText().Length} characters, sha256 {project.Hash[..8]}");
    var built = await project.BuildAsync(url, new() { UsesTemplate = true, Then = project.SeedAsync });
    Console.WriteLine($"built {url.Database}{(built.FromTemplate ? " from a template" : string.Empty)}");

    // Migrate: down and up, each migration in a transaction, with a hook in it.
    var migrator = new Migrator(
        url, project.Migrations, new MigratorOptions { LockWait = TimeSpan.FromSeconds(5), Hooks = [new CountryBackfill()] });
    foreach (var migration in await migrator.DownAsync(new DownSelection.Steps(1), CancellationToken.None)) Console.WriteLine($"rolled back {migration}");
    foreach (var migration in await migrator.UpAsync(UpSelection.All, CancellationToken.None)) Console.WriteLine($"applied {migration}");

    // Read the ledger.
    var ledger = new MigrationLedger(url);
    foreach (var row in await ledger.RowsAsync()) Console.WriteLine($"{row.Version} {row.Name} by {row.AppliedBy}");
    var status = await ledger.StatusAsync(project.Migrations);
    Console.WriteLine($"current {await ledger.CurrentAsync()}, {status.Pending.Count} pending, {status.Drift.Count} changed");
    return 0;
}
catch (ToolException e)
{
    // A stable code, what happened, why, and what to do.
    await Console.Error.WriteLineAsync($"{e.Code}: {e.What}\n{e.Why}\n{e.Fix}");
    return (int)e.Code.Exit;
}
