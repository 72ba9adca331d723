using System.Text.Json.Serialization;
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
