using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Confiture.Schema;

/// <summary>Everything that a database's schema consists of, at one instant.</summary>
public sealed class DatabaseSchema
{
    // Characters: each call of the hash costs as much as a hundred of them.
    private const int HashedAtOnce = 32 * 1024;
    private readonly Lazy<Dictionary<ObjectId, SchemaObject>> byId;
    private readonly Lazy<string> fingerprint;
    private readonly Lazy<BodyUses> bodies;

    internal DatabaseSchema(int serverVersion, string tablespace, string? self, IReadOnlyList<List<SchemaObject>> kinds, IReadOnlyList<UnknownObject> unknown)
    {
        ServerVersion = serverVersion;
        Tablespace = tablespace;
        Self = self;
        Objects = Sorted(kinds);
        byId = new(() => Objects.ToDictionary(o => o.Id));
        UnknownObjects = unknown;
        Unknown = [.. unknown.Select(u => u.ToString()).Order(StringComparer.Ordinal)];
        fingerprint = new(Hash);
        bodies = new(() => new(Objects));
    }

    /// <summary>The server's version as PostgreSQL counts: 150009 is 15.9.</summary>
    public int ServerVersion { get; }

    /// <summary>The objects, in the order of their ids.</summary>
    public IReadOnlyList<SchemaObject> Objects { get; }

    /// <summary>What the database holds and the model does not know, by name.
    /// It cannot be written, so plans refuse to pass over it where two schemas do not have it alike.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>SHA-256 over all objects and attributes, as hexadecimal: two schemas with one fingerprint do not differ.</summary>
    public string Fingerprint => fingerprint.Value;

    /// <summary>The object with an id, or null.</summary>
    public SchemaObject? Find(ObjectId id) => byId.Value.GetValueOrDefault(id);

    /// <summary>What the model does not know and two schemas do not have alike, as far as that can be read.</summary>
    /// <param name="other">The other schema.</param>
    public IReadOnlyList<string> UnknownUnlike(DatabaseSchema other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. UnknownObjects.Except(other.UnknownObjects).Union(other.UnknownObjects.Except(UnknownObjects))
            .Select(u => u.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>What the text of a routine's body names, and so no <see cref="SchemaObject.DependsOn"/> holds:
    /// in SQL and PL/pgSQL, as far as it is written out. It is read when it is first asked for.</summary>
    /// <param name="routine">A routine of this schema.</param>
    public IReadOnlyList<SchemaObject> UsedInBody(SchemaObject routine) => Bodies.Of(routine).Objects;

    internal IReadOnlyList<UnknownObject> UnknownObjects { get; }

    /// <summary>This schema with what another one has and no copy of that one can hold: subscriptions, and what the model does not know.</summary>
    internal DatabaseSchema WithWhatIsNeverCopied(DatabaseSchema original) =>
        new(ServerVersion, Tablespace, Self, [.. Objects.Concat(original.Objects.Where(o => !o.Kind.CanBeMade && Find(o.Id) is null)).GroupBy(o => o.Kind)
            .Select(kind => kind.ToList())], original.UnknownObjects) { Casts = Casts };

    /// <summary>The tablespace of what names none, as SQL.</summary>
    internal string Tablespace { get; }

    /// <summary>The role that owns what has no particular owner; null when every owner is named.</summary>
    public string? Self { get; }

    /// <summary>Which type can be made into which, by name, and whether the server does so by itself when a value is assigned.</summary>
    internal IReadOnlyDictionary<(string From, string To), bool> Casts { get; init; } = new Dictionary<(string, string), bool>();

    internal BodyUses Bodies => bodies.Value;

    /// <summary>
    /// This schema as far as files speak of it: settings of the database, and of roles in it, that the files do not name belong to whoever runs the
    /// server.
    /// </summary>
    /// <param name="files">What was built from the files.</param>
    public DatabaseSchema AsSeenBy(DatabaseSchema files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var kept = Objects.Where(item => item.Kind.Narrow(item, files.Find(item.Id)));
        return new(ServerVersion, Tablespace, Self, [.. kept.GroupBy(item => item.Id.Kind, StringComparer.Ordinal).Select(kind => kind.ToList())],
            UnknownObjects) { Casts = Casts };
    }

    internal SchemaObject? Find(string kind, string address) => Find(new(kind, address));

    // Within a kind the address alone decides.
    private static SchemaObject[] Sorted(IReadOnlyList<List<SchemaObject>> kinds)
    {
        var all = new SchemaObject[kinds.Sum(kind => kind.Count)];
        var start = 0;
        foreach (var kind in kinds.OrderBy(kind => kind[0].Id.Kind, StringComparer.Ordinal))
        {
            kind.CopyTo(all, start);
            all.AsSpan(start, kind.Count).Sort(static (x, y) => string.CompareOrdinal(x.Id.Address, y.Id.Address));
            start += kind.Count;
        }

        return all;
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new StringBuilder();
        foreach (var item in Objects)
        {
            item.AddTo(text);
            if (text.Length > HashedAtOnce) Flush();
        }

        Flush();
        return Convert.ToHexStringLower(hash.GetCurrentHash());

        void Flush()
        {
            foreach (var chunk in text.GetChunks()) hash.AppendData(MemoryMarshal.AsBytes(chunk.Span));
            text.Clear();
        }
    }
}
