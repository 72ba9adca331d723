namespace Confiture.Benchmarks;

/// <summary>docs/benchmarks.md: the machine, how it was measured, and the table.</summary>
internal static class Document
{
    public static string Of(Machine machine, Version server, IEnumerable<string> versions, int rounds, IReadOnlyList<Outcome> outcomes) =>
        $"""
        # Benchmarks

        Written by `./bench.sh` on {machine.Date}; `./bench.sh --rows REGEX` measures some rows and writes nothing.

        | | |
        |---|---|
        | Machine | {machine.Processors} CPUs, {machine.Processor} |
        | Kernel | {machine.Kernel} |
        | PostgreSQL | {server} |
        | Programs | {string.Join("; ", versions)} |

        ## How it is measured

        - Everything is a whole process, from its start to its end: the executables of a release, and those of the peers without the scripts that npm and Debian
          put before them. Whoever does not do the work is an error: tables are counted, and differences and findings have to be named.
        - The contenders of a row take turns. A first round counts for nothing, then there are {rounds} rounds, each in the opposite order of the one before.
          What takes milliseconds has three times as many, what takes half a minute has fewer and says so.
        - Figures are medians of the time on the wall in milliseconds and, in parentheses, of the CPU time (user and system) of the process and of those that
          it runs. CPU time of PostgreSQL servers is not among it.
        - A ratio is the median of the ratios within the rounds, of what is judged: wall or CPU. It is not the quotient of the two medians beside it. Ratios
          can be compared between machines, milliseconds cannot.
        - Every turn of `migrate up` and `build` has an empty database of one server. `migrate up` runs on a durable one (fsync). By itself
          `confiture migrate up` waits for the disk once, at its end; with `--durable-each` after each migration, as psql, dbmate and sqitch do.
        - `build` runs on a server that does not wait for the disk, which would cost psql a wait for each statement, and confiture one in all. `psql -1` is one
          transaction like confiture's.

        ## Figures

        {Table.Of(outcomes)}
        {Verdict(outcomes)}

        ## What the rows do

        {string.Join('\n', outcomes.Select(outcome => $"- **{outcome.Row.Name}**: {outcome.Row.What}"))}

        """;

    /// <summary>Which rows miss a limit, in a sentence.</summary>
    public static string Verdict(IReadOnlyList<Outcome> outcomes)
    {
        var missed = outcomes.Where(outcome => !outcome.IsMet).Select(outcome => outcome.Row.Name).ToList();
        return missed.Count == 0 ? "Every limit is met." : $"Missed: {string.Join("; ", missed)}.";
    }
}
