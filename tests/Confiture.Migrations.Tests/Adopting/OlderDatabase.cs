using Confiture.Sql;

namespace Confiture.Migrations.Tests;

/// <summary>A database as another migration tool left it, and the tool's files.</summary>
internal static class OlderDatabase
{
    private static string Root { get; } = Path.Combine(Cli.RepositoryRoot, "tests/Confiture.Migrations.Tests/Adopting");

    /// <summary>The tools whose migrations are SQL files.</summary>
    public static TheoryData<string> WithFiles => [.. Directory.EnumerateDirectories(Path.Combine(Root, "Files")).Select(d => Path.GetFileName(d)).Order()];

    /// <summary>All tools.</summary>
    public static TheoryData<string> All =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "Tables")).Select(d => Path.GetFileNameWithoutExtension(d)).Order()];

    public static string FilesOf(string tool) => Path.Combine(Root, "Files", tool);

    public static async Task<Project> NewAsync(SharedServer shared, string tool, string more = "")
    {
        var project = await shared.NewProjectAsync();
        project.Environment(more);
        await AddAsync(project, tool);
        return project;
    }

    public static Task AddAsync(Project project, string tool)
    {
        var script = SqlScript.Parse(tool, File.ReadAllText(Path.Combine(Root, "Tables", $"{tool}.sql")));
        return project.ExecuteAsync([.. script.Statements.Select(s => s.Text)]);
    }

    /// <summary>Everything in the database but the ledger and its neighbours: definitions, and the rows of all tables.</summary>
    public static async Task<string> StateAsync(Project project)
    {
        await using var database = await project.OpenAsync();
        var tables = await database.RowsAsync(
            "select oid::regclass::text from pg_class where relkind = 'r' and (relnamespace::regnamespace::text !~ '^(pg_|information)' "
                + "and relname !~ '^tb_confiture(_[a-z_]+)?$' or relnamespace::regnamespace::text = 'audit') order by 1",
            row => row.Text(0), Project.Never);
        List<string> state = [];
        foreach (var table in tables)
            state.Add($"{table}: {await database.ScalarAsync<string>($"select string_agg(t::text, ';' order by t::text) from {table} t", Project.Never)}");
        return string.Join('\n', state);
    }
}
