using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Schema;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>The source of a schema. The set of types is closed.</summary>
public abstract record SchemaOrigin
{
    private SchemaOrigin()
    {
    }

    /// <summary>Its name in messages.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>Directories of DDL files.</summary>
    /// <param name="Files">Which files.</param>
    public sealed record Directories(SchemaFiles Files) : SchemaOrigin
    {
        /// <inheritdoc/>
        public override string Name => string.Join(", ", Files.Paths.Select(Shown));
    }

    /// <summary>One file of DDL.</summary>
    /// <param name="Path">The file.</param>
    public sealed record SqlFile(string Path) : SchemaOrigin
    {
        /// <inheritdoc/>
        public override string Name => Shown(Path);
    }

    /// <summary>Directories of DDL files in a commit of a git repository.</summary>
    /// <param name="Reference">A branch, tag or hash.</param>
    /// <param name="Files">Which files, by their places in the working tree.</param>
    public sealed record GitReference(string Reference, SchemaFiles Files) : SchemaOrigin
    {
        /// <inheritdoc/>
        public override string Name => $"git:{Reference}";
    }

    /// <summary>A database that is in use; it is read and never changed.</summary>
    /// <param name="Url">The database.</param>
    /// <param name="Title">How messages call it: its environment, or its URL without a password.</param>
    public sealed record Live(DatabaseUrl Url, string Title) : SchemaOrigin
    {
        /// <inheritdoc/>
        public override string Name => Title;
    }

    /// <summary>All migrations applied to an empty database.</summary>
    /// <param name="Set">The migrations.</param>
    public sealed record Migrations(MigrationSet Set) : SchemaOrigin
    {
        /// <inheritdoc/>
        public override string Name => $"the {Counted.Of(Set.Migrations.Count, "migration")} in {Shown(Set.Directory)}";
    }

    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
