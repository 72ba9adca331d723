using System.Text.Json.Serialization;
using Foundation.Errors;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>How something was found.</summary>
[JsonConverter(typeof(EnumWordConverter<FindingState>))]
public enum FindingState
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, and something about it should be known.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>It was not looked at, and why is said.</summary>
    Skipped,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Host">Where; the controller's machine when null.</param>
/// <param name="Check">What: one word.</param>
/// <param name="State">How it was found.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Fix">What to do; null when nothing is to be done.</param>
public sealed record Finding(string? Host, string Check, FindingState State, string Detail, string? Fix = null);

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
