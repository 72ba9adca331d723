namespace Confiture.Migrations;

/// <summary>Prisma's files: a directory <c>VERSION_name</c> for each migration, with <c>migration.sql</c> in it.</summary>
internal static class PrismaFiles
{
    public static IReadOnlyList<OlderFile> Read(string directory, List<string> notes, List<string> problems)
    {
        List<OlderFile> files = [];
        foreach (var folder in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal))
        {
            var (up, down) = (Path.Combine(folder, "migration.sql"), Path.Combine(folder, "down.sql"));
            var name = Path.GetFileName(folder);
            var cut = name.IndexOf('_', StringComparison.Ordinal);
            if (!File.Exists(up) || cut < 1)
            {
                notes.Add($"{folder} is no migration of Prisma");
            }
            else if (OlderText.Read(up, problems) is { } text)
            {
                files.Add(new(up, name[..cut], name[(cut + 1)..], text, File.Exists(down) ? OlderText.Read(down, problems) : null)
                {
                    DownPath = down, Checksum = OlderText.Sha256(up),
                });
            }
        }

        return files;
    }
}
