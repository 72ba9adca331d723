using Confiture.Migrations;
using Confiture.Project;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Prints to standard error which migration runs and how long it took, and to standard output each one as soon as it would survive a crash.</summary>
internal sealed class MigrationNarration(Output output) : IMigrationObserver
{
    public void Starting(Migration migration, MigrationVerb verb) =>
        output.Say($"{(verb == MigrationVerb.Up ? "applying" : "rolling back")} {migration}");

    public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed) =>
        output.Say($"{Done(verb)} {migration} in {elapsed.TotalMilliseconds:0} ms");

    // Whoever reads this may rely on it.
    public void Durable(Migration migration, MigrationVerb verb) => output.Completed($"{Done(verb)} {migration}");

    public void Waiting(string holder, TimeSpan limit) => output.Say($"waiting up to {limit.TotalSeconds:0.#} s for {holder}");

    public void Retrying(Migration migration, string reason) => output.Say($"retrying {migration}: {reason}");

    private static string Done(MigrationVerb verb) => verb == MigrationVerb.Up ? "applied" : "rolled back";

    public void Warned(string warning) => output.Warn(warning);
}
