namespace Confiture.Migrations;

/// <summary>What a role may do that wants to replace a database.</summary>
/// <param name="CreatesDatabases">Whether it may create databases.</param>
/// <param name="IsOwner">Whether it has the rights of the owner.</param>
/// <param name="Owner">The owner of the database.</param>
internal sealed record ReplacementRights(string Role, bool CreatesDatabases, bool IsOwner, string Owner)
{
    internal bool IsEnough => CreatesDatabases && IsOwner;
}
