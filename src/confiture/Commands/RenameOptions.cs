using System.CommandLine;
using Confiture.Schema;

namespace Confiture.Cli.Commands;

/// <summary>Which objects are renamed and which are not, for schemas without DDL files.</summary>
internal sealed class RenameOptions
{
    private readonly Option<string[]> renamed = new("--renamed")
    {
        Description = "Treat OLD as renamed to NEW and keep its data (repeatable)",
        HelpName = "OLD=NEW",
        AllowMultipleArgumentsPerToken = false,
    };
    private readonly Option<string[]> notRenamed = new("--not-renamed")
    {
        Description = "Treat OLD as dropped and NEW as created, however similar they are (repeatable)",
        HelpName = "OLD=NEW",
        AllowMultipleArgumentsPerToken = false,
    };

    public RenameOptions(Command command)
    {
        command.Add(renamed);
        command.Add(notRenamed);
    }

    /// <summary>Adds the options to the declarations in the files.</summary>
    public TransitionWish AddTo(TransitionWish wish, ParseResult arguments, DatabaseSchema from, DatabaseSchema to) => wish with
    {
        Renames = [.. wish.Renames, .. Read(renamed, arguments, from, to)],
        Denied = [.. wish.Denied, .. Read(notRenamed, arguments, from, to)],
    };

    /// <summary>Whether one of the options is given.</summary>
    public bool AreGiven(ParseResult arguments) => arguments.GetValue(renamed) is [_, ..] || arguments.GetValue(notRenamed) is [_, ..];

    private static IEnumerable<Rename> Read(Option<string[]> option, ParseResult arguments, DatabaseSchema from, DatabaseSchema to) =>
        (arguments.GetValue(option) ?? []).Select(text => GivenRenames.Read(text, option.Name, from, to));
}
