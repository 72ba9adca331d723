using System.Globalization;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// A table in use, columns of which get types of which the server would have to write all rows again while nobody can read. Each gets a successor
/// instead, which a trigger keeps filled for the rows that change, and which is filled in small batches for the others; the two change places in the end.
/// Partitions and tables that inherit from it come with it.
/// </summary>
/// <param name="Table">The table as it is.</param>
/// <param name="Family">The table and those that have the columns from it, whoever stands above first.</param>
/// <param name="Names">Makes up names.</param>
internal sealed record RetypedTable(SchemaObject Table, IReadOnlyList<SchemaObject> Family, IReadOnlyList<RetypedColumn> Columns, MadeNames Names)
{
    // Some thousand rows: done in less time than anybody notices who waits for one of them.
    private const int PagesOfBatch = 64;

    // A part of the time that the batch has taken: the others on the server have that for themselves, and the vacuum keeps up.
    private const string PauseOfBatch = "0.25";

    private readonly string table = Table.Id.Address;

    private string Function => $"{SqlIdentifier.Write(Table.Schema!)}.{SqlIdentifier.Write(Names.With(Table.Name, "__retype"))}";

    // Triggers fire in the order of their names, and this one has to see what the others have done.
    private string Trigger => SqlIdentifier.Write(Names.With("~" + Table.Name, "__retype"));

    // Partitions have it from the whole table.
    private IEnumerable<string> Triggered => (!TableWords.IsPartitioned(Table) ? Family : [Table]).Select(t => t.Id.Address);

    /// <summary>The new columns, and the trigger that fills them for rows that come or change.</summary>
    internal IEnumerable<Change> Begin()
    {
        yield return new($"ALTER TABLE {table} {Each(c => $"ADD COLUMN {c.Successor} {c.SuccessorType}")}");
        var body = $"""

            #variable_conflict use_column
            BEGIN
                SELECT {Each(c => c.Value)} INTO {Each(c => $"NEW.{c.Successor}")} FROM (SELECT {Each(c => $"NEW.{c.Name} AS {c.Name}")}) AS changed;
                RETURN NEW;
            END

            """;
        // What the conversion calls finds its names by the same path as in the fill, whatever the program's own path is.
        yield return new(
            $"CREATE FUNCTION {Function}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS {SqlLiteral.QuoteWithDollars("retype", body)}");
        foreach (var place in Triggered)
            yield return new($"CREATE TRIGGER {Trigger} BEFORE INSERT OR UPDATE ON {place} FOR EACH ROW EXECUTE FUNCTION {Function}()");
    }

    /// <summary>
    /// Fills the rows that were there before, batch by batch, each in a transaction of its own. It waits for nobody's rows: those that others hold are
    /// taken up again in the next pass. Restarted it goes on where it was. The table's own triggers do not fire where the role may say so.
    /// </summary>
    internal IEnumerable<Change> Fill() => Family.Where(t => !TableWords.IsPartitioned(t)).Select(t => Fill(t.Id.Address));

    private Change Fill(string place)
    {
        var unfilled = string.Join(" OR ", Columns.Select(c => $"({c.IsUnfilled})"));
        var body = string.Create(CultureInfo.InvariantCulture, $"""

            DECLARE
                begun timestamptz;
                quiet boolean := (SELECT rolsuper FROM pg_roles WHERE rolname = current_user);
            BEGIN
                LOOP
                    FOR page IN 0..(pg_relation_size({SqlLiteral.Quote(place)}) / current_setting('block_size')::bigint) BY {PagesOfBatch} LOOP
                        begun := clock_timestamp();
                        IF quiet THEN
                            SET LOCAL session_replication_role = replica;
                        END IF;
                        UPDATE ONLY {place} SET {Each(c => $"{c.Successor} = {c.Value}")} WHERE ctid = ANY(ARRAY(
                            SELECT ctid FROM ONLY {place} WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + {PagesOfBatch})::tid
                                AND ({unfilled}) FOR NO KEY UPDATE SKIP LOCKED));
                        COMMIT;
                        PERFORM pg_sleep({PauseOfBatch} * extract(epoch FROM clock_timestamp() - begun));
                    END LOOP;
                    EXIT WHEN NOT EXISTS (SELECT FROM ONLY {place} WHERE {unfilled});
                    PERFORM pg_sleep(0.1);
                END LOOP;
            END

            """);
        return new($"DO {SqlLiteral.QuoteWithDollars("fill", body)}") { OutsideTransaction = true, Pace = Pace.Long, MovesRows = true, Ignores =
            ["unclassified-statement it backfills the new columns in batches"] };
    }

    /// <summary>Has the server look at what the new columns hold.</summary>
    internal Change Analyze()
    {
        var columns = Each(c => c.Successor);
        return new(
            $"ANALYZE {string.Join(", ", Triggered.Select(place => $"{place} ({columns})"))}") { InNewTransaction = true, Pace = Pace.Long, MovesRows = true };
    }

    /// <summary>The new columns take the place of the old ones, with what was made for them beforehand.</summary>
    /// <param name="successors">What was made.</param>
    internal IEnumerable<Change> Swap(RetypedParts successors)
    {
        foreach (var place in Triggered) yield return new($"DROP TRIGGER {Trigger} ON {place}");
        yield return new($"DROP FUNCTION {Function}()");
        foreach (var change in Columns.SelectMany(Identity)) yield return change;
        foreach (var change in successors.Release()) yield return change;
        foreach (var column in Columns)
        {
            yield return Rename(column.Name, column.Predecessor);
            yield return Rename(column.Successor, column.Name);
        }

        foreach (var change in successors.Take()) yield return change;
    }

    private Change Rename(string column, string name) => new($"ALTER TABLE {table} RENAME COLUMN {column} TO {name}")
    {
        Ignores = ["rename-column at the end of the transaction a column has the name that applications use"],
    };

    // It goes on counting where the other one was.
    private IEnumerable<Change> Identity(RetypedColumn column)
    {
        // What is to count by a sequence of its own reads the old value first, and the identity goes with the old column.
        if (Counter.OfIdentity(column.From) is not { } counter || column.HandsOverIdentity) yield break;
        if (Counter.OfIdentity(column.To) is { } wanted)
        {
            var sequence = Ahead(counter.Address);
            yield return new($"ALTER TABLE {table} ALTER COLUMN {column.Successor} ADD {ColumnWords.Identity(column.To, sequence)}");
            yield return Counters.GoOn(wanted with { Address = sequence }, counter.Address);
        }

        yield return new($"ALTER TABLE {table} ALTER COLUMN {column.Name} DROP IDENTITY");
    }

    private string Ahead(string address) =>
        QualifiedName.Parse(address) is var name ? $"{SqlIdentifier.Write(name.Schema!)}.{SqlIdentifier.Write(Names.Ahead(name.Name))}" : address;

    private string Each(Func<RetypedColumn, string> words) => string.Join(", ", Columns.Select(words));
}
