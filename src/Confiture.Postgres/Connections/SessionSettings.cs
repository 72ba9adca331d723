namespace Confiture.Postgres;

/// <summary>
/// The settings that decide what SQL means and how the server prints it. A server, a database or a role may have any of them, so every session that
/// reads, builds or migrates has the values of this one list: one file is one schema everywhere.
/// </summary>
public static class SessionSettings
{
    /// <summary>The schema of unqualified names in DDL files. Not <c>"$user"</c>: the same file would mean something else for another role.</summary>
    private const string BuildPath = "public";

    // Left as they are: search_path and statement_timeout of migrations, which a project sets on purpose for its database, and
    // default_transaction_read_only, which protects a database against writes.
    private static readonly (string Name, string Value)[] Meaning =
    [
        ("timezone", "UTC"),
        ("timezone_abbreviations", "Default"),
        ("datestyle", "ISO, MDY"),
        ("intervalstyle", "postgres"),
        ("bytea_output", "hex"),
        ("extra_float_digits", "3"),
        ("lc_monetary", "C"),
        ("lc_numeric", "C"),
        ("lc_time", "C"),
        ("standard_conforming_strings", "on"),
        ("backslash_quote", "safe_encoding"),
        ("array_nulls", "on"),
        ("transform_null_equals", "off"),
        ("xmloption", "content"),
        ("xmlbinary", "base64"),
        ("quote_all_identifiers", "off"),
        ("default_tablespace", ""),
        ("temp_tablespaces", ""),
        ("default_table_access_method", "heap"),
        ("default_toast_compression", "pglz"),
        ("check_function_bodies", "on"),
        ("row_security", "on"),
        ("default_transaction_isolation", "read committed"),
        ("default_transaction_deferrable", "off"),
    ];

    private static readonly (string Name, string Value)[] WithoutLimits =
    [
        ("statement_timeout", "0"),
        ("lock_timeout", "0"),
        ("idle_in_transaction_session_timeout", "0"),
    ];

    private static readonly (string Name, string Value)[] Reading =
    [
        // With no search path the server's functions print qualified names.
        ("search_path", ""),
        ("jit", "off"),
        // To start a process for a worker takes longer than the query.
        ("max_parallel_workers_per_gather", "0"),
        // The columns of a large schema are sorted in memory.
        ("work_mem", "64MB"),
    ];

    /// <summary>The statement that pins them for the rest of a session that migrates.</summary>
    public static string Pin { get; } = Statement(Meaning, isLocal: false);

    /// <summary>
    /// The statement that pins them for a transaction that builds from DDL files: names without a schema are of <c>public</c>, and no time limit of
    /// the role counts.
    /// </summary>
    public static string PinForBuilding { get; } = Statement([.. Meaning, .. WithoutLimits, ("search_path", BuildPath)], isLocal: true);

    /// <summary>The statement that pins them for a transaction that reads the catalogs.</summary>
    public static string PinForReading { get; } = Statement([.. Meaning, .. WithoutLimits, .. Reading], isLocal: true);

    private static string Statement(IEnumerable<(string Name, string Value)> settings, bool isLocal) =>
        $"select {string.Join(", ", settings.Select(s => $"set_config('{s.Name}', '{s.Value}', {(isLocal ? "true" : "false")})"))}";
}
