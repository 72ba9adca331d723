using Confiture.Migrations;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Shows many databases at work, and prints each one as soon as it ended.</summary>
/// <param name="output">Where to.</param>
/// <param name="table">The databases at work.</param>
/// <param name="lineOf">What is printed of a database that ended; null for nothing.</param>
internal sealed class RolloutNarration(Output output, LiveTable table, Func<RolloutResult, string?> lineOf) : IRolloutObserver
{
    public IMigrationObserver Started(RolloutTarget target)
    {
        table.Set(target.Name, "connecting");
        return new OneDatabase(output, table, target.Name);
    }

    public void Ended(RolloutResult result)
    {
        table.End(result.Target.Name, WordOf(result));
        if (lineOf(result) is { } line) output.Data(line);
    }

    /// <summary>How a database ended, in words.</summary>
    public static string WordOf(RolloutResult result) => result.State switch
    {
        RolloutState.Succeeded => result.Migrations.Count > 0 ? "done" : "nothing to do",
        RolloutState.Failed => "failed",
        RolloutState.Interrupted => "interrupted",
        _ => "not started",
    };

    private sealed class OneDatabase(Output output, LiveTable table, string name) : IMigrationObserver
    {
        private int finished;

        public void Starting(Migration migration, MigrationVerb verb) =>
            table.Set(name, $"{(verb == MigrationVerb.Up ? "applying" : "rolling back")} {migration}{After()}");

        public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed) => finished++;

        public void Waiting(string holder, TimeSpan limit) => Say($"waiting up to {limit.TotalSeconds:0.#} s for {holder}");

        public void Retrying(Migration migration, string reason) => Say($"retrying {migration}: {reason}");

        private string After() => finished == 0 ? string.Empty : $" after {Counted.Of(finished, "migration")}";

        private void Say(string what)
        {
            table.Set(name, what);
            output.Say($"{name}: {what}");
        }
    }
}
