using Confiture.Schema;

namespace Confiture.Project;

/// <summary>The files behind a schema, read before anything is built: what they say decides what counts in both schemas.</summary>
/// <param name="Source">The DDL files; null when the schema is not built from such.</param>
/// <param name="Facts">What the files say; null for a database in use.</param>
internal sealed record OriginFiles(SchemaSource? Source, FactsOfFiles? Facts)
{
    internal static async Task<OriginFiles> OfAsync(SchemaOrigin origin, ConfitureEnvironment environment, CancellationToken cancellation) => origin switch
    {
        SchemaOrigin.Live => new(null, null),
        SchemaOrigin.Migrations migrations => new(null, FactsOfFiles.In(migrations.Set.Migrations.Select(m => m.Up.Script))),
        SchemaOrigin.Directories directories => Of(SchemaSource.Load(directories.Files), environment),
        SchemaOrigin.SqlFile file => Of(SchemaSource.LoadFile(file.Path), environment),
        SchemaOrigin.GitReference reference => Of(await GitFiles.LoadAsync(reference, cancellation), environment),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static OriginFiles Of(SchemaSource source, ConfitureEnvironment environment) =>
        new(source.InOrder(environment.BuildsStrictly), FactsOfFiles.In(source.Scripts));
}
