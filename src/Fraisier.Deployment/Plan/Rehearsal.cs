namespace Fraisier.Deployment;

/// <summary>A preflight that changes nothing on the host: commits are fetched into a directory that is deleted afterwards.</summary>
public sealed class Rehearsal : IAsyncDisposable
{
    private readonly DirectoryInfo directory;

    private Rehearsal(DirectoryInfo directory, Backends backends)
    {
        this.directory = directory;
        Backends = backends;
    }

    /// <summary>What is looked at.</summary>
    public Backends Backends { get; }

    /// <summary>Prepares a rehearsal.</summary>
    /// <param name="backends">What a deployment would act on.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public static Task<Rehearsal> OfAsync(Backends backends, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Preflight.RequireOwnership(backends.Target.AppPath);
        var directory = Directory.CreateTempSubdirectory("fraisier-");
        return Task.FromResult(new Rehearsal(directory, backends with { Mirror = backends.Mirror.At(Path.Combine(directory.FullName, "mirror.git")), Scratch = directory.FullName }));
    }

    /// <summary>The plan that a deployment would have now; null when there would be nothing to do.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="Foundation.Errors.ToolException">A deployment would be refused.</exception>
    public Task<DeploymentPlan?> PlanAsync(DeployRequest request, CancellationToken cancellation) => new Preflight(Backends).PlanDeployAsync(request, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
