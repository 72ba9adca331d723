using System.Collections.Concurrent;

namespace Confiture.Schema.Tests;

/// <summary>
/// Our own comparison is the judge where pg_dump cannot read the server. So the two are held against each other where both can: two databases
/// differ for the one when they differ for the other.
/// </summary>
internal static class Judges
{
    /// <summary>Kinds of which a difference was seen by both, with a pair in which nothing else differed.</summary>
    internal static ConcurrentDictionary<string, string> Seen { get; } = new(StringComparer.Ordinal);

    internal static void Agree(string file, SchemaState one, SchemaState other)
    {
        if (one.Dump is null || other.Dump is null) return;
        var (weSee, dumpSees) = (one.Schema.Fingerprint != other.Schema.Fingerprint, one.Dump != other.Dump);
        if (weSee && !dumpSees) Assert.Fail($"Only we see a difference: {string.Join("; ", SchemaDifference.Between(one.Schema, other.Schema))}");
        if (dumpSees && !weSee) Assert.Fail($"Only pg_dump sees a difference:\n{Dump.Difference(one.Dump, other.Dump)}");
        if (SchemaDifference.Between(one.Schema, other.Schema).Select(d => d.Id.Kind).Distinct(StringComparer.Ordinal).ToList() is [var kind])
            Seen.TryAdd(kind, file);
    }

    /// <summary>Who has no rights at all reads the same; what the server hides is named.</summary>
    internal static async Task StrangerSeesAsync(SchemaDatabase database, SchemaState state)
    {
        var seen = await database.ReadAsAsync(SchemaServer.Stranger);
        Assert.DoesNotContain(SchemaDifference.Between(state.Schema, seen), d => d is not ObjectDifference.Changed { Id.Kind: "user mapping",
            From.Name: var user } || !seen.Unknown.Any(u => u.Contains($"user mapping of {user} ", StringComparison.Ordinal)));
    }
}
