using Confiture.Postgres;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Migrations;

/// <summary>An UPDATE or DELETE that can be limited to a part of its table.</summary>
internal sealed class BatchStatement
{
    private readonly SqlScript script;
    private readonly SqlStatement statement;
    private readonly ChangeNode change;

    private BatchStatement(SqlScript script, SqlStatement statement, BatchDirective directive, ChangeNode change)
    {
        this.script = script;
        this.statement = statement;
        this.change = change;
        Directive = directive;
    }

    /// <summary>How it runs.</summary>
    public BatchDirective Directive { get; }

    /// <summary>The table, quoted.</summary>
    public string Table => change.Target.Value.ToString();

    /// <summary>The columns that it changes.</summary>
    public IEnumerable<string> Changed => change.Assigned.SelectMany(columns => columns).Select(column => column.Text);

    /// <summary>The statement in batches that a file has there; null when it is an ordinary one.</summary>
    /// <exception cref="Foundation.Errors.ToolException">The file asks for batches where there can be none (<c>CONF-BAT-001</c>).</exception>
    public static BatchStatement? Of(SqlScript script, SqlStatement statement)
    {
        if (BatchDirective.Of(script, statement) is not { } directive) return null;
        var node = SqlSyntax.Parse(script)[script.Statements.ToList().IndexOf(statement)];
        return node switch
        {
            Update or Delete when ((ChangeNode)node).HasReturning => throw BatchErrors.NoChange(script, statement, "it has RETURNING"),
            Update or Delete when ((ChangeNode)node).Portion is not null => throw BatchErrors.NoChange(script, statement, "it has FOR PORTION OF"),
            Update or Delete when IsAtCursor(script, (ChangeNode)node) => throw BatchErrors.NoChange(script, statement, "it changes the row of a cursor"),
            Update { HasWhere: false } when directive.ByBlocks => throw BatchErrors.NoChange(
                script, statement, "by=ctid needs a WHERE that excludes the rows that are done"),
            Update or Delete => new(script, statement, directive, (ChangeNode)node),
            _ => throw BatchErrors.NoChange(script, statement, "it is neither UPDATE nor DELETE"),
        };
    }

    /// <summary>Refuses a file that asks for batches where there can be none.</summary>
    /// <exception cref="Foundation.Errors.ToolException"><c>CONF-BAT-001</c>.</exception>
    public static void Check(MigrationFile file)
    {
        if (!file.HasBatches) return;
        if (file.InTransaction) throw BatchErrors.InTransaction(file);
        foreach (var statement in file.Script.Statements) _ = Of(file.Script, statement);
    }

    /// <summary>The statement for rows within a range only. Nothing before its condition moves, so that the server's positions stay right.</summary>
    /// <param name="range">The condition, given what the table is called in the statement.</param>
    public string Within(Func<string, string> range)
    {
        var name = change.Alias is { } alias ? SqlIdentifier.Quote(alias.Text) : Table;
        var limit = range(name);
        if (change.Where is not { } where) return $"{statement.Text}\nwhere {limit}";
        var (start, end) = (where.Start - statement.Start, where.End - statement.Start);
        var before = statement.Text[..start];
        // The parenthesis takes the place of a space.
        before = char.IsWhiteSpace(before[^1]) && !char.IsWhiteSpace(before[^2]) ? before : before + " ";
        return $"{before[..^1]}({statement.Text[start..end]}\n) and {limit}{statement.Text[end..]}";
    }

    /// <summary>The key that leads through the table, in order, with the type of each column.</summary>
    /// <exception cref="Foundation.Errors.ToolException">There is none, or the statement changes it.</exception>
    public async Task<IReadOnlyList<(string Column, string Type)>> KeyAsync(Database database, CancellationToken cancellation)
    {
        var key = await database.RowsAsync(
            """
            select a.attname::text, format_type(a.atttypid, a.atttypmod)
            from pg_index i cross join unnest(i.indkey[0 : i.indnkeyatts - 1]) with ordinality k(number, place)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
            where i.indrelid = to_regclass($1) and i.indisprimary and i.indisvalid order by k.place
            """,
            r => (Column: r.Text(0), Type: r.Text(1)), cancellation, Table);
        if (key.Count == 0)
        {
            var isPartitioned = await database.ScalarAsync<bool>(
                "select exists (select from pg_class where oid = to_regclass($1) and relkind = 'p')", cancellation, Table);
            throw BatchErrors.NoKey(script, statement, Table, isPartitioned);
        }

        return key.FirstOrDefault(k => Changed.Contains(k.Column, StringComparer.Ordinal)).Column is { } changed
            ? throw BatchErrors.ChangesKey(script, statement, changed)
            : key;
    }

    /// <summary>Adds the statement, for a range, to what is sent.</summary>
    public void Add(ScriptBatch batch, Func<string, string> range) => batch.Add(script, statement, Within(range));

    // WHERE CURRENT OF name
    private static bool IsAtCursor(SqlScript script, ChangeNode change) =>
        change.Where is { } where && where.In(script.Text).StartsWith("CURRENT ", StringComparison.OrdinalIgnoreCase)
        && where.In(script.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, var of, _]
        && of.Equals("OF", StringComparison.OrdinalIgnoreCase);
}
