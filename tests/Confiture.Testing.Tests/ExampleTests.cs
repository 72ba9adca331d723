using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Confiture.Testing.Tests;

/// <summary>The examples run, and the guide shows what is in them.</summary>
public sealed class ExampleTests(SharedServer shared)
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    // bin/Release/net10.0, as these tests.
    private static readonly string Output = Path.GetRelativePath(Path.Combine(Root, "tests/Confiture.Testing.Tests"), AppContext.BaseDirectory);

    [Fact]
    public async Task The_example_of_the_library_builds_migrates_and_reads()
    {
        await shared.ExecuteAsync("create database shop");
        var output = await RunAsync(
            "library/Example.Library", ["DATABASE_URL", shared.Server.TcpUrl("shop").ToSecretString()], Path.Combine(Root, "examples/library"));
        var lines = output.Split('\n');

        Assert.StartsWith("1 files, ", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            ["built shop", "rolled back 20260201000000_customer_country", "country backfill: 2 customers", "applied 20260201000000_customer_country"],
            lines[1..5]);
        Assert.StartsWith("20260101000000 customers by ", lines[5], StringComparison.Ordinal);
        Assert.Equal("current 20260201000000, 0 pending, 0 changed", lines[7]);
    }

    [Fact]
    public async Task The_example_of_testing_passes_on_a_server_that_is_there()
    {
        var output = await RunAsync("testing-xunit/Example.Testing", ["TEST_SERVER", shared.Url], "-noColor", "-noLogo");
        Assert.Contains("Total: 4, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_of_testing_passes_on_a_server_of_its_own()
    {
        var output = await RunAsync("testing-xunit/Example.Testing", ["CONFITURE_POSTGRES", SharedServer.Today], "-noColor", "-noLogo");
        Assert.Contains("Total: 4, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guide_shows_the_examples_as_they_are()
    {
        var guides = await File.ReadAllTextAsync(Path.Combine(Root, "docs/guides/library.md"))
            + await File.ReadAllTextAsync(Path.Combine(Root, "docs/guides/hooks.md"));
        string[] shown =
        [
            "library/CountryBackfill.cs", "library/Program.cs", "testing-xunit/Databases.cs", "testing-xunit/OrderTests.cs",
            "testing-xunit/PaidMigrationTests.cs",
        ];
        foreach (var file in shown)
            Assert.Contains($"```csharp\n{await File.ReadAllTextAsync(Path.Combine(Root, "examples", file))}```\n", guides, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string example, string[] variable, params string[] arguments)
    {
        var (folder, name) = (Path.GetDirectoryName(example)!, Path.GetFileName(example));
        var info = new ProcessStartInfo(Path.Combine(Root, "examples", folder, Output, name), arguments)
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        info.Environment[variable[0]] = variable[1];
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return output;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
