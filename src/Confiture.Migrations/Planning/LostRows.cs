using Confiture.Postgres;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Migrations;

/// <summary>How much is known of a number of rows.</summary>
public enum RowCertainty
{
    /// <summary>They were counted.</summary>
    Exact,

    /// <summary>They were counted, and a condition that could not be evaluated spares some.</summary>
    AtMost,

    /// <summary>To count them took too long; the server estimates them.</summary>
    Estimated,

    /// <summary>They could not be counted: the table may not be read, or is locked.</summary>
    Unknown,
}

/// <summary>Rows of a table, or values of a column, that a migration drops, deletes or truncates.</summary>
/// <param name="Table">The table, as SQL.</param>
/// <param name="Column">The column, unquoted; null for whole rows.</param>
/// <param name="Rows">The rows; of a column those in which it is not NULL. Null when they are not known.</param>
public sealed record LostData(string Table, string? Column, long? Rows, RowCertainty Certainty)
{
    /// <summary>The table, or <c>table.column</c>.</summary>
    public string Name => Column is null ? Table : $"{Table}.{Column}";
}

/// <summary>What migrations lose: tables with rows and columns with values that they drop, delete or truncate. Reads only.</summary>
public sealed class LostRows
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(1), CountLimit = TimeSpan.FromSeconds(10);

    // The current name of a table, by the name that an earlier file gives it.
    private readonly Dictionary<string, string> current = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LostData> found = new(StringComparer.Ordinal);
    private readonly Database database;
    private readonly bool counts;

    private LostRows(Database database, bool counts) => (this.database, this.counts) = (database, counts);

    /// <summary>Counts what files lose, in the order in which they would run; each count may take ten seconds.</summary>
    /// <param name="database">The database, outside a transaction.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public static async Task<IReadOnlyList<LostData>> CountAsync(Database database, IEnumerable<MigrationFile> files, CancellationToken cancellation) =>
        await new LostRows(database, counts: true).OfAsync(files, cancellation);

    /// <summary>The names of what files lose; no rows are counted.</summary>
    internal static async Task<IReadOnlyList<string>> NamesAsync(Database database, IEnumerable<MigrationFile> files, CancellationToken cancellation) =>
        [.. (await new LostRows(database, counts: false).OfAsync(files, cancellation)).Select(l => l.Name)];

    private async Task<IReadOnlyList<LostData>> OfAsync(IEnumerable<MigrationFile> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            await database.ExecuteAsync("begin read only", cancellation);
            await database.ExecuteAsync($"set local lock_timeout = {(int)LockWait.TotalMilliseconds}", cancellation);
            await database.ExecuteAsync($"set local statement_timeout = {(int)CountLimit.TotalMilliseconds}", cancellation);
            foreach (var statement in file.Script.Statements) await LookAsync(file.Script, statement, cancellation);
            await database.ExecuteAsync("rollback", cancellation);
        }

        return [.. found.Values];
    }

    private async Task LookAsync(SqlScript script, SqlStatement statement, CancellationToken cancellation)
    {
        switch (SqlSyntax.Parse(script, statement))
        {
            case SetVariable { Change.Name: "search_path" }:
                await database.ExecuteAsync(statement.Text, cancellation);
                break;
            case DropObjects { Kind: ObjectKind.Table } drop:
                foreach (var table in drop.Objects) await TableAsync(table.Name.ToString(), cancellation);
                break;
            case DropObjects { Kind: ObjectKind.Schema, Cascade: true } drop:
                foreach (var schema in drop.Objects) await SchemaAsync(schema.Name.Name, cancellation);
                break;
            case Truncate truncate:
                foreach (var table in truncate.Tables) await TableAsync(table.Name.ToString(), cancellation);
                break;
            case Delete delete:
                await DeleteAsync(delete, statement, cancellation);
                break;
            case AlterTable { Kind: ObjectKind.Table } alter:
                foreach (var column in alter.Actions.OfType<TableAction.DropColumn>())
                    await ColumnAsync(alter.Name.ToString(), column.Column.Text, cancellation);
                break;
            case RenameObject { Kind: ObjectKind.Table, PartKind: null } rename:
                current[(rename.Object.Name.Value with { Name = rename.NewName.Text }).ToString()] = NowOf(rename.Object.Name.ToString());
                break;
            default:
                break;
        }
    }

    private string NowOf(string name) => current.GetValueOrDefault(name, name);

    private async Task SchemaAsync(string schema, CancellationToken cancellation)
    {
        var tables = await database.RowsAsync(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname = $1", row => row.Text(0), cancellation, schema);
        foreach (var table in tables) await TableAsync(table, cancellation);
    }

    private async Task TableAsync(string name, CancellationToken cancellation)
    {
        if (await RelationAsync(NowOf(name), cancellation) is not { } table) return;
        Add(new(table, null, null, RowCertainty.Unknown), await AskAsync($"from {table}", table, cancellation));
    }

    // With the condition, where it is one of this table alone; otherwise all rows.
    private async Task DeleteAsync(Delete delete, SqlStatement statement, CancellationToken cancellation)
    {
        if (await RelationAsync(NowOf(delete.Target.ToString()), cancellation) is not { } table) return;
        var known = counts && delete.HasWhere && statement.Keyword == "DELETE"
            ? await AskAsync(statement.Text["DELETE".Length..], null, cancellation) : null;
        var (rows, certainty) = known ?? await AskAsync($"from {table}", table, cancellation) ?? (null, RowCertainty.Unknown);
        if (delete.HasWhere && known is null && certainty == RowCertainty.Exact) certainty = RowCertainty.AtMost;
        Add(new(table, null, null, RowCertainty.Unknown), (rows, certainty));
    }

    private async Task ColumnAsync(string name, string column, CancellationToken cancellation)
    {
        if (await RelationAsync(NowOf(name), cancellation) is not { } table) return;
        const string exists = "select exists (select from pg_attribute where attrelid = $1::regclass and attname = $2 and attgenerated = "
            + "'' and not attisdropped)";
        if (!await database.ScalarAsync<bool>(exists, cancellation, table, column)) return;
        Add(
            new(table, column, null, RowCertainty.Unknown),
            await AskAsync($"from {table} where {SqlIdentifier.Quote(column)} is not null", table, cancellation));
    }

    // What two statements lose is lost once.
    private void Add(LostData lost, (long? Rows, RowCertainty Certainty)? answer)
    {
        if (answer is not { } known || known.Rows == 0) return;
        if (!found.TryGetValue(lost.Name, out var before) || known.Rows > before.Rows)
            found[lost.Name] = lost with { Rows = known.Rows, Certainty = known.Certainty };
    }

    private Task<string?> RelationAsync(string name, CancellationToken cancellation) =>
        database.ScalarAsync<string>("select to_regclass($1)::text", cancellation, name);

    // A role that may drop a table may be unable to read it; then assume the worse. Without a table to estimate from there is no answer then.
    private async Task<(long? Rows, RowCertainty Certainty)?> AskAsync(string from, string? table, CancellationToken cancellation)
    {
        await database.ExecuteAsync("savepoint question", cancellation);
        try
        {
            var question = counts ? $"select count(*) {from}" : $"select count(*) from (select {from} limit 1) rows";
            var rows = await database.ScalarAsync<long>(question, cancellation);
            return (rows, RowCertainty.Exact);
        }
        catch (ServerException e) when (table is null || e.SqlState is SqlState.InsufficientPrivilege or SqlState.LockNotAvailable or SqlState.QueryCanceled)
        {
            if (e.Server.EndsSession) throw;
            await database.ExecuteAsync("rollback to question", cancellation);
            if (table is null) return null;
            var estimate = await database.ScalarAsync<long?>(
                "select nullif(greatest(reltuples, 0), 0)::bigint from pg_class where oid = $1::regclass", cancellation, table);
            return e.SqlState == SqlState.QueryCanceled && estimate is not null ? (estimate, RowCertainty.Estimated) : (null, RowCertainty.Unknown);
        }
    }
}
