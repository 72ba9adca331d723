using Confiture.Migrations;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Says on standard error which migration runs, and how long each took.</summary>
internal sealed class MigrationNarration(Output output) : IMigrationObserver
{
    public void Starting(Migration migration, MigrationVerb verb) =>
        output.Say($"{(verb == MigrationVerb.Up ? "applying" : "taking back")} {migration}");

    public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed) =>
        output.Say($"{(verb == MigrationVerb.Up ? "applied" : "took back")} {migration} in {elapsed.TotalMilliseconds:0} ms");

    public void Waiting(string holder, TimeSpan limit) => output.Say($"waiting up to {limit.TotalSeconds:0.#} s for {holder}");
}
