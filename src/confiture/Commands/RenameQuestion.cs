using Confiture.Schema;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Asks whether something that goes and something like it that comes are one; refuses where nobody can answer.</summary>
internal sealed class RenameQuestion(Output output)
{
    public IReadOnlyList<Rename> Answer(IReadOnlyList<LookAlike> pairs)
    {
        if (!output.CanAsk) return TransitionWish.Refuse(pairs);
        List<Rename> renames = [];
        foreach (var pair in pairs)
        {
            var isRename = output.Confirm($"{pair}. Is that a rename, which keeps what it holds? (No: the old one is dropped.)");
            if (isRename) renames.Add(pair.AsRename);
            output.Hint($"To have this answer on record, write beside the new name: {(isRename ? pair.Declaration : pair.Denial)}");
        }

        return renames;
    }
}
