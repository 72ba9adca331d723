using System.Text;

namespace Confiture.Sql.Tests;

/// <summary>The files under corpus/, read byte for byte from the source tree.</summary>
internal static class Corpus
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string RepositoryRoot { get; } = FindRoot();

    public static string ProjectDirectory { get; } = Path.Combine(RepositoryRoot, "tests", "Confiture.Sql.Tests");

    public static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Path.Combine(ProjectDirectory, "corpus", folder), "*.sql").Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal);

    /// <summary>The text with its byte order mark, which File.ReadAllText would drop.</summary>
    public static string Read(string folder, string name) =>
        Strict.GetString(File.ReadAllBytes(Path.Combine(ProjectDirectory, "corpus", folder, name)));

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Fraisier.slnx")))
                return at.FullName;
        }

        throw new InvalidOperationException($"Fraisier.slnx is in no directory above {AppContext.BaseDirectory}.");
    }
}
