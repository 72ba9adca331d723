using System.Collections;
using System.Collections.Immutable;
using Confiture.Sql;

namespace Confiture.Safety;

/// <summary>The locks that the statements of an open transaction hold. It never changes; a script of many statements shares what they have in common.</summary>
public sealed class LockSet : IReadOnlyCollection<ObjectLock>
{
    // Rules ask whether there are none, one or several.
    private const int Remembered = 3;
    private readonly ImmutableDictionary<QualifiedName, ObjectLock> locks;

    private LockSet(ImmutableDictionary<QualifiedName, ObjectLock> locks, ImmutableArray<ObjectLock> exclusive) => (this.locks, Exclusive) = (locks, exclusive);

    /// <summary>No locks.</summary>
    public static LockSet None { get; } = new(ImmutableDictionary<QualifiedName, ObjectLock>.Empty, []);

    /// <inheritdoc/>
    public int Count => locks.Count;

    /// <summary>The first few tables in use that are locked ACCESS EXCLUSIVE.</summary>
    internal ImmutableArray<ObjectLock> Exclusive { get; }

    /// <summary>The lock on an object, or null.</summary>
    /// <param name="name">The object, with its schema.</param>
    public ObjectLock? Find(QualifiedName name) => locks.GetValueOrDefault(name);

    /// <inheritdoc/>
    public IEnumerator<ObjectLock> GetEnumerator() => locks.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal LockSet With(IReadOnlyList<ObjectLock> more)
    {
        var (all, exclusive) = (locks, Exclusive);
        foreach (var item in more)
        {
            if (all.TryGetValue(item.Object, out var held) && held.Mode >= item.Mode) continue;
            all = all.SetItem(item.Object, item);
            if (exclusive.Length < Remembered && item is { IsNew: false, Mode: LockMode.AccessExclusive, Kind: Sql.Syntax.ObjectKind.Table })
                exclusive = exclusive.Add(item);
        }

        return new(all, exclusive);
    }
}
