using Foundation.Text;

namespace Confiture.Cli.Commands;

/// <summary>Times for people, rounded up.</summary>
internal static class Duration
{
    internal static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalMinutes: < 2 } => Counted.Of((long)Math.Ceiling(time.TotalSeconds), "second"),
        { TotalHours: < 2 } => Counted.Of((long)Math.Ceiling(time.TotalMinutes), "minute"),
        _ => Counted.Of((long)Math.Ceiling(time.TotalHours), "hour"),
    };
}
