using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>The hosts of a target, in order, and the store that their controllers share.</summary>
/// <param name="hosts">The hosts, at least one; the first one has the store.</param>
/// <param name="store">What the controllers share.</param>
public sealed class Fleet(IReadOnlyList<IHost> hosts, IDeploymentStore store) : IAsyncDisposable
{
    /// <summary>The hosts, in order.</summary>
    public IReadOnlyList<IHost> Hosts { get; } = hosts;

    /// <summary>The store.</summary>
    public IDeploymentStore Store { get; } = store;

    /// <summary>The first host.</summary>
    public IHost First => Hosts[0];

    /// <summary>A host by its name.</summary>
    /// <exception cref="ToolException">There is none (<c>FRAI-DEP-017</c>): the configuration has changed since the plan was made.</exception>
    public IHost this[string name] => Hosts.FirstOrDefault(h => h.Name == name) ?? throw DeploymentErrors.JournalMismatch.Error(
        $"The deployment plan has a host {name}, which the configuration does not have.", "fraises.yaml has changed since the deployment started.",
        "Restore the host in fraises.yaml, then run: fraisier recover");

    /// <summary>Asks every host at the same time.</summary>
    /// <param name="question">What each of them is asked.</param>
    /// <returns>The answers in the order of the hosts.</returns>
    /// <exception cref="ToolException">The error of the first host, in their order, that gave one.</exception>
    public async Task<IReadOnlyList<T>> AskAsync<T>(Func<IHost, Task<T>> question)
    {
        List<Task<T>> answers = [.. Hosts.Select(question)];
        await ((Task)Task.WhenAll(answers)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        List<T> given = [];
        foreach (var answer in answers) given.Add(await answer);
        return given;
    }

    /// <summary>Asks every host at the same time, and bears that some cannot be reached; the first one has to.</summary>
    /// <param name="question">What each of them is asked.</param>
    /// <returns>The answers, and why others gave none.</returns>
    public async Task<(IReadOnlyList<T> Given, ToolException? Missing)> AskReachableAsync<T>(Func<IHost, Task<T>> question)
    {
        ToolException? missing = null;
        List<Task<T>> answers = [.. Hosts.Select(question)];
        await ((Task)Task.WhenAll(answers)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        List<T> given = [];
        foreach (var (number, answer) in answers.Index())
        {
            try
            {
                given.Add(await answer);
            }
            catch (ToolException e) when (number > 0 && e.Code == DeploymentErrors.HostUnreachable)
            {
                missing ??= e;
            }
        }

        return (given, missing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(Hosts.Select(h => h.DisposeAsync().AsTask()));
}
