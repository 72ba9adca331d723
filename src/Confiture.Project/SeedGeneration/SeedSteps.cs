using Confiture.Postgres;

namespace Confiture.Project;

/// <summary>Fills tables, one step of the plan after the other.</summary>
/// <param name="target">The table that was asked for: others may get fewer rows than planned.</param>
internal sealed class SeedSteps(SeedScratch scratch, SeedCatalog catalog, uint target, Action<long> progress, int rowsOfStatement)
{
    private const int MostDrafts = 20;

    private readonly Dictionary<uint, RowMaker> makers = [];
    private readonly Dictionary<uint, List<Sample[]>> updated = [];
    private long done;

    /// <summary>Fills the tables of a step.</summary>
    internal async Task FillAsync(IReadOnlyList<PlannedTable> step)
    {
        foreach (var table in step) await PrepareAsync(table);
        if (step.Any(t => t.References.Any(r => r.Time == ReferenceTime.Within))) await FillCircleAsync(step);
        else await FillAsync(step[0]);
        foreach (var table in step) await ContinueCountersAsync(table);
    }

    /// <summary>Sets the references that had to wait for their rows.</summary>
    internal async Task UpdateAsync(PlannedTable table)
    {
        foreach (var reference in table.References.Where(r => r.Time == ReferenceTime.After))
        {
            reference.Keys = await scratch.KeysAsync(reference, catalog);
            List<int> keys = [.. catalog.Uniques[table.Facts.Oid].First(u => u.IsPrimary).Columns.Select(table.PlaceOf)];
            List<int> places = [.. reference.Facts.Columns.Select(table.PlaceOf)];
            List<int> free = [.. places.Where(p => !keys.Contains(p) && updated[table.Facts.Oid][0][p].IsNull)];
            if (free.Count == 0 || reference.Keys.Count == 0) continue;
            var referring = updated[table.Facts.Oid].Select((row, i) => Referring(reference, places, row, i, table.Words)).OfType<Sample[]>();
            foreach (var rows in referring.Chunk(rowsOfStatement))
                await UpdateAsync(table, keys, free, rows);
        }
    }

    private async Task UpdateAsync(PlannedTable table, List<int> keys, List<int> set, IReadOnlyList<Sample[]> rows)
    {
        try
        {
            await scratch.ExecuteAsync(SeedText.Update(table, keys, set, rows));
        }
        catch (ServerException e) when (SeedScratch.IsRefusal(e))
        {
            // A row that may not refer to what chance chose keeps its NULL.
            if (rows.Count > 1) foreach (var row in rows) await UpdateAsync(table, keys, set, [row]);
        }
    }

    private static Sample[]? Referring(PlannedReference reference, List<int> places, Sample[] row, int number, Words words)
    {
        var found = reference.Keys.With([.. places.Select(p => row[p].IsNull ? (Sample?)null : row[p])]);
        if (found.Count == 0) return null;
        var key = found[reference.IsUnique ? number % found.Count : words.Random.Number(found.Count - 1)];
        Sample[] other = [.. row];
        for (var i = 0; i < places.Count; i++) other[places[i]] = key[i];
        return other;
    }

    private async Task PrepareAsync(PlannedTable table)
    {
        var maker = makers[table.Facts.Oid] = new(table);
        updated[table.Facts.Oid] = [];
        foreach (var reference in table.References.Where(r => r.Time == ReferenceTime.Before)) reference.Keys = await scratch.KeysAsync(reference, catalog);
        if (table.Existing == 0) return;
        foreach (var column in table.Columns.Select(c => c.Facts).Where(c => c.Counter is not null))
            maker.CountFrom(column.Number, await scratch.LargestAsync(table, column) + column.Counter!.Increment);
    }

    private async Task FillAsync(PlannedTable table)
    {
        var maker = makers[table.Facts.Oid];
        for (var start = 0; start < table.Rows;)
        {
            List<Sample[]> rows = [];
            while (rows.Count < Math.Min(rowsOfStatement, table.Rows - start) && maker.Make(start + rows.Count) is { } row) rows.Add(row);
            var (first, wanted) = (start, Math.Min(rowsOfStatement, table.Rows - start));
            var isShort = rows.Count < wanted;
            var refusal = await scratch.InsertAsync(table, rows, (i, refused) => Again(rows[i], () => maker.Make(first + i, refused)));
            Done(table, rows);
            start += rows.Count;
            if (refusal is null && !isShort) continue;
            if (table.Facts.Oid == target || start == 0) throw Refused(table, start, refusal, maker);
            table.Rows = start;
        }

        Sample[]? Again(Sample[] row, Func<Sample[]?> make)
        {
            maker.Release(row);
            return make();
        }
    }

    private Foundation.Errors.ToolException Refused(PlannedTable table, long made, ServerMessage? refusal, RowMaker maker) => refusal switch
    {
        { SqlState: SqlState.UniqueViolation or SqlState.ExclusionViolation } => SeedRefusals.TooFew(
            table, made, refusal.Text.Split('"') is [_, _, _, var name, ..] ? name : refusal.Text.Split('"')[1], table.Facts.Oid == target),
        null => SeedRefusals.TooFew(table, made, maker.Refusal, table.Facts.Oid == target),
        _ => SeedRefusals.Refused(table, refusal),
    };

