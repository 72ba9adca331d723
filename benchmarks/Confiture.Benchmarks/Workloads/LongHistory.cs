namespace Confiture.Benchmarks.Workloads;

/// <summary>The migrations of a project that has lived for years: a hundred tables, and ever more changes of what is there.</summary>
internal static class LongHistory
{
    private const int Tables = 100;

    /// <summary>Writes so many migrations into <c>db/migrations</c> below a directory.</summary>
    /// <returns>The up files, in order.</returns>
    public static IReadOnlyList<string> Write(string root, int count)
    {
        var directory = Directory.CreateDirectory(Path.Combine(root, "db/migrations")).FullName;
        List<string> files = [];
        for (var number = 0; number < count; number++)
        {
            files.Add(Path.Combine(directory, $"{20260101000000 + number}_step_{number}.up.sql"));
            File.WriteAllText(files[^1], Statement($"item_{number % Tables}", number / Tables) + ";\n");
        }

        return files;
    }

    // A table, and nine years of changing one's mind about it.
    private static string Statement(string table, int year) => year switch
    {
        0 => $"create table {table} (id bigint generated always as identity primary key, name text not null, created_at timestamptz not null default now())",
        1 => $"alter table {table} add column note text",
        2 => $"create index {table}_note on {table} (note)",
        3 => $"alter table {table} alter column note set default ''",
        4 => $"drop index {table}_note",
        5 => $"alter table {table} rename column note to remark",
        6 => $"alter table {table} add constraint {table}_remark check (length(remark) < 1000)",
        7 => $"create view {table}_recent as select id, name from {table} where created_at > now() - interval '1 day'",
        8 => $"drop view {table}_recent",
        _ => $"alter table {table} drop constraint {table}_remark",
    };
}
