using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Terminal;

namespace Architecture.Tests;

/// <summary>Describes a tool's commands in Markdown, from the command tree itself: a block for each command, and one for the options that many have.</summary>
/// <param name="tool">The tool's name.</param>
/// <param name="root">The tool's command tree.</param>
internal sealed partial class CommandReference(string tool, RootCommand root)
{
    // An option that so many commands have is described once.
    private const int Many = 5;
    private readonly IReadOnlyList<(string Path, ToolCommand Command)> commands = [.. CommandsOf(tool, root)];

    /// <summary>The blocks by their names, in the order of the command tree.</summary>
    public IReadOnlyList<(string Name, string Text)> Blocks =>
    [
        ("common options", CommonBlock()),
        .. commands.Select(c => (c.Path, BlockOf(c.Path, c.Command))),
    ];

    private IReadOnlyList<Option> Shared =>
    [
        .. commands.SelectMany(c => c.Command.Options.Where(o => !o.Hidden)).GroupBy(o => o.Name)
            .Where(g => g.Count() >= Many && g.Select(o => o.Description).Distinct().Count() == 1)
            .Select(g => g.First()),
    ];

    private string CommonBlock()
    {
        var common = new CommonOptions();
        var text = new StringBuilder("Every command has these options:\n\n");
        AddTable(text, [common.Format, common.Quiet, .. root.Options.OfType<HelpOption>()]);
        text.Append("\nThese options belong to several commands, which name them:\n\n");
        AddTable(text, Shared);
        text.Append($"\n`{tool} --version` and `-V` print the version.\n");
        return text.ToString();
    }

    private string BlockOf(string path, ToolCommand command)
    {
        var text = new StringBuilder($"{command.Description}.\n\n```\n");
        text.Append($"{string.Join(' ', command.Arguments.Select(WordOf).Prepend(path))} [OPTION]...\n```\n");
        if (command.Arguments.Count > 0) AddTable(text.Append('\n'), "argument", [.. command.Arguments.Select(RowOf)]);
        var shared = Shared.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var options = command.Options.Where(o => !o.Hidden).ToLookup(o => shared.Contains(o.Name));
        if (options[false].Any()) AddTable(text.Append('\n'), options[false]);
        if (options[true].Any()) text.Append($"\nShared options: {string.Join(", ", options[true].Select(o => $"`{o.Name}`"))}.\n");
        var standard = command.Formats.Count > 1 ? " (default)" : string.Empty;
        text.Append($"\nFormats: `{command.Formats[0]}`{standard}{string.Concat(command.Formats.Skip(1).Select(f => $", `{f}`"))}.\n");
        foreach (var (schema, condition) in SchemasOf(path)) text.Append(Described(schema, condition));
        return text.ToString();
    }

    // The description of a schema begins with the commands that write its documents.
    private static IEnumerable<(string File, string? Condition)> SchemasOf(string path)
    {
        foreach (var file in Repository.Files(".json", "docs/schemas"))
        {
            var writers = JsonDocument.Parse(Repository.Read(file)).RootElement.GetProperty("description").GetString()!.Split(';', ',')[0].Split(" and ");
            foreach (var writer in writers.Where(w => w == path || w.StartsWith(path + " --", StringComparison.Ordinal)))
                yield return (file, writer.Length > path.Length ? writer[(path.Length + 1)..] : null);
        }
    }

    private static string Described(string file, string? condition)
    {
        var schema = JsonDocument.Parse(Repository.Read(file)).RootElement;
        var members = schema.GetProperty("properties").EnumerateObject().Where(p => p.Name != "schema").Select(p => $"`{p.Name}`");
        var with = condition is null ? string.Empty : $" with `{condition}`";
        return $"\nJSON{with}: [`{schema.GetProperty("title").GetString()}`](../schemas/{Path.GetFileName(file)}) with {string.Join(", ", members)}.\n";
    }

    private static void AddTable(StringBuilder text, IEnumerable<Option> options) => AddTable(text, "option", [.. options.Select(RowOf)]);

    private static void AddTable(StringBuilder text, string kind, IReadOnlyList<(string Name, string Meaning, string Default)> rows)
    {
        var hasDefaults = rows.Any(r => r.Default.Length > 0);
        text.Append($"| {kind} | meaning |{(hasDefaults ? " default |" : string.Empty)}\n|---|---|{(hasDefaults ? "---|" : string.Empty)}\n");
        foreach (var row in rows) text.Append($"| {row.Name} | {row.Meaning} |{(hasDefaults ? $" {row.Default} |" : string.Empty)}\n");
    }

    private static (string, string, string) RowOf(Argument argument) =>
        RowOf($"`{argument.Name.ToUpperInvariant()}`", argument.Description, argument.HasDefaultValue ? argument.GetDefaultValue() : null);

    private static (string, string, string) RowOf(Option option)
    {
        var isSwitch = option.ValueType == typeof(bool) || option is HelpOption;
        var names = option.Aliases.Where(a => a[0] == '-' && a != "-?").Append(option.Name).Select(n => $"`{n}`").OrderBy(n => n.Length).ToList();
        if (!isSwitch) names[^1] = $"`{option.Name} {option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()}`";
        return RowOf(string.Join(", ", names), option.Description, !isSwitch && option.HasDefaultValue ? option.GetDefaultValue() : null);
    }

    // Where a default is no value but a rule, the description has it at its end.
    private static (string, string, string) RowOf(string name, string? description, object? value)
    {
        var match = DefaultInWords().Match(description ?? string.Empty);
        return (Cell(name), Cell(match.Success ? match.Groups["text"].Value : description), Cell(value is null ? match.Groups["default"].Value : $"`{value}`"));
    }

    private static string Cell(string? text) => text?.Replace("|", "\\|", StringComparison.Ordinal) ?? string.Empty;

    private static string WordOf(Argument argument)
    {
        var name = argument.Name.ToUpperInvariant();
        var one = argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
        return argument.Arity.MaximumNumberOfValues > 1 ? one + "..." : one;
    }

    private static IEnumerable<(string Path, ToolCommand Command)> CommandsOf(string path, Command parent)
    {
        foreach (var command in parent.Subcommands.Where(c => !c.Hidden))
        {
            if (command is ToolCommand own) yield return ($"{path} {command.Name}", own);
            foreach (var below in CommandsOf($"{path} {command.Name}", command)) yield return below;
        }
    }

    [GeneratedRegex(@"^(?<text>.*?)\s*\(default: (?<default>.*)\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex DefaultInWords();
}
