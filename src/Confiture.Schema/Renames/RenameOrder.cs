namespace Confiture.Schema;

/// <summary>
/// Says which renames are still to be made. That the wanted name exists does not mean that a rename has happened: it has when the old name is gone, or
/// when it is there for something else.
/// </summary>
/// <typeparam name="T">A rename.</typeparam>
/// <typeparam name="TName">What tells names apart.</typeparam>
/// <param name="wanted">The renames whose old names are there.</param>
/// <param name="old">The old name of one.</param>
/// <param name="new">Its new name.</param>
internal sealed class RenameOrder<T, TName>(IReadOnlyList<T> wanted, Func<T, TName> old, Func<T, TName> @new)
    where T : class
    where TName : notnull
{
    /// <summary>True for a name that something has.</summary>
    internal required Func<TName, bool> IsHeld { get; init; }

    /// <summary>True for a name that something is to have.</summary>
    internal required Func<TName, bool> IsWanted { get; init; }

    /// <summary>Judges a circle, in which all names are held before and after:
    /// true when what is there is nearer to what is wanted once the names have moved on.</summary>
    internal required Func<IReadOnlyList<T>, bool> IsCircleOpen { get; init; }

    /// <summary>The renames that have not happened.</summary>
    internal IReadOnlyList<T> Open => [.. wanted.Where(w => IsOpen(w, []))];

    private bool IsOpen(T rename, List<T> path)
    {
        if (!IsHeld(@new(rename)) || !IsWanted(old(rename))) return true;
        // The old name is wanted too. Only who is to have it can say whether it is free for that.
        path.Add(rename);
        var next = wanted.FirstOrDefault(w => @new(w).Equals(old(rename)));
        return next is not null && (path.Contains(next) ? IsCircleOpen(path) : IsOpen(next, path));
    }
}
