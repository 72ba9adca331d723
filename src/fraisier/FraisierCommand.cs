using System.CommandLine;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary>The command tree.</summary>
public static class FraisierCommand
{
    /// <summary>Builds the tree.</summary>
    /// <param name="composition">The parts of the commands.</param>
    public static RootCommand With(Composition composition) => new("Deploy PostgreSQL applications: code and schema change together and roll back together")
    {
        new InitCommand(),
        new ListCommand(),
        new DeployCommand(composition),
        new StatusCommand(composition),
        new StatusAllCommand(composition),
        new HealthCommand(composition),
        new HistoryCommand(composition),
        new StatsCommand(composition),
        new RollbackCommand(composition),
        new RecoverCommand(composition),
        new UnlockCommand(composition),
        new CancelCommand(composition),
        new ServiceCommand(composition, ServiceVerb.Restart, "restart", "Restart the service on the live release, host by host"),
        new ServiceCommand(composition, ServiceVerb.Stop, "stop", "Stop the service on every host"),
        new LogsCommand(composition),
        new RunCommand(composition),
        new AdoptCommand(composition),
        new ProvidersCommand(),
        new ProviderTestCommand(composition),
        new DoctorCommand(composition),
        new ScaffoldCommand(),
        new SuperviseCommand(composition),
        new AgentCommand(composition),
        new CompletionCommand(),
    };
}
