using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Confiture.Cli.Commands;

/// <summary>Options whose values are counts and times.</summary>
internal static class Limits
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("min", 60_000), ("s", 1000), ("h", 3_600_000), (string.Empty, 1)];

    /// <summary>A whole number of 1 or more.</summary>
    internal static Option<int?> Count(string name, string description) => new(name)
    {
        Description = description, HelpName = "N",
        CustomParser = argument => int.TryParse(Text(argument), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number : Wrong<int?>(argument, $"`{name}` must be a whole number of 1 or more, not `{Text(argument)}`."),
    };

    /// <summary>A time in PostgreSQL's spelling: a number with ms, s, min or h, or milliseconds without a unit.</summary>
    internal static Option<TimeSpan?> Time(string name, string description) => new(name)
    {
        Description = description, HelpName = "TIME",
        CustomParser = argument => Parse(Text(argument))
            ?? Wrong<TimeSpan?>(argument, $"`{name}` must be a time such as 500ms, 10s or 2min, at most 24h, not `{Text(argument)}`."),
    };

    private static TimeSpan? Parse(string text)
    {
        var (unit, factor) = Units.First(u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        var isNumber = double.TryParse(text[..^unit.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        var time = isNumber && number * factor <= TimeSpan.FromHours(24).TotalMilliseconds ? TimeSpan.FromMilliseconds(number * factor) : TimeSpan.Zero;
        return time >= TimeSpan.FromMilliseconds(1) ? time : null;
    }

    private static string Text(ArgumentResult argument) => argument.Tokens.Count == 1 ? argument.Tokens[0].Value : string.Empty;

    private static T? Wrong<T>(ArgumentResult argument, string message)
    {
        argument.AddError(message);
        return default;
    }
}
