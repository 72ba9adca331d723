using System.CommandLine;
using System.CommandLine.Parsing;
using Foundation.Errors;
using Foundation.Text;

namespace Terminal;

/// <summary>Explains what is wrong with a command line and what was probably meant.</summary>
internal static class UsageErrors
{
    public static ToolException Of(ParseResult arguments)
    {
        string[] mistakes = [.. arguments.UnmatchedTokens.Count > 0
            ? arguments.UnmatchedTokens.Select(token => Unknown(token, arguments.CommandResult, arguments.Tokens.Any(t => Secret.IsSuspect(t.Value))))
            : arguments.Errors.Select(error => Missing(error) ?? NoNumber(error) ?? Safe(error.Message, arguments)).Distinct(StringComparer.Ordinal)];
        return FoundationErrors.Usage.Error(
            mistakes.Length > 0 ? mistakes[0] : "A command is missing.",
            "Invalid command line; nothing was done.",
            $"Run `{PathOf(arguments.CommandResult)} --help` for the accepted arguments.").With(mistakes.Length > 1 ? mistakes[1..] : []);
    }

    /// <summary>The format that was asked for.</summary>
    public static string FormatOf(ToolCommand command, ParseResult arguments, CommonOptions options)
    {
        if (arguments.GetValue(options.Format) is not { } word) return command.Formats[0];
        if (command.Formats.Contains(word, StringComparer.Ordinal)) return word;
        var all = command.Formats.Select(format => $"`{format}`").ToList();
        throw FoundationErrors.Usage.Error(
            $"`--format` is {(all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} or {all[^1]}")}, not `{Secret.Hidden(word)}`.",
            "Invalid command line; nothing was done.",
            $"Run `{PathOf(arguments.CommandResult)} --help` for the accepted arguments.");
    }

    /// <summary>The words that lead to a command, without the tool's own name.</summary>
    public static IReadOnlyList<string> WordsOf(CommandResult command) =>
        command.Parent is CommandResult parent ? [.. WordsOf(parent), command.Command.Name] : [];

    private static string PathOf(CommandResult command) => string.Join(' ', [Tool.Name, .. WordsOf(command)]);

    private static string Unknown(string token, CommandResult at, bool isNearSecret)
    {
        // An unquoted password that contains a space arrives as two words.
        var shown = isNearSecret && !Secret.IsSuspect(token) && !token.StartsWith('-') ? "..." : Secret.Hidden(token);
        if (token.StartsWith('-') && token.Length > 1)
        {
            var name = token.Split('=', ':')[0];
            return $"Unknown option `{Secret.Hidden(name)}`{Spelling.End(name, OptionsOf(at))}";
        }

        var commands = at.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToArray();
        return commands.Length > 0
            ? $"Unknown command `{shown}`{Spelling.End(token, commands)}"
            : $"Unexpected argument `{shown}`.";
    }

    // The parser names the command and not the argument.
    private static string? Missing(ParseError error) =>
        error.SymbolResult is ArgumentResult { Parent: CommandResult, Tokens.Count: 0, Argument: { Arity.MinimumNumberOfValues: > 0, Name: var name } }
            ? $"Missing argument `{name}`." : null;

    // The parser names the type.
    private static string? NoNumber(ParseError error)
    {
        var result = error.SymbolResult as OptionResult ?? (error.SymbolResult as ArgumentResult)?.Parent as OptionResult;
        return result is { Tokens: [{ Value: var value }], Option: var option } && error.Message.Contains("expected type", StringComparison.Ordinal)
            && (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) == typeof(int)
            ? $"`{option.Name}` must be a whole number, not `{Secret.Hidden(value)}`." : null;
    }

    private static string Safe(string message, ParseResult arguments)
    {
        var text = message.ReplaceLineEndings(" ").TrimEnd();
        return arguments.Tokens.Select(t => t.Value).Where(Secret.IsSuspect)
            .Aggregate(text, (said, value) => said.Replace(value, Secret.Hidden(value), StringComparison.Ordinal));
    }

    private static string[] OptionsOf(CommandResult at)
    {
        List<string> names = [.. at.Command.Options.Where(option => !option.Hidden).Select(option => option.Name)];
        for (var parent = at.Parent; parent is CommandResult { Command: var above }; parent = parent.Parent)
        {
            names.AddRange(above.Options.Where(option => option is { Recursive: true, Hidden: false }).Select(option => option.Name));
        }

        return [.. names];
    }
}
