using Fraisier.Cli;
using Fraisier.Harness;
using Terminal;

// Without any HARNESS_ variable this is fraisier.
var faults = FaultPoints.FromEnvironment();
var composition = Mutants.Plant(Environment.GetEnvironmentVariable("HARNESS_MUTANT"), new Composition
{
    Migrations = faults,
    Engine = new() { Journal = journal => new FaultyJournal(journal, faults) },
});
return await Tool.RunAsync(() => FraisierCommand.With(composition), args);
