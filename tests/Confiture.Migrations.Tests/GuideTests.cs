using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Confiture.Migrations.Tests;

/// <summary>The documentation is run and compared with the tool.</summary>
public sealed class GuideTests(SharedServer shared)
{
    [Fact]
    public async Task The_guide_to_migrations_runs_as_it_is_written()
    {
        using var project = shared.NewProjectWithoutDatabase();
        await RunAsync(project, "migrations.md", atLeast: 5);
        Assert.Equal(1, await project.ScalarAsync<long>("select count(*) from information_schema.columns where table_name = 'users' and column_name = 'bio'"));
        // The schema files, which the guide changes too, lead to the same columns.
        using var rebuilt = new Project(shared.Server.SocketUrl(project.Url.Database + "_rebuilt"));
        await new DatabaseBuild(rebuilt.Url, project.Set, new())
            .RunAsync(Confiture.Schema.SchemaSource.Load(new(Path.Combine(project.Root, "db/schema"))), Project.Never);
        const string columns = "select string_agg(column_name || ' ' || data_type, ', ' order by ordinal_position) from information_schema.columns "
            + "where table_name = 'users'";
        Assert.Equal(await project.ScalarAsync<string>(columns), await rebuilt.ScalarAsync<string>(columns));
    }

    [Fact]
    public async Task The_guide_to_seeds_runs_as_it_is_written()
    {
        using var project = shared.NewProjectWithoutDatabase();
        await RunAsync(project, "seeds.md", atLeast: 5);
        await project.SucceedsAsync("build", "--drop", "--confirm", project.Url.Database);
        Assert.Equal(50, await project.ScalarAsync<long>("select count(*) from orders join users u on u.id = user_id where u.name in ('Ada', 'Grace')"));
    }

    [Fact]
    public async Task The_guide_to_adopting_runs_as_it_is_written()
    {
        using var project = await shared.NewProjectAsync();
        await RunAsync(project, "adopting.md", atLeast: 2);
        Assert.Equal("20240101120000 20240102120000", await project.LedgerAsync());
        Assert.Equal(1, await project.ScalarAsync<long>("select count(*) from pg_indexes where indexname = 'users_name'"));
    }

    [Fact]
    public async Task The_guide_to_many_databases_runs_as_it_is_written()
    {
        using var project = await shared.NewProjectAsync();
        await RunAsync(project, "many-databases.md", atLeast: 4);
        using var tenant = new Project(project.Url.WithDatabase("tenant_acme"));
        Assert.Equal("users", await tenant.TablesAsync());
    }

    private static async Task RunAsync(Project project, string name, int atLeast)
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Cli.RepositoryRoot, "docs/guides", name));
        var blocks = Regex.Matches(guide, "^```sh\n(?<block>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)
            .Select(m => m.Groups["block"].Value).ToList();
        Assert.True(blocks.Count >= atLeast, $"The guide has {blocks.Count} blocks.");
        var info = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c",
            string.Concat(blocks)]) { WorkingDirectory = project.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["PATH"] = $"{Path.GetDirectoryName(Cli.Program)}:{Environment.GetEnvironmentVariable("PATH")}";
        info.Environment["DATABASE_URL"] = project.Url.ToSecretString();
        using var bash = Process.Start(info)!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, await output + await errors);
    }
}
