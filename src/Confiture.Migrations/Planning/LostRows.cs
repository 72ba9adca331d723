using Confiture.Postgres;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Migrations;

/// <summary>What a rollback loses: tables with rows and columns with values that the down files drop or truncate. Reads only.</summary>
/// <param name="database">The database, outside a transaction.</param>
internal sealed class LostRows(Database database)
{
    // The current name of a table, by the name that an earlier file gives it.
    private readonly Dictionary<string, string> current = new(StringComparer.Ordinal);
    private readonly SortedSet<string> found = new(StringComparer.Ordinal);

    /// <summary>Looks through down files in the order in which they would run.</summary>
    /// <returns>The tables, and the columns as <c>table.column</c>.</returns>
    public async Task<IReadOnlyList<string>> OfAsync(IEnumerable<MigrationFile> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            await database.ExecuteAsync("begin read only", cancellation);
            foreach (var statement in file.Script.Statements) await LookAsync(file.Script, statement, cancellation);
            await database.ExecuteAsync("rollback", cancellation);
        }

        return [.. found];
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
                await TableAsync(delete.Target.ToString(), cancellation);
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
        if (await HoldsAsync($"select exists (select from {table})", cancellation)) found.Add(table);
    }

    private async Task ColumnAsync(string name, string column, CancellationToken cancellation)
    {
        if (await RelationAsync(NowOf(name), cancellation) is not { } table) return;
        const string exists = "select exists (select from pg_attribute where attrelid = $1::regclass and attname = $2 and attgenerated = "
            + "'' and not attisdropped)";
        if (!await database.ScalarAsync<bool>(exists, cancellation, table, column)) return;
        if (await HoldsAsync($"select exists (select from {table} where {SqlIdentifier.Quote(column)} is not null)", cancellation))
            found.Add($"{table}.{column}");
    }

    private Task<string?> RelationAsync(string name, CancellationToken cancellation) =>
        database.ScalarAsync<string>("select to_regclass($1)::text", cancellation, name);

    // A role that may drop a table may be unable to read it; then assume the worse.
    private async Task<bool> HoldsAsync(string question, CancellationToken cancellation)
    {
        await database.ExecuteAsync("savepoint question", cancellation);
        try
        {
            return await database.ScalarAsync<bool>(question, cancellation);
        }
        catch (ServerException e) when (e.SqlState == SqlState.InsufficientPrivilege)
        {
            await database.ExecuteAsync("rollback to question", cancellation);
            return true;
        }
    }
}
