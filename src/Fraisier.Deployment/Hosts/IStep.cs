namespace Fraisier.Deployment;

/// <summary>One step of a deployment. Every step has the same three verbs, and each verb may be called again after any interruption.</summary>
public interface IStep
{
    /// <summary>Looks at the world: has the effect happened? Never infers from memory.</summary>
    Task<StepEffect> ProbeAsync(CancellationToken cancellation);

    /// <summary>Makes the change.</summary>
    /// <param name="cancellation">Stops the work; what was done so far is left for <see cref="UndoAsync"/>.</param>
    Task<StepResult> DoAsync(CancellationToken cancellation);

    /// <summary>Takes the effect back exactly, whether none, a part or all of it happened.</summary>
    Task<StepResult> UndoAsync(CancellationToken cancellation);
}
