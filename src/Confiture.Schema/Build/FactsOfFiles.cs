using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Schema;

/// <summary>
/// What SQL files say of schemas and extensions, and what they leave to the database that they run on. A database in which somebody else has made the
/// extensions is not to be told the version that a temporary server happens to have.
/// </summary>
public sealed class FactsOfFiles
{
    private const int Head = 80;
    private static readonly string[] Words = ["CREATE", "ALTER", "COMMENT", "GRANT", "REVOKE"];
    private readonly HashSet<string> sharedSchemas = new(StringComparer.Ordinal);
    private readonly HashSet<string> sharedExtensions = new(StringComparer.Ordinal);
    private readonly HashSet<string> ownedSchemas = new(StringComparer.Ordinal);
    private readonly HashSet<string> grantedSchemas = new(StringComparer.Ordinal);
    private readonly HashSet<string> commentedSchemas = new(StringComparer.Ordinal);
    private readonly HashSet<string> commentedExtensions = new(StringComparer.Ordinal);
    private readonly HashSet<string> namedOwners = new(StringComparer.Ordinal);
    private readonly HashSet<string> namedVersions = new(StringComparer.Ordinal);

    private FactsOfFiles()
    {
    }

    /// <summary>Reads what files say.</summary>
    /// <param name="scripts">The files.</param>
    public static FactsOfFiles In(IEnumerable<SqlScript> scripts)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        var facts = new FactsOfFiles();
        foreach (var script in scripts)
        {
            foreach (var statement in script.Statements.Where(MayTell)) facts.Add(SqlSyntax.Parse(script, statement));
        }

        return facts;
    }

    /// <summary>Whether a schema may be somebody else's: the files make it only where it is missing, and name no owner.</summary>
    internal bool IsShared(string schema) => sharedSchemas.Contains(schema) && !ownedSchemas.Contains(schema);

    /// <summary>Whether an extension is made only where it is missing.</summary>
    internal bool IsSharedExtension(string name) => sharedExtensions.Contains(name);

    /// <summary>Whether the files say who may do what with a schema.</summary>
    internal bool Grants(string schema) => grantedSchemas.Contains(schema);

    /// <summary>Whether the files comment on a schema.</summary>
    internal bool Comments(string schema) => commentedSchemas.Contains(schema);

    /// <summary>Whether the files comment on an extension, which has a comment of its own.</summary>
    internal bool CommentsExtension(string name) => commentedExtensions.Contains(name);

    /// <summary>Whether the files want a certain version of an extension.</summary>
    internal bool NamesVersion(string extension) => namedVersions.Contains(extension);

    /// <summary>The roles that the files name as owners, or whose default privileges they set: each of these is itself, and not whoever builds.</summary>
    internal IReadOnlyCollection<string> NamedOwners => namedOwners;

    // The tree of every statement would cost more than the build.
    private static bool MayTell(SqlStatement statement) => Words.Contains(statement.Keyword)
        && (Says(statement, "EXTENSION") || Says(statement, "SCHEMA") || Says(statement, "OWNER") || Says(statement, "DEFAULT"));

    private static bool Says(SqlStatement statement, string word)
    {
        var part = statement.Keyword is "GRANT" or "REVOKE" ? statement.Length : Math.Min(Head, statement.Length);
        return statement.Text.AsSpan(0, part).Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private void Add(StatementNode node)
    {
        namedOwners.UnionWith(OwnersIn(node).Where(r => !r.IsKeyword).Select(r => r.Name));
        switch (node)
        {
            case CreateSchema schema:
                if ((schema.Name?.Text ?? schema.Authorization?.Name) is not { } name) break;
                if (schema.IfNotExists) sharedSchemas.Add(name);
                if (schema.Authorization is not null) ownedSchemas.Add(name);
                break;
            case CreateExtension extension:
                if (extension.IfNotExists) sharedExtensions.Add(extension.Name.Text);
                if (extension.Version is not null) namedVersions.Add(extension.Name.Text);
                break;
            case UpdateExtension { Version: not null } update:
                namedVersions.Add(update.Name.Text);
                break;
            case SetObjectOwner { Object: { Kind: ObjectKind.Schema } schema }:
                ownedSchemas.Add(schema.Name.Name);
                break;
            case Comment { Object: { Kind: ObjectKind.Schema } schema }:
                commentedSchemas.Add(schema.Name.Name);
                break;
            case Comment { Object: { Kind: ObjectKind.Extension } extension }:
                commentedExtensions.Add(extension.Name.Name);
                break;
            case GrantPrivileges { Kind: ObjectKind.Schema, AllInSchema: false } grant:
                grantedSchemas.UnionWith(grant.Objects.Select(o => o.Name.Name));
                break;
            default:
                break;
        }
    }

    private static IEnumerable<RoleName> OwnersIn(StatementNode node) => node switch
    {
        SetObjectOwner owned => [owned.NewOwner],
        AlterTable alter => alter.Actions.OfType<TableAction.ChangeOwner>().Select(a => a.Owner),
        CreateSchema { Authorization: { } owner } => [owner],
        AlterDefaultPrivileges privileges => privileges.ForRoles,
        _ => [],
    };
}
