using Foundation.Configuration;

namespace Confiture.Project;

/// <summary>Keys that environment files of the Python tool hold and that have no meaning here: each is named with what to use instead.</summary>
internal static class OlderKeys
{
    private const string Always = "always on";
    private const string Grants = "write grants into the DDL files; `confiture drift` compares them";

    private static readonly (string? Map, string Key, string Instead)[] All =
    [
        (null, "auto_backup", "take backups outside of migrations; `confiture migrate up` never drops what no file drops"),
        (null, "require_confirmation", "set `protected: true`"),
        (null, "superuser_dirs", "list the directories in `include_dirs` and build as a role with these privileges"),
        (null, "superuser_post_dirs", "list the directories in `include_dirs` and build as a role with these privileges"),
        (null, "infrastructure", "rules of `confiture lint` do not depend on replicas"),
        (null, "pggit", "use git"),
        (null, "seed", "put seed files into db/seeds/common and db/seeds/ENVIRONMENT"),
        (null, "ssh_tunnel", "open the tunnel with `ssh -L` and name its local port in the URL"),
        (null, "acls", Grants),
        (null, "ownership", "write owners into the DDL files; `confiture drift` compares them"),
        (null, "function_coverage", "`confiture drift` compares every function"),
        (null, "security_lint", "configure the rules under `lint`"),
        (null, "notifications", "not available yet"),
        (null, "apply_as", "pass another URL with --url"),
        ("build", "sort_mode", "files sort by the value of their numeric prefixes, decimal or hexadecimal"),
        ("build", "two_pass", "statements that need later ones are deferred; see `build.order`"),
        ("build", "validate_comments", Always),
        ("build", "separators", "`confiture build --output` names each file in a line comment"),
        ("build", "lint", "configure the rules under `lint`"),
        ("migration", "strict_mode", Always),
        ("migration", "view_helpers", "generated migrations recreate views themselves"),
        ("migration", "migration_generators", "`confiture migrate generate` compares the DDL files with the migrations"),
        ("migration", "snapshot_history", "migrations are replayed on a temporary server"),
        ("migration", "snapshots_dir", "migrations are replayed on a temporary server"),
        ("migration", "live_snapshot", "migrations are replayed on a temporary server"),
        ("migration", "rebuild_threshold", "none"),
        ("migration", "grant_dir", Grants),
        ("migration", "allow_unsafe_under_replication", "none"),
        ("migration.locking", "enabled", Always),
    ];

    /// <summary>Marks them as known, and says what to use instead of those that the file holds.</summary>
    internal static IReadOnlyList<string> Retire(ConfigurationMap root)
    {
        List<string> notes = [];
        foreach (var (name, key, instead) in All)
        {
            var map = name is null ? root : name.Split('.').Aggregate((ConfigurationMap?)root, (outer, inner) => outer?.OptionalMap(inner));
            if (map is null || !map.Has(key)) continue;
            map.Ignore(key);
            notes.Add($"`{(name is null ? key : $"{name}.{key}")}`: {instead}");
        }

        return notes;
    }
}
