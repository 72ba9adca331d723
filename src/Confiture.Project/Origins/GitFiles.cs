using Confiture.Schema;

namespace Confiture.Project;

/// <summary>DDL files as a commit holds them, without touching the working tree or its index.</summary>
internal static class GitFiles
{
    /// <summary>Reads the directories as they are in the commit.</summary>
    internal static async Task<SchemaSource> LoadAsync(SchemaOrigin.GitReference origin, CancellationToken cancellation)
    {
        using var tree = await GitTree.ExportAsync(origin.Reference, [.. origin.Files.Paths], cancellation);
        return SchemaSource.Load(origin.Files.Moved(tree.PathOf), path => $"{origin.Name}:{tree.NameOf(path)}");
    }
}
