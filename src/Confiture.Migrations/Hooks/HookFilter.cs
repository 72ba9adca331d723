using System.IO.Enumeration;

namespace Confiture.Migrations;

/// <summary>The migrations that a hook runs for.</summary>
/// <param name="Verb">The direction; null for both.</param>
/// <param name="Names">A pattern with <c>*</c> and <c>?</c> for their names with versions, for example <c>*_add_orders*</c>; null for all.</param>
public sealed record HookFilter(MigrationVerb? Verb, string? Names)
{
    /// <summary>All migrations, up and down.</summary>
    public static readonly HookFilter All = new(null, null);

    /// <summary>Whether a migration is among them.</summary>
    public bool Allows(Migration migration, MigrationVerb verb)
    {
        ArgumentNullException.ThrowIfNull(migration);
        return (Verb is null || Verb == verb) && (Names is null || FileSystemName.MatchesSimpleExpression(Names, migration.ToString(), ignoreCase: false));
    }
}
