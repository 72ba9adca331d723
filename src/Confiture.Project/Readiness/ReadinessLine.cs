using Foundation.Text;

namespace Confiture.Project;

/// <summary>What a check says.</summary>
public enum ReadinessState
{
    /// <summary>Nothing stands in the way.</summary>
    Ok,

    /// <summary>`migrate up` can succeed, and something should be known before.</summary>
    Warn,

    /// <summary>`migrate up` would fail, or wait until it fails.</summary>
    Fail,
}

/// <summary>The result of one check before migrations are applied.</summary>
/// <param name="Check">The check's name, words joined by dashes.</param>
/// <param name="State">How it ended.</param>
/// <param name="Text">What was found, without a full stop.</param>
/// <param name="Details">Each thing that was found, when there are several.</param>
/// <param name="Fix">What to do; null when there is nothing to do.</param>
public sealed record ReadinessLine(string Check, ReadinessState State, string Text, IReadOnlyList<string> Details, string? Fix)
{
    internal static ReadinessLine Ok(string check, string text) => new(check, ReadinessState.Ok, text, [], null);

    internal static ReadinessLine Warn(string check, string text, string? fix, params IReadOnlyList<string> details) =>
        new(check, ReadinessState.Warn, text, details, fix);

    internal static ReadinessLine Fail(string check, string text, string? fix, params IReadOnlyList<string> details) =>
        new(check, ReadinessState.Fail, text, details, fix);

    /// <summary>A line about a list that should be empty.</summary>
    internal static ReadinessLine OfList(
        string check, ReadinessState otherwise, IReadOnlyList<string> found, string noun, string nothing, string fix) => found.Count == 0
        ? Ok(check, nothing)
        : new(check, otherwise, Counted.Of(found.Count, noun), found, fix);
}
