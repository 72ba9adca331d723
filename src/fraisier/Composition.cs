using System.Reflection;
using Confiture.Migrations;
using Foundation.Processes;
using Fraisier.Deployment;

namespace Fraisier.Cli;

/// <summary>What the commands are put together from. The standard one is the product; tests put faults in.</summary>
public sealed record Composition
{
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How the engine is put together.</summary>
    public EngineAssembly Engine { get; init; } = new();

    /// <summary>Replaces parts of what is acted on.</summary>
    public Func<Backends, Backends> Backends { get; init; } = backends => backends;

    /// <summary>Hears of every transition after progress was shown.</summary>
    public IEngineObserver? Observer { get; init; }

    /// <summary>Hears of every migration after progress was shown.</summary>
    public IMigrationObserver? Migrations { get; init; }

    // An installed tool is an executable of its own; under `dotnet x.dll` the runtime is.
    internal static Command Supervise(string directory)
    {
        var self = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? Command.Of(self, Assembly.GetEntryAssembly()!.Location, SuperviseCommand.Word, directory)
            : Command.Of(self, SuperviseCommand.Word, directory);
    }
}
