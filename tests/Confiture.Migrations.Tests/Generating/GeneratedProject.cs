namespace Confiture.Migrations.Tests;

/// <summary>Projects whose migrations are generated from their DDL files.</summary>
internal static class GeneratedProject
{
    /// <summary>A project whose database has a schema, by a first migration, and rows.</summary>
    internal static async Task<Project> MigratedAsync(this SharedServer shared, string schema, params string[] rows)
    {
        var project = await shared.NewProjectAsync();
        await project.MigrateAsync(schema);
        await project.ExecuteAsync(rows);
        return project;
    }

    /// <summary>Makes the first migration and applies it.</summary>
    internal static async Task MigrateAsync(this Project project, string schema)
    {
        project.Environment();
        project.Write("db/schema/all.sql", schema);
        var first = await project.CliAsync("migrate", "generate", "initial");
        Assert.True(first.Exit == 0, first.ToString());
        await project.UpAsync();
    }

    /// <summary>Generates what leads to another schema while the database is in use; the statements of all migrations but the first.</summary>
    internal static async Task<string> GenerateAsync(this Project project, string schema)
    {
        project.Write("db/schema/all.sql", schema);
        var result = await project.CliAsync("migrate", "generate", "next");
        Assert.True(result.Exit == 0, result.ToString());
        Assert.DoesNotContain("offline form", result.Errors);
        return string.Concat(project.Set.Migrations.Skip(1).Select(m => m.Up.Script.Text));
    }
}
