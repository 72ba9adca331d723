using System.ComponentModel;

namespace Confiture.Benchmarks;

/// <summary>Lets the contenders of a row take turns: everybody once in each round, in an order that is reversed with each.</summary>
/// <param name="rounds">How often everybody has a turn.</param>
internal sealed class Runner(int rounds)
{
    public async Task<Outcome> RunAsync(Row row)
    {
        var all = row.Contenders.Select(contender => new Measured(contender)).ToList();
        var acting = string.Empty;
        try
        {
            var order = all.ToList();
            // Round -1 counts for nothing: files are warm after it.
            for (var round = -1; round < rounds * row.Times; round++)
            {
                foreach (var measured in order.Where(m => m.Contender.TakesPartIn(round)))
                {
                    acting = measured.Contender.Name;
                    var finished = await TakeAsync(await measured.Contender.NextAsync());
                    if (round >= 0) measured.Add(finished);
                }

                order.Reverse();
            }

            return new(row, all, null);
        }
        catch (Exception e) when (e is NotDoneException or Win32Exception)
        {
            // The other rows have something to say all the same. A program that is not there is a Win32Exception.
            return new(row, all, $"{acting}: {e.Message}");
        }
    }

    private static async Task<Finished> TakeAsync(Turn turn)
    {
        var finished = await ChildTime.RunAsync(turn.Program);
        if (finished.Exit != 0 && finished.Exit != turn.AllowedExit)
            throw new NotDoneException($"it ended with {finished.Exit}: {Last(finished.Errors.Length > 0 ? finished.Errors : finished.Output)}");
        await turn.CheckAsync(finished);
        return finished;
    }

    private static string Last(string text)
    {
        const int most = 600;
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length > most ? words[^most..] : words;
    }
}
