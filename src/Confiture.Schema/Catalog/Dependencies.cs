using System.Buffers.Binary;

namespace Confiture.Schema;

/// <summary>All dependencies of one sort, as the catalog has them: four columns side by side.</summary>
internal sealed record Dependencies(uint FromCatalog, uint ToCatalog, char Type, SentNumbers From, SentNumbers FromSub, SentNumbers To, SentNumbers ToSub)
{
    internal IEnumerable<(CatalogAddress From, CatalogAddress To)> All =>
        Enumerable.Range(0, From.Count)
            .Select(i => (new CatalogAddress(FromCatalog, From[i], (int)FromSub[i]), new CatalogAddress(ToCatalog, To[i], (int)ToSub[i])));
}

/// <summary>
/// Numbers of four bytes as <c>array_send</c> writes them: as most of them are never looked at, each is read when it is asked for. Source: array_send in
/// PostgreSQL's arrayfuncs.c: the number of dimensions, whether there are NULLs, the type, then length and lower bound of each dimension,
/// then the elements, each after its length.
/// </summary>
internal sealed class SentNumbers(byte[] sent)
{
    private const int Head = 5 * sizeof(int);
    private const int Element = 2 * sizeof(int);

    internal int Count => (sent.Length - Head) / Element;

    internal uint this[int index] => BinaryPrimitives.ReadUInt32BigEndian(sent.AsSpan(Head + (index * Element) + sizeof(int)));
}
