using System.CommandLine;
using System.Globalization;

namespace Fraisier.Cli;

/// <summary>An option whose value is a whole number of 1 or more.</summary>
internal static class NumberOption
{
    public static Option<int> New(string name, string description, int usual, int most = int.MaxValue) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        HelpName = "N",
        CustomParser = argument =>
        {
            var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : string.Empty;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
            argument.AddError($"`{name}` must be a whole number of {(most == int.MaxValue ? "1 or more" : $"1 to {most}")}, not `{text}`.");
            return 0;
        },
    };
}
