using Confiture.Postgres;
using Confiture.Schema;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>
/// Generates migrations between which rows get values: the new columns are first empty, then backfilled in batches, and then required.
/// </summary>
/// <param name="loader">Reads schemas.</param>
/// <param name="generator">Generates what changes the schema.</param>
public sealed class BackfilledGenerator(SchemaLoader loader, MigrationGenerator generator)
{
    /// <summary>The new columns that must have a value.</summary>
    /// <param name="from">The schema as it is.</param>
    /// <param name="to">The schema as it is to be, built from files.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<IReadOnlyList<RequiredColumn>> RequiredAsync(LoadedSchema from, LoadedSchema to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(to);
        var start = await loader.StandInAsync(from, cancellation);
        await using var copy = start == from ? null : start;
        return await RequiredColumn.NewAsync(start.Shadow!, to.Shadow!, cancellation);
    }

    /// <summary>Plans and proves; writes nothing.</summary>
    /// <param name="names">As <see cref="MigrationGenerator.GenerateAsync"/>.</param>
    /// <param name="from">The schema as it is.</param>
    /// <param name="to">The schema as it is to be, built from files.</param>
    /// <param name="wish">Which renames.</param>
    /// <param name="backfills">What existing rows get; none for an ordinary generation.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ToolException">There is no plan, or an expression is none (<c>CONF-SCH-002</c>).</exception>
    public async Task<GeneratedMigrations> GenerateAsync(
        Func<IEnumerator<(string Version, string Name)>> names, LoadedSchema from, LoadedSchema to, TransitionWish wish, IReadOnlyList<Backfill> backfills,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(backfills);
        if (backfills.Count == 0) return await generator.GenerateAsync(names, from, to, wish, cancellation);
        var server = to.Server!;
        var optional = await server.CloneAsync(to.Shadow!, cancellation);
        await server.ExecuteAsync(
            optional,
            [.. backfills.Select(b => new Change($"alter table {b.Column.Table} alter column {SqlIdentifier.Quote(b.Column.Name)} drop not null"))],
            cancellation);
        var between = to with { Schema = await ShadowServer.ReadAsync(optional, loader.Options, cancellation), Shadow = optional };
        var first = await generator.GenerateAsync(names, from, between, wish, cancellation);
        var filling = backfills.Select(b => Filling(names, b)).ToList();
        await TryAsync(server, await server.CloneAsync(optional, cancellation), backfills, filling, cancellation);
        var last = await generator.GenerateAsync(names, between, to, wish with { Renames = [], Denied = [] }, cancellation);
        return new([.. first.Migrations, .. filling, .. last.Migrations], [.. first.Reports.Union(last.Reports, StringComparer.Ordinal)], first.Style);
    }

    private static async Task TryAsync(
        ShadowServer server, DatabaseUrl at, IReadOnlyList<Backfill> backfills, IReadOnlyList<GeneratedMigration> filling, CancellationToken cancellation)
    {
        foreach (var (backfill, migration) in backfills.Zip(filling))
        {
            // What follows must not become part of a comment.
            if (backfill.Expression.Contains("--", StringComparison.Ordinal) || backfill.Expression.Contains("/*", StringComparison.Ordinal))
                throw WizardErrors.NoExpression(backfill, "it contains a comment.", null);
            try
            {
                await server.ExecuteAsync(at, migration.Up.Changes, cancellation);
            }
            catch (ServerException e)
            {
                throw WizardErrors.NoExpression(backfill, e.Server.Text + ".", e);
            }
        }
    }

    private static GeneratedMigration Filling(Func<IEnumerator<(string Version, string Name)>> names, Backfill backfill)
    {
        using var numbered = names();
        numbered.MoveNext();
        var column = SqlIdentifier.Write(backfill.Column.Name);
        var update = $"UPDATE {backfill.Column.Table} SET {column} = {backfill.Expression} WHERE {column} IS NULL";
        var up = backfill.Column.HasKey
            ? new ChangeGroup(
                false, [new($"{SqlDirective.Write(SqlDirective.Batch)}{update}") { MovesRows = true, OutsideTransaction = true, Pace = Pace.Long }])
            : new ChangeGroup(true, [new(update) { MovesRows = true, Pace = Pace.Long }]);
        return new(
            numbered.Current.Version, $"{numbered.Current.Name}_backfill", up, new(true, [new("SELECT 'nothing to roll back'")]));
    }
}
