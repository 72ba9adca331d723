using Confiture.Schema;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>Asks whether a dropped object and a similar new one are a rename; refuses when there is no terminal.</summary>
internal sealed class RenameQuestion(Output output)
{
    private readonly Dictionary<string, Rename?> answers = new(StringComparer.Ordinal);

    /// <summary>Asks about each pair once, the most similar first; renamed objects are not asked about again.</summary>
    public IReadOnlyList<Rename> Answer(IReadOnlyList<LookAlike> pairs)
    {
        if (!output.CanAsk) return TransitionWish.Refuse(pairs);
        HashSet<string> taken = new(StringComparer.Ordinal);
        List<Rename> renames = [];
        foreach (var pair in pairs.Where(p => !taken.Contains(p.Dropped) && !taken.Contains(p.Created)))
        {
            if (Answer(pair) is not { } rename) continue;
            renames.Add(rename);
            taken.UnionWith([pair.Dropped, pair.Created]);
        }

        return renames;
    }

    private Rename? Answer(LookAlike pair)
    {
        if (answers.TryGetValue(pair.ToString(), out var known)) return known;
        var isRename = output.Confirm($"{pair}. Is this a rename, which keeps the data? (No: the old object is dropped.)");
        output.Hint($"To record this answer, write next to the new name: {(isRename ? pair.Declaration : pair.Denial)}");
        return answers[pair.ToString()] = isRename ? pair.AsRename : null;
    }
}
