namespace Confiture.Migrations;

/// <summary>Finds the migrations here that correspond to what another tool has applied.</summary>
/// <param name="migrations">The migrations here, by version.</param>
/// <param name="converted">Those that were made from the other tool's files.</param>
internal sealed class Correspondence(IReadOnlyList<Migration> migrations, IReadOnlyList<ConvertedMigration> converted)
{
    /// <summary>The migrations of an entry; several when it stands for all up to its version.</summary>
    public IReadOnlyList<Migration> Of(OlderEntry entry)
    {
        if (entry is { IsThrough: true, Version: { } last }) return [.. Through(last)];
        return Exactly(entry) is { } one ? [one] : [];
    }

    /// <summary>Whether there is a migration of just the version that an entry names; also true where there are none at all.</summary>
    public bool Reaches(OlderEntry entry) => converted.Count > 0
        ? converted.Any(c => OlderVersion.AreSame(c.Origin.Version, entry.Version))
        : migrations.Count == 0 || migrations.Any(m => m.Version == OlderVersion.Padded(entry.Version));

    /// <summary>The converted file of a migration.</summary>
    public OlderFile? FileOf(Migration migration) => converted.FirstOrDefault(c => c.Migration.Version == migration.Version)?.Origin;

    private IEnumerable<Migration> Through(string last) => converted.Count > 0
        ? converted.Where(c => OlderVersion.Compare(c.Origin.Version ?? "0", last) <= 0).Select(c => c.Migration)
        : OlderVersion.Padded(last) is { } padded
            ? migrations.Where(m => string.CompareOrdinal(m.Version, padded) <= 0)
            : [];

    // By position, the name holds the old version too; otherwise the version is the number, and names must not contradict it.
    private Migration? Exactly(OlderEntry entry)
    {
        if (entry.Name is { } name)
        {
            var full = OlderVersion.NameOf(entry.Version, name);
            if (migrations.Where(m => m.Name == full).Take(2).ToList() is [var one]) return one;
        }

        if (OlderVersion.Padded(entry.Version) is not { } version) return null;
        var isMoment = entry.Version == version;
        // Of migrations of one moment, the later ones have the next versions.
        while (migrations.FirstOrDefault(m => m.Version == version) is { } there)
        {
            if (entry.Name is null || there.Name == OlderVersion.NameOf(entry.Name)) return there;
            if (!isMoment) return null;
            version = OlderVersion.Next(version);
        }

        return null;
    }
}
