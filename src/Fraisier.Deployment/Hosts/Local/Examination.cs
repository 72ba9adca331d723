using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Looks at one thing after another; what one of them throws is a finding, and the next one is looked at all the same.</summary>
/// <param name="host">The host's name; null for the controller's machine.</param>
internal sealed class Examination(string? host)
{
    private readonly List<Finding> findings = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Looks.</summary>
    /// <param name="check">One word.</param>
    /// <param name="look">Says what was seen; throws when it does not work.</param>
    public async Task LookAsync(string check, Func<Task<string>> look)
    {
        try
        {
            findings.Add(new(host, check, FindingState.Ok, await look()));
        }
        catch (ToolException e)
        {
            findings.Add(new(host, check, FindingState.Failed, $"{e.What} {e.Why}".Trim(), e.Fix));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(new(host, check, FindingState.Failed, e.Message, "Check the path, its owner and the free space."));
        }
    }

    /// <summary>Adds what needs no look.</summary>
    public void Add(string check, FindingState state, string detail, string? fix = null) => findings.Add(new(host, check, state, detail, fix));
}
