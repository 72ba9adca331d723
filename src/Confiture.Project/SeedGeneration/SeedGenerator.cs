using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>What is to be generated.</summary>
/// <param name="Table">The table; without a schema, the only one of this name, or that of <c>public</c>.</param>
/// <param name="Count">How many rows, from 1.</param>
/// <param name="Seed">What chance starts from: the same schema and seed give the same file.</param>
public sealed record SeedRequest(QualifiedName Table, long Count, int Seed);

/// <summary>What was generated.</summary>
/// <param name="Table">The table with its schema.</param>
/// <param name="Rows">The rows of each table, in the order in which they are inserted.</param>
public sealed record GeneratedSeed(string Table, IReadOnlyList<(string Table, long Rows)> Rows);

/// <summary>Writes a seed file with rows for a table and for the tables that it refers to. Each statement has run in a scratch database
/// before it is written.</summary>
/// <param name="scratch">A database with the schema; it keeps the rows.</param>
public sealed class SeedGenerator(DatabaseUrl scratch)
{
    private const int RowsOfStatement = 500;

    /// <summary>Generates rows.</summary>
    /// <param name="request">Which.</param>
    /// <param name="file">Gets the statements; what it got is worthless if this fails.</param>
    /// <param name="progress">Hears how many rows are done.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ToolException">There is no such table, or no rows that the schema accepts (<c>CONF-SED-004</c> to <c>CONF-SED-007</c>).</exception>
    public async Task<GeneratedSeed> WriteAsync(SeedRequest request, TextWriter file, Action<long> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(file);
        await using var database = await Database.OpenAsync(scratch, SessionName.Of("seed"), cancellation);
        // So that names of types come with their schemas, and times in one form.
        await database.ExecuteAsync("set search_path to ''", cancellation);
        await database.ExecuteAsync("set timezone to 'UTC'", cancellation);
        var catalog = await SeedCatalog.ReadAsync(database, cancellation);
        await database.ExecuteAsync("reset all", cancellation);
        var target = TargetOf(request.Table, catalog);
        var before = await ExistingAsync(database, catalog, target, cancellation);
        var plan = SeedPlan.Of(catalog, before, target, request.Count, request.Seed);
        var run = new SeedSteps(new(database, file, cancellation), catalog, target.Oid, progress, RowsOfStatement);
        foreach (var step in plan.Steps) await run.FillAsync(step);
        foreach (var table in plan.Steps.SelectMany(s => s)) await run.UpdateAsync(table);
        // Triggers and rules decide what is stored.
        var after = await ExistingAsync(database, catalog, target, cancellation);
        var stored = after[target.Oid] - before[target.Oid];
        if (stored < request.Count) throw SeedRefusals.NotStored(target, stored, request.Count);
        return new(target.Title, [.. plan.Steps.SelectMany(s => s).Select(t => (t.Facts.Title, after[t.Facts.Oid] - before[t.Facts.Oid]))]);
    }

    private static SeedTableFacts TargetOf(QualifiedName name, SeedCatalog catalog)
    {
        var found = catalog.Tables.Where(t => t.Kind is 'r' or 'p' && t.Name == name.Name && (name.Schema is null || t.Schema == name.Schema)).ToList();
        return found.Count == 1 ? found[0] : found.Find(t => t.Schema == "public") ?? throw SeedRefusals.NoTable(name, catalog.Tables);
    }

    private static async Task<IReadOnlyDictionary<uint, long>> ExistingAsync(
        Database database, SeedCatalog catalog, SeedTableFacts target, CancellationToken cancellation)
    {
        HashSet<uint> reached = [target.Oid];
        Queue<uint> open = new(reached);
        while (open.TryDequeue(out var table))
            foreach (var parent in catalog.References[table].Select(r => r.Parent).Where(reached.Add)) open.Enqueue(parent);
        var query = string.Join(" union all ", catalog.Tables.Where(t => reached.Contains(t.Oid)).Select(t => $"select {t.Oid}::oid, count(*) from {t.Sql}"));
        return (await database.RowsAsync(query, r => KeyValuePair.Create(r.Get<uint>(0), r.Get<long>(1)), cancellation)).ToDictionary();
    }
}
