using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// A build whose declared order does not hold: a statement that needs what a later one makes waits and is tried again, until nothing moves. Still one
/// transaction; each statement has a savepoint.
/// </summary>
internal sealed class DeferringBuild
{
    private const string Savepoint = "confiture_statement";
    private const int AtOnce = 200;

    // What a file sets for its own statements counts for one that waited too.
    private const string Ask = "select array[current_setting('search_path'), current_setting('role'), current_setting('check_function_bodies')]";
    private const string Set = "select set_config('search_path', $1, false), set_config('role', $2, false), set_config('check_function_bodies', $3, false)";

    private readonly Database database;
    private readonly SchemaSource source;
    private readonly TimeSpan deadline;
    private readonly IReadOnlyList<(SqlScript Script, SqlStatement Statement)> all;
    private readonly List<(int Index, IReadOnlyList<int> Makers)> moved = [];
    private readonly Lazy<IReadOnlyList<string>[]> made;
    private List<Waiting> waiting = [];

    internal DeferringBuild(Database database, SchemaSource source, TimeSpan deadline)
    {
        (this.database, this.source, this.deadline) = (database, source, deadline);
        all = [.. source.Scripts.SelectMany(script => script.Statements, (script, statement) => (script, statement))];
        made = new(() => [.. all.Select(one => Missing.MadeBy(one.Script, one.Statement))]);
    }

    private sealed record Waiting(int Index, string[] Settings, ScriptException Reason);

    /// <summary>Builds.</summary>
    /// <param name="first">The failure that ended the build in the declared order.</param>
    /// <param name="also">Adds statements to the end of the same transaction.</param>
    /// <param name="cancellation">Stops the build; nothing of it stays.</param>
    internal async Task<BuildOrder> RunAsync(ScriptException first, Action<ScriptBatch> also, CancellationToken cancellation)
    {
        var failed = all.Index().First(s => ReferenceEquals(s.Item.Statement, first.Statement)).Index;
        await SendAsync(batch =>
        {
            batch.Add("begin");
            batch.Add(SessionSettings.PinForBuilding);
            foreach (var (script, statement) in all.Take(failed)) batch.Add(script, statement);
        }, cancellation);
        for (var next = failed; next < all.Count;) next = await GoOnAsync(next, cancellation);
        while (waiting.Count > 0)
        {
            var before = waiting.Count;
            await TryAgainAsync(cancellation);
            if (waiting.Count == before) throw Stuck();
        }

        await SendAsync(batch =>
        {
            also(batch);
            batch.Add("commit");
        }, cancellation);
        return BuildOrder.Of(source, [.. moved.Select(m => (all[m.Index], m.Makers.Select(i => all[i].Script).Distinct().ToList()))]);
    }

    // Statements go together as long as none fails.
    private async Task<int> GoOnAsync(int start, CancellationToken cancellation)
    {
        var end = Math.Min(all.Count, start + AtOnce);
        try
        {
            await SendAsync(batch =>
            {
                for (var i = start; i < end; i++) AddGuarded(batch, all[i]);
            }, cancellation);
            return end;
        }
        catch (ScriptException e) when (Missing.IsReason(e, source))
        {
            var index = start + all.Skip(start).Index().First(s => ReferenceEquals(s.Item.Statement, e.Statement)).Index;
            await database.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellation);
            waiting.Add(new(index, (await database.ScalarAsync<string[]>(Ask, cancellation))!, e));
            return index + 1;
        }
        catch (ScriptException e)
        {
            throw SchemaErrors.Failed(e, source.IsStrict);
        }
    }

    private async Task TryAgainAsync(CancellationToken cancellation)
    {
        var present = (await database.ScalarAsync<string[]>(Ask, cancellation))!;
        List<Waiting> still = [];
        foreach (var one in waiting)
        {
            try
            {
                await SendAsync(batch =>
                {
                    batch.Add(Set, one.Settings);
                    AddGuarded(batch, all[one.Index]);
                    batch.Add(Set, present);
                }, cancellation);
                moved.Add((one.Index, MakersOf(one)));
            }
            catch (ScriptException e) when (Missing.IsReason(e, source))
            {
                await database.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellation);
                await database.ExecuteAsync(Set, cancellation, [.. present]);
                still.Add(one with { Reason = e });
            }
            catch (ScriptException e)
            {
                throw SchemaErrors.Failed(e, source.IsStrict);
            }
        }

        waiting = still;
    }

    private static void AddGuarded(ScriptBatch batch, (SqlScript Script, SqlStatement Statement) one)
    {
        batch.Add($"savepoint {Savepoint}");
        batch.Add(one.Script, one.Statement);
        batch.Add($"release savepoint {Savepoint}");
    }

    private async Task SendAsync(Action<ScriptBatch> fill, CancellationToken cancellation)
    {
        await using var batch = new ScriptBatch(database, deadline);
        fill(batch);
        await batch.ExecuteAsync(cancellation);
    }

    // Those that follow come first: what was there before was not what it lacked.
    private int MakerOf(Waiting one)
    {
        if (Missing.NameIn(one.Reason) is not { } name) return -1;
        var others = Enumerable.Range(one.Index + 1, all.Count - one.Index - 1).Concat(Enumerable.Range(0, one.Index));
        return others.FirstOrDefault(i => Missing.Makes(all[i].Script, all[i].Statement, name, one.Reason.Server.SqlState), -1);
    }

    // The server names the first thing that is missing; the later statements whose names it holds are what it needs besides.
    private List<int> MakersOf(Waiting one)
    {
        var words = Missing.WordsOf(all[one.Index].Statement);
        var later = Enumerable.Range(one.Index + 1, all.Count - one.Index - 1).Where(i => made.Value[i].Any(words.Contains));
        return [.. later.Prepend(MakerOf(one)).Where(i => i >= 0).Distinct()];
    }

    // Either something that waits needs what nothing makes, or they wait for each other.
    private Foundation.Errors.ToolException Stuck()
    {
        var makers = waiting.ToDictionary(one => one.Index, MakerOf);
        foreach (var one in waiting)
        {
            if (!makers.ContainsKey(makers[one.Index])) return SchemaErrors.Failed(one.Reason, source.IsStrict);
        }

        List<int> way = [];
        for (var at = waiting[0].Index; !way.Contains(at); at = makers[at]) way.Add(at);
        return SchemaErrors.BuildCircle([.. way.SkipWhile(i => i != makers[way[^1]]).Select(i => waiting.Single(one => one.Index == i).Reason)]);
    }
}
