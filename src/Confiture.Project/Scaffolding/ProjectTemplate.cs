using System.Text.RegularExpressions;
using Confiture.Safety;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>One file of a new project.</summary>
/// <param name="Path">Its path, relative to the project's root.</param>
/// <param name="IsNew">True when it was written; false when one was there, which is kept.</param>
public sealed record TemplateFile(string Path, bool IsNew);

/// <summary>The files of a new project: a schema that builds, three environments and empty directories.
/// It contains no migration, because the schema is current.</summary>
public static partial class ProjectTemplate
{
    private const string Domains = """
        -- Shared objects: domains, types, functions. Files run in path order.

        create domain email_address as text
            constraint email_address_has_one_at check (value ~ '^[^@[:space:]]+@[^@[:space:]]+$');

        """;

    private const string Users = """
        -- One file per table. This directory always describes the current schema; migrations describe how it got there.

        create table users (
            id bigint generated always as identity primary key,
            email email_address not null unique,
            name text not null,
            created_at timestamptz not null default now(),
            deleted_at timestamptz
        );

        comment on table users is 'People who can sign in.';

        """;

    private const string ActiveUsers = """
        create view active_users as
            select id, email, name, created_at
            from users
            where deleted_at is null;

        """;

    private static readonly IReadOnlyList<(string Path, string Text)> Plain =
    [
        ("db/schema/00_common/domains.sql", Domains),
        ("db/schema/10_tables/users.sql", Users),
        ("db/schema/20_views/active_users.sql", ActiveUsers),
    ];

    private static readonly string[] EmptyDirectories = ["db/seeds/common", "db/seeds/development", "db/seeds/test", "db/migrations"];

    /// <summary>Writes every file that is not there yet.</summary>
    /// <param name="root">The project directory; created when missing. Its name becomes part of the database names.</param>
    /// <param name="profile">The conventions of the example; null for none.</param>
    /// <returns>All files of the template, in order.</returns>
    /// <exception cref="ToolException">A file cannot be written (<c>BASE-FIL-001</c>).</exception>
    public static IReadOnlyList<TemplateFile> Write(string root, LintProfile? profile = null)
    {
        try
        {
            return [.. Files(DatabaseName(root), profile).Select(file => new TemplateFile(file.Path, WriteNew(Path.Combine(root, file.Path), file.Text)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoundationErrors.FileNotWritable.Error($"The project in {root} cannot be written.", e.Message,
                "Make the directory writable, or choose another one, for example `confiture init ./new-project`.", e);
        }
    }

    private static IEnumerable<(string Path, string Text)> Files(string name, LintProfile? profile) =>
    [
        .. profile is null ? Plain : FraiseqlFiles.All,
        .. EmptyDirectories.Select(directory => ($"{directory}/.gitkeep", string.Empty)),
        ("db/environments/local.yaml", Environment(
            "local", $"${{DATABASE_URL:-postgresql://localhost/{name}_local}}", "Your own machine. Set DATABASE_URL to use another database.",
            profile, "seeds:\n  - db/seeds/common\n  - db/seeds/development\n")),
        ("db/environments/test.yaml", Environment(
            "test", $"${{TEST_DATABASE_URL:-postgresql://localhost/{name}_test}}",
            "Tests. A separate variable, so that tests never touch the database in DATABASE_URL.",
            profile)),
        ("db/environments/production.yaml", Environment(
            "production", "${DATABASE_URL}", "Production. Without DATABASE_URL every command refuses: production has no default.", profile,
            "protected: true\n")),
    ];

    private static string Environment(string name, string url, string comment, LintProfile? profile, string more = "") => $"""
        # {comment}
        name: {name}
        database_url: {url}
        include_dirs:
          - db/schema
        {(profile is { } given ? $"profile: {RulePage.WordOf(given)}\n" : string.Empty)}{more}migrations_dir: db/migrations
        migration:
          tracking_table: public.tb_confiture
          locking:
            timeout_ms: 30000

        """;

    private static bool WriteNew(string path, string text)
    {
        if (File.Exists(path)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew));
        writer.Write(text);
        return true;
    }

    private static string DatabaseName(string root)
    {
        var name = NotForNames().Replace(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))).ToLowerInvariant(), "_").Trim('_');
        // The server keeps 63 bytes of a name, and `_local` is appended.
        return name.Length switch { 0 => "app", > 50 => name[..50], _ => name };
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotForNames();
}
