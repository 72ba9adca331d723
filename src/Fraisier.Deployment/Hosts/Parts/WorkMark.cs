namespace Fraisier.Deployment;

/// <summary>The mark that every program of a controller carries in its environment, so that what a killed one left is found again.</summary>
/// <param name="directory">What the host keeps of the target.</param>
public sealed class WorkMark(HostDirectory directory)
{
    /// <summary>The variable.</summary>
    public const string Variable = "FRAISIER_DEPLOYMENT";

    private readonly Dictionary<string, string?> environment = new(StringComparer.Ordinal) { [Variable] = null };

    /// <summary>The variables for programs; they follow <see cref="Use"/>.</summary>
    public IReadOnlyDictionary<string, string?> Environment => environment;

    /// <summary>Marks what is started from now on as a controller's.</summary>
    /// <param name="epoch">The controller's epoch.</param>
    public void Use(long epoch) => environment[Variable] = Of(epoch);

    /// <summary>The mark of a controller.</summary>
    public string Of(long epoch) => $"{directory.Root}:{epoch}";
}
