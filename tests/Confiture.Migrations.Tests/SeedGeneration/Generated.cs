using Confiture.Project;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>Rows that are generated in a database with a schema, and loaded into another one with the same schema.</summary>
internal sealed class Generated : IDisposable
{
    private readonly Project loaded;

    private Generated(string text, GeneratedSeed seed, Project loaded) => (Text, Seed, this.loaded) = (text, seed, loaded);

    public string Text { get; }

    public GeneratedSeed Seed { get; }

    public static async Task<Generated> OfAsync(SharedServer shared, string schema, string table, long count, int seed = 1)
    {
        var text = await TextAsync(shared, schema, table, count, seed);
        var other = await shared.NewProjectAsync();
        await RunAsync(other, schema);
        await RunAsync(other, text.Text);
        return new(text.Text, text.Seed, other);
    }

    public static async Task<(string Text, GeneratedSeed Seed)> TextAsync(SharedServer shared, string schema, string table, long count, int seed = 1)
    {
        using var scratch = await shared.NewProjectAsync();
        await RunAsync(scratch, schema);
        await using var text = new StringWriter { NewLine = "\n" };
        var generated = await new SeedGenerator(scratch.Url).WriteAsync(new(QualifiedName.Parse(table), count, seed), text, static _ => { }, Project.Never);
        return (text.ToString(), generated);
    }

    public static Task<ToolException> FailsAsync(SharedServer shared, string schema, string table, long count) =>
        Assert.ThrowsAsync<ToolException>(() => TextAsync(shared, schema, table, count));

    public Task<T?> ScalarAsync<T>(string sql) => loaded.ScalarAsync<T>(sql);

    public Task<long> CountAsync(string from) => loaded.ScalarAsync<long>($"select count(*) from {from}");

    public void Dispose() => loaded.Dispose();

    // As psql does: each statement in a transaction of its own.
    private static async Task RunAsync(Project project, string sql)
    {
        await using var database = await project.OpenAsync();
        foreach (var statement in SqlScript.Parse("seed", sql).Statements) await database.ExecuteAsync(statement.Text, Project.Never);
    }
}
