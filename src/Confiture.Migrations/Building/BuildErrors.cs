using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Migrations;

/// <summary>The errors of building databases as data.</summary>
public static class BuildErrors
{
    /// <summary>Replacing a database was not confirmed by its name.</summary>
    public static readonly ErrorCode Unconfirmed = new("CONF-BLD-001", ExitCode.Refused, "Replacing a database was not confirmed by its name");

    /// <summary>A database that is to be replaced has other sessions.</summary>
    public static readonly ErrorCode InUse = new("CONF-BLD-002", ExitCode.Refused, "The database to be replaced is in use");

    /// <summary>A database that is to be created exists.</summary>
    public static readonly ErrorCode Exists = new("CONF-BLD-003", ExitCode.Refused, "The database to be created already exists");

    /// <summary>A database cannot be created or replaced.</summary>
    public static readonly ErrorCode CannotCreate = new("CONF-BLD-004", ExitCode.Failed, "A database cannot be created or replaced");

    /// <summary>A database of the server itself, or a template, is not replaced.</summary>
    public static readonly ErrorCode OfServer = new("CONF-BLD-005", ExitCode.Refused, "A system or template database is not replaced");

    /// <summary>A database with subscriptions cannot be replaced.</summary>
    public static readonly ErrorCode Subscribed = new("CONF-BLD-006", ExitCode.Refused, "A database with subscriptions is not replaced");

    /// <summary>The error of a name that was not typed, or not this one.</summary>
    /// <param name="typed">What was typed instead; null when nothing was.</param>
    public static ToolException NotConfirmed(string name, string? typed) => Unconfirmed.Error(
        typed is null ? $"Replacing {name} must be confirmed by its name." : $"'{typed}' is not the name of the database, {name}.",
        "Everything in it would be lost.",
        $"If this is the right database, pass --confirm {ShellWord.Of(name)}");

    /// <summary>The error of a build in a protected environment.</summary>
    public static ToolException IsProtected(string environment, string database) => Unconfirmed.Error(
        $"Environment {environment} is protected.", "Its file says `protected: true`, so nothing is built there by accident.",
        $"To build it all the same, pass --drop --confirm {ShellWord.Of(database)}; an existing database is then replaced.");

    internal static ToolException IsThere(DatabaseUrl url) => Exists.Error(
        $"{url} already exists.", "`--create` builds only a database that does not exist yet.",
        "Leave out --create to build an empty database, or use --drop to replace it.");

    internal static ToolException HasSubscriptions(DatabaseUrl url) => Subscribed.Error(
        $"{url.Database} receives changes by a subscription; nothing was built.",
        "A subscription belongs to its database: it would stay with the old one, which then could not be dropped.",
        $"Drop it first: `{url.Psql("select subname from pg_subscription")}` lists them, and DROP SUBSCRIPTION drops one.");

    internal static ToolException BelongsToServer(DatabaseUrl url) => OfServer.Error(
        $"{url.Database} is a system or template database.", "Programs and new databases of the whole server depend on it.",
        "Correct the name of the database in the URL, or the one that it has by default.");

    internal static ToolException Occupied(DatabaseUrl url, IReadOnlyList<string> sessions) => InUse.Error(
        $"{url} has {Counted.Of(sessions.Count, "other session")}.", "A database can be replaced only while nobody is connected to it.",
        "Stop these programs, or disconnect them with --force.").With(sessions);

    internal static ToolException TemplateBusy(string name, TimeSpan wait) => CannotCreate.Error(
        $"The template {name} has been in use by another build for {wait.TotalSeconds:0.#} s.", "One build at a time prepares a template.",
        "Wait for it, or build without a template: --no-template");

    internal static ToolException NotCreated(DatabaseUrl url, ServerException e) => PostgresErrors.DatabaseMissing.Error(
        $"The database {url.Database} does not exist and could not be created: {e.Server.Text} (SQLSTATE {e.SqlState}).",
        $"{url.User} tried to create it while connected to another database of the server.",
        $"As a user with that privilege, run `createdb -h {ShellWord.Of(url.Host)} -p {url.Port} --owner {ShellWord.Of(url.User)} -- "
            + $"{ShellWord.Of(url.Database)}`",
        e);

    internal static ToolException CannotReplace(DatabaseUrl url, ReplacementRights rights)
    {
        var (role, database) = (SqlIdentifier.Write(rights.Role), SqlIdentifier.Write(url.Database));
        List<string> missing =
        [
            .. rights.CreatesDatabases ? (string[])[] : [$"{role} has no CREATEDB"],
            .. rights.IsOwner ? (string[])[] : [$"{database} belongs to {SqlIdentifier.Write(rights.Owner)}"],
        ];
        List<string> statements =
        [
            .. rights.CreatesDatabases ? (string[])[] : [$"alter role {role} createdb"],
            .. rights.IsOwner ? (string[])[] : [$"alter database {database} owner to {role}"],
        ];
        return CannotCreate.Error(
            $"{url.User} cannot replace {url.Database}: {string.Join(", and ", missing)}. Nothing was changed.",
            "Replacing creates a database, for which a role needs CREATEDB, and renames the old one, which needs its owner.",
            $"As a superuser, run: {string.Join("; ", statements)};");
    }

    internal static ToolException Refused(DatabaseUrl url, string what, ServerException e) => CannotCreate.Error(
        $"{what}: {e.Server.Text} (SQLSTATE {e.SqlState}).", $"{url.User} tried it while connected to the database {url.Database}.",
        "Correct the cause; a role that creates databases needs CREATEDB, and one that replaces them must own them.", e);
}
