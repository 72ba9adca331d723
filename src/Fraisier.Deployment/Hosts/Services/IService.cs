using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>The service that runs a release.</summary>
public interface IService
{
    /// <summary>A description for plans: <c>systemd unit app.service</c>.</summary>
    string Description { get; }

    /// <summary>Refuses when the service could not be started: a missing unit, a missing program. Changes nothing.</summary>
    Task CheckAsync(CancellationToken cancellation);

    /// <summary>Looks whether it runs.</summary>
    Task<ServiceState> ObserveAsync(CancellationToken cancellation);

    /// <summary>True when something runs that can be well or ill.</summary>
    bool IsThere { get; }

    /// <summary>True when it is stopped for a moment in any case, so that it can be looked whether something else answers in its place.</summary>
    bool StopsBeforeItStarts { get; }

    /// <summary>Whether the running process belongs to a release; null when unknown.</summary>
    /// <param name="live">The release that is live on disk, and where.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<bool?> RunsAsync(Placement live, CancellationToken cancellation);

    /// <summary>Starts it on a release; what ran before is stopped first.</summary>
    Task StartAsync(Release release, string directory, CancellationToken cancellation);

    /// <summary>Stops it with everything it started. Nothing happens when it does not run.</summary>
    Task StopAsync(CancellationToken cancellation);

    /// <summary>Tries, as far as that is possible without touching what runs, whether it could be restarted.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was seen, in words.</returns>
    /// <exception cref="Foundation.Errors.ToolException">It could not.</exception>
    Task<string> TryAsync(CancellationToken cancellation);

    /// <summary>The variables that its processes get, beside those of every program; for programs that a person runs beside it.</summary>
    /// <param name="release">The live release.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<IReadOnlyDictionary<string, string?>> EnvironmentAsync(Release release, CancellationToken cancellation);

    /// <summary>The command that prints its log; null when it has none.</summary>
    /// <param name="lines">How many lines at most, the newest.</param>
    /// <param name="follow">True to go on with what is logged later.</param>
    Command? LogCommand(int lines, bool follow);

    /// <summary>What it says of itself when something is wrong, a line each; none when its log says it all.</summary>
    /// <param name="cancellation">Ends the look.</param>
    Task<IReadOnlyList<string>> StateLinesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>The last lines of its log, oldest first.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<IReadOnlyList<string>> LastLogLinesAsync(int count, CancellationToken cancellation);
}

/// <summary>Whether a service runs.</summary>
/// <param name="Runs">True when it does.</param>
/// <param name="Instance">Names this run of it (a process id): another one after a restart. Null when it does not run.</param>
/// <param name="Detail">A few words for people.</param>
public sealed record ServiceState(bool Runs, string? Instance, string Detail);

/// <summary>For fraises that run nothing.</summary>
public sealed class NoService : IService
{
    /// <inheritdoc/>
    public string Description => "no service";

    /// <inheritdoc/>
    public bool IsThere => false;

    /// <inheritdoc/>
    public bool StopsBeforeItStarts => false;

    /// <inheritdoc/>
    public Task<bool?> RunsAsync(Placement live, CancellationToken cancellation) => Task.FromResult<bool?>(null);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ServiceState> ObserveAsync(CancellationToken cancellation) => Task.FromResult(new ServiceState(false, null, "no service is configured"));

    /// <inheritdoc/>
    public Task StartAsync(Release release, string directory, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string> TryAsync(CancellationToken cancellation) => Task.FromResult("nothing is to be restarted");

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string?>> EnvironmentAsync(Release release, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, string?>>(new Dictionary<string, string?>());

    /// <inheritdoc/>
    public Command? LogCommand(int lines, bool follow) => null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> LastLogLinesAsync(int count, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);
}
