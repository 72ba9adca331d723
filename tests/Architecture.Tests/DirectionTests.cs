using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>Dependencies point one way: docs/architecture.md has the picture.</summary>
public sealed class DirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Foundation"] = [],
        ["Confiture.Sql"] = [],
        ["Confiture.Postgres"] = ["Foundation", "Confiture.Sql"],
        ["Confiture.Schema"] = ["Confiture.Postgres", "Confiture.Sql"],
        ["Confiture.Safety"] = ["Confiture.Schema"],
        ["Confiture.Migrations"] = ["Confiture.Safety"],
        ["Confiture.Project"] = ["Confiture.Migrations"],
        ["Confiture.Testing"] = ["Confiture.Project"],
        ["Confiture.RulesHost"] = ["Confiture.Safety"],
        ["Fraisier.Deployment"] = ["Confiture.Project"],
        ["Terminal"] = ["Foundation"],
        ["confiture"] = ["Confiture.Project", "Terminal"],
        ["fraisier"] = ["Fraisier.Deployment", "Terminal"],
    };

    private static readonly Dictionary<string, string> HomeOfPackage = new(StringComparer.Ordinal)
    {
        ["Bogus"] = "Confiture.Project",
        ["Microsoft.Extensions.FileSystemGlobbing"] = "Confiture.Schema",
        ["Npgsql"] = "Confiture.Postgres",
        ["Spectre.Console"] = "Terminal",
        ["System.CommandLine"] = "Terminal",
        ["YamlDotNet"] = "Foundation",
    };

    private static IReadOnlyList<ProjectFile> Sources { get; } = [.. Repository.Files(".csproj", "src").Select(ProjectFile.Load)];

    [Fact]
    public void Every_project_references_only_what_stands_below_it()
    {
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Sources.Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.All(Sources, project => Assert.Empty(project.Projects.Except(Allowed[project.Name])));
    }

    [Fact]
    public void Every_package_has_one_home() =>
        Assert.All(Sources,
            project => Assert.All(project.Packages, package => Assert.Equal((package, project.Name), (package, HomeOfPackage.GetValueOrDefault(package)))));

    [Fact]
    public void The_solution_holds_every_project()
    {
        var listed = XDocument.Load(Repository.PathOf("Fraisier.slnx")).Descendants("Project").Select(p => (string)p.Attribute("Path")!)
            .Order(StringComparer.Ordinal);
        // A project that the solution does not name is built in its default configuration, which is not the one that tests run.
        var present = Repository.Files(".csproj", "src", "tests", "benchmarks", "examples/library", "examples/testing-xunit");
        Assert.Equal(present.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void The_engine_names_no_product_that_it_drives()
    {
        string[] directories = [.. new[] { "Engine", "Plan", "Journal", "Lease" }.Select(name => "src/Fraisier.Deployment/" + name)];
        // This file alone chooses what the engine's parts are on this host.
        var files = Repository.Files(".cs", directories).Where(path => Path.GetFileName(path) != "LocalBackends.cs").ToList();
        Assert.NotEmpty(files);
        string[] products = ["systemctl", "systemd", "ssh", "nginx"];
        Assert.Empty(files.SelectMany(path => products.Where(word => Repository.Read(path).Contains(word, StringComparison.OrdinalIgnoreCase))
            .Select(word => $"{path} names {word}")));
    }
}
