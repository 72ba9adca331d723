namespace Confiture.Safety;

/// <summary>Follows relations from one to the next. Each is visited once, however they refer to one another, and no call is nested in another.</summary>
internal static class Walk
{
    /// <summary>A relation and all that is reached from it: each before what follows from it.</summary>
    /// <param name="start">Where to begin.</param>
    /// <param name="next">What follows from a relation.</param>
    internal static List<Relation> From(Relation start, Func<Relation, IReadOnlyList<Relation>> next)
    {
        if (next(start) is []) return [start];
        List<Relation> found = [];
        HashSet<Relation> seen = [];
        Stack<Relation> open = new([start]);
        while (open.TryPop(out var relation))
        {
            if (!seen.Add(relation)) continue;
            found.Add(relation);
            var following = next(relation);
            for (var i = following.Count - 1; i >= 0; i--) open.Push(following[i]);
        }

        return found;
    }
}
