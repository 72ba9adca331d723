using System.Globalization;
using System.Text.RegularExpressions;
using Foundation.Processes;

namespace Confiture.Testing;

/// <summary>The comment of a database for tests: it says whose it is, to people and to later runs.</summary>
internal static partial class RunMark
{
    internal static string Of(ProcessIdentity owner) =>
        $"confiture test database of pid {owner.Pid} on {owner.Host} (started {owner.Started}, boot {owner.Boot}, namespace {owner.Namespace})";

    /// <summary>The process that a comment names; null when the comment is another one.</summary>
    internal static ProcessIdentity? OwnerIn(string comment) => Form().Match(comment) is { Success: true, Groups: var groups }
        ? new(groups["host"].Value, int.Parse(groups["pid"].Value, CultureInfo.InvariantCulture),
            long.Parse(groups["started"].Value, CultureInfo.InvariantCulture), groups["boot"].Value, groups["namespace"].Value)
        : null;

    [GeneratedRegex(
        @"^confiture test database of pid (?<pid>[0-9]{1,9}) on (?<host>[^ ]*) "
            + @"\(started (?<started>[0-9]{1,18}), boot (?<boot>[^ ,]*), namespace (?<namespace>[^ ,]*)\)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
