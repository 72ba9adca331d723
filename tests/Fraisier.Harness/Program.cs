using Fraisier.Cli;
using Fraisier.Harness;
using Terminal;

// Without any HARNESS_ variable this is fraisier.
var faults = FaultPoints.FromEnvironment();
var composition = Mutants.Plant(Environment.GetEnvironmentVariable("HARNESS_MUTANT"), new Composition
{
    Migrations = faults,
    AgentsFinish = Environment.GetEnvironmentVariable("HARNESS_FINISH") is { Length: > 0 },
    Engine = new() { Journal = journal => new FaultyJournal(journal, faults) },
});
if (Environment.GetEnvironmentVariable("HARNESS_PIPE") is { Length: > 0 } fault) composition = FaultyPipe.Between(composition, faults, fault);
return await Tool.RunAsync(() => FraisierCommand.With(composition), args);
