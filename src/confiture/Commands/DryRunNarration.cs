using Confiture.Migrations;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Prints to standard error which migration is being tried out.</summary>
internal sealed class DryRunNarration(Output output) : IMigrationObserver
{
    public void Starting(Migration migration, MigrationVerb verb) =>
        output.Say($"trying out {migration}{(verb == MigrationVerb.Up ? string.Empty : " (down)")}; its locks block others until the rollback");

    public void Finished(Migration migration, MigrationVerb verb, TimeSpan elapsed)
    {
    }

    public void Waiting(string holder, TimeSpan limit) => output.Say($"waiting up to {limit.TotalSeconds:0.#} s for {holder}");

    public void Warned(string warning) => output.Warn(warning);
}