    // The keys come first: so rows can refer to each other in any direction.
    private async Task FillCircleAsync(IReadOnlyList<PlannedTable> step)
    {
        var made = step.ToDictionary(t => t.Facts.Oid, _ => 0);
        while (step.Any(t => made[t.Facts.Oid] < t.Rows))
        {
            List<Draft> drafts = [.. step.Select(t => DraftOf(t, made[t.Facts.Oid])).Where(d => d.Rows.Count > 0)];
            if (step.FirstOrDefault(t => made[t.Facts.Oid] < t.Rows && drafts.All(d => d.Table != t)) is { } none)
                throw Refused(none, made[none.Facts.Oid], null, makers[none.Facts.Oid]);
            foreach (var draft in drafts) Offer(draft, drafts);
            if (drafts is [var only]) await InsertAsync(only, step);
            else await InsertAsync(drafts, step);
            foreach (var draft in drafts) made[draft.Table.Facts.Oid] += draft.Rows.Count;
        }
    }

    private Draft DraftOf(PlannedTable table, int start)
    {
        var draft = new Draft(table, start);
        var wanted = Math.Min(rowsOfStatement, table.Rows - start);
        while (draft.Rows.Count < wanted && makers[table.Facts.Oid].Make(start + draft.Rows.Count) is { } row) draft.Rows.Add(row);
        return draft;
    }

    private static void Offer(Draft draft, List<Draft> all)
    {
        foreach (var reference in draft.Table.References.Where(r => r.Time == ReferenceTime.Within))
        {
            draft.Before = reference.IsToSelf ? reference.Keys.Count : draft.Before;
            if (all.Find(d => d.Table.Facts.Oid == reference.Facts.Parent) is not { } parent) continue;
            List<int> places = [.. reference.Facts.Keys.Select(parent.Table.PlaceOf)];
            if (places.Contains(-1)) throw SeedRefusals.Circle([.. all.Select(d => d.Table)], $"{reference.Facts.Name} refers to a generated column.");
            foreach (var row in parent.Rows) reference.Keys.Add([.. places.Select(p => row[p])]);
        }
    }

    private async Task InsertAsync(Draft draft, IReadOnlyList<PlannedTable> step)
    {
        var maker = makers[draft.Table.Facts.Oid];
        List<Sample[]> rows = [];
        for (var i = 0; i < draft.Rows.Count; i++) rows.Add(Final(draft, i, 0, step));
        var refusal = await scratch.InsertAsync(draft.Table, rows, (i, refused) =>
        {
            maker.Release(rows[i]);
            return maker.Make(draft.Start + i, refused, Kept(draft, i), draft.Before + i);
        });
        if (refusal is not null) throw OfCircle(step, refusal, maker);
        Done(draft.Table, rows);
    }

    private async Task InsertAsync(List<Draft> drafts, IReadOnlyList<PlannedTable> step)
    {
        for (var attempt = 0; ; attempt++)
        {
            List<(PlannedTable Table, IReadOnlyList<Sample[]> Rows)> parts =
                [.. drafts.Select(d => (d.Table, (IReadOnlyList<Sample[]>)[.. d.Rows.Select((_, i) => Final(d, i, attempt, step))]))];
            try
            {
                await scratch.ExecuteAsync(SeedText.InsertTogether(parts));
                foreach (var (table, rows) in parts) Done(table, rows);
                return;
            }
            catch (ServerException e) when (SeedScratch.IsRefusal(e))
            {
                foreach (var (table, rows) in parts) foreach (var row in rows) makers[table.Facts.Oid].Release(row);
                if (attempt == MostDrafts) throw OfCircle(step, e.Server, makers[drafts[0].Table.Facts.Oid]);
            }
        }
    }

    private Foundation.Errors.ToolException OfCircle(IReadOnlyList<PlannedTable> step, ServerMessage refusal, RowMaker maker) =>
        refusal.SqlState is SqlState.ForeignKeyViolation or SqlState.NotNullViolation
            ? SeedRefusals.Circle(step, $"{refusal.Text} (SQLSTATE {refusal.SqlState}).") : Refused(step[0], 0, refusal, maker);

    private Sample[] Final(Draft draft, int i, int attempt, IReadOnlyList<PlannedTable> step)
    {
        var maker = makers[draft.Table.Facts.Oid];
        return maker.Make(draft.Start + i, attempt, Kept(draft, i), draft.Before + i) ?? throw SeedRefusals.Circle(step, $"{maker.Refusal} refuses every row.");
    }

    private static Sample?[] Kept(Draft draft, int i) =>
        [.. draft.Rows[i].Select((value, place) => draft.Table.IsKey(draft.Table.Columns[place].Facts.Number) ? value : (Sample?)null)];

    private void Done(PlannedTable table, IReadOnlyList<Sample[]> rows)
    {
        if (table.References.Any(r => r.Time == ReferenceTime.After)) updated[table.Facts.Oid].AddRange(rows);
        progress(done += rows.Count);
    }

    // As a dump does: what is inserted next continues.
    private async Task ContinueCountersAsync(PlannedTable table)
    {
        foreach (var column in table.Columns.Where(c => c.Facts.Counter is not null && !c.IsReference && table.Rows > 0))
            await scratch.ExecuteAsync(SeedText.Continue(column.Facts.Counter!.Sequence, makers[table.Facts.Oid].CounterOf(column.Facts, table.Rows - 1)));
    }

    /// <summary>Rows whose keys are decided.</summary>
    private sealed record Draft(PlannedTable Table, int Start)
    {
        internal List<Sample[]> Rows { get; } = [];

        /// <summary>How many keys there were before.</summary>
        internal int Before { get; set; }
    }
}
