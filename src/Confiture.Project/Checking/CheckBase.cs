using Confiture.Migrations;
using Confiture.Schema;

namespace Confiture.Project;

/// <summary>The files of the commit that a working tree is compared with: where its branch began.</summary>
internal sealed class CheckBase : IDisposable
{
    private readonly ConfitureEnvironment environment;
    private readonly GitTree tree;

    private CheckBase(ConfitureEnvironment environment, GitTree tree, string name) => (this.environment, this.tree, Name) = (environment, tree, name);

    /// <summary>The commit, in words.</summary>
    internal string Name { get; }

    /// <summary>The newest version that the base has by now; what its branch has got meanwhile counts.</summary>
    internal string? Newest { get; private init; }

    internal MigrationSet Migrations { get; private init; } = MigrationSet.None(string.Empty);

    internal static async Task<CheckBase> OpenAsync(ConfitureEnvironment environment, string reference, CancellationToken cancellation)
    {
        var directory = environment.MigrationsDirectory;
        var tip = (reference.StartsWith('-') ? null
            : await GitTree.AskAsync(directory, cancellation, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{reference}^{{commit}}"))
            ?? throw CheckErrors.Missing(reference, environment.Root);
        // A shallow clone does not know where the branch began.
        var start = await GitTree.AskAsync(directory, cancellation, "merge-base", tip, "HEAD") ?? tip;
        using var newer = start == tip ? null : await GitTree.ExportAsync(tip, [directory], cancellation);
        var tree = await GitTree.ExportAsync(start, [.. environment.SchemaFiles.Paths, directory], cancellation);
        try
        {
            var migrations = SetIn(tree, directory);
            var newest = (newer is null ? migrations : SetIn(newer, directory)).Migrations;
            return new(environment, tree, $"{reference} ({start[..Math.Min(start.Length, 10)]})")
            {
                Migrations = migrations, Newest = newest.Count == 0 ? null : newest[^1].Version,
            };
        }
        catch
        {
            tree.Dispose();
            throw;
        }
    }

    /// <summary>The DDL files; null when it has none.</summary>
    internal SchemaSource? Source()
    {
        var files = environment.SchemaFiles.Moved(tree.PathOf);
        files = files with { Directories = [.. files.Directories.Select(d => d with { IsOptional = true })] };
        return files.Find().Count == 0 ? null : SchemaSource.Load(files, path => $"git:{tree.NameOf(path)}").InOrder(environment.BuildsStrictly);
    }

    /// <summary>Whether a file of the working tree is not the same there.</summary>
    internal bool HasChanged(string file) =>
        tree.PathOf(file) is var copy && (!File.Exists(copy) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(copy)));

    /// <summary>Whether the DDL files are not the same there, or not the same ones.</summary>
    internal bool HasOtherSchema(IReadOnlyList<string> files) => files.Any(HasChanged)
        || environment.SchemaFiles.Moved(tree.PathOf) is var then
            && (then with { Directories = [.. then.Directories.Select(d => d with { IsOptional = true })] }).Find().Count != files.Count;

    public void Dispose() => tree.Dispose();

    private static MigrationSet SetIn(GitTree tree, string directory) =>
        Directory.Exists(tree.PathOf(directory)) ? MigrationSet.Load(tree.PathOf(directory)) : MigrationSet.None(directory);
}
