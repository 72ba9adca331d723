using Foundation.Errors;

namespace Confiture.Postgres.Tests;

public sealed class TemporaryServerTests(SharedServer shared)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_disposed_server_leaves_no_process_no_file_and_no_shared_memory()
    {
        string directory;
        int postmaster;
        await using (var server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default, Never))
        {
            (directory, postmaster) = (World.OutsideOf(server), server.ProcessId);
            Assert.True(File.Exists(World.RecordOf(directory)));
            Assert.Contains(postmaster, World.ProcessesIn(directory));
            Assert.Contains(World.SharedMemory(), segment => segment.Creator == postmaster);
            await using var busy = await Database.OpenAsync(server.SocketUrl(), "tests", Never);
            _ = busy.ExecuteAsync("SELECT pg_sleep(60)", Never).ContinueWith(_ => { }, TaskScheduler.Default);
            await server.DisposeAsync();
            World.AssertNothingIsLeft(directory, postmaster);
        }

        World.AssertNothingIsLeft(directory, postmaster);
    }

    [Fact]
    public async Task Two_ways_lead_in_and_the_loopback_one_needs_the_random_password()
    {
        await using var server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default, Never);
        await using var socket = await Database.OpenAsync(server.SocketUrl(), "tests", Never);
        await using var tcp = await Database.OpenAsync(server.TcpUrl(), "tests", Never);
        Assert.Equal("127.0.0.1", await tcp.ScalarAsync<string>("SELECT host(inet_server_addr())", Never));
        Assert.Null(await socket.ScalarAsync<string>("SELECT host(inet_server_addr())", Never));
        Assert.Equal("127.0.0.1", await tcp.ScalarAsync<string>("SHOW listen_addresses", Never));
        // The server of another start has another password.
        var foreign = DatabaseUrl.Parse(
            shared.Server.TcpUrl().ToSecretString().Replace($":{shared.Server.TcpUrl().Port}/", $":{server.TcpUrl().Port}/", StringComparison.Ordinal), "test");
        var error = await Assert.ThrowsAsync<ToolException>(() => Database.OpenAsync(foreign, "tests", Never));
        Assert.Equal(PostgresErrors.AuthenticationFailed, error.Code);
    }

    [Fact]
    public async Task The_socket_is_for_its_owner_alone()
    {
        var url = shared.Server.SocketUrl();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(url.Host));
        Assert.True($"{url.Host}/.s.PGSQL.{url.Port}".Length < 107);
        Assert.NotEqual(0, await World.RunAsync("setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups", "psql", "-qXtA", "-h", url.Host, "-p",
            $"{url.Port}", "-U", "postgres", "-c", "select 1"));
        Assert.Equal(0, await World.RunAsync("psql", "-qXtA", "-h", url.Host, "-p", $"{url.Port}", "-U", "postgres", "-c", "select 1"));
    }

    [Fact]
    public async Task Databases_speak_UTF8_and_UTC_and_sort_by_code_point()
    {
        await using var database = await Database.OpenAsync(await shared.NewDatabaseAsync(), "tests", Never);
        Assert.Equal("UTF8", await database.ScalarAsync<string>("SHOW server_encoding", Never));
        Assert.Equal("UTC", await database.ScalarAsync<string>("SHOW timezone", Never));
        Assert.Equal("Z,a,é", await database.ScalarAsync<string>("SELECT string_agg(x, ',' ORDER BY x) FROM unnest(ARRAY['é', 'a', 'Z']) AS x", Never));
        Assert.Equal("É", await database.ScalarAsync<string>("SELECT upper('é')", Never));
    }

    [Fact]
    public async Task Templates_and_clones_carry_data_and_are_dropped_with_sessions_in_them()
    {
        var template = await shared.NewDatabaseAsync();
        await using (var database = await Database.OpenAsync(template, "tests", Never))
        {
            await database.ExecuteAsync("CREATE TABLE t AS SELECT generate_series(1, 1000) AS i", Never);
        }

        await shared.Server.MakeTemplateAsync(template.Database, Never);
        var urls = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => shared.Server.CloneAsync(template.Database, $"clone \"{i}\"", Never)));
        await using var clone = await Database.OpenAsync(urls[2], "tests", Never);
        Assert.Equal(1000, await clone.ScalarAsync<long>("SELECT count(*) FROM t", Never));
        await clone.ExecuteAsync("DELETE FROM t", Never);
        await using var other = await Database.OpenAsync(urls[3], "tests", Never);
        Assert.Equal(1000, await other.ScalarAsync<long>("SELECT count(*) FROM t", Never));
        foreach (var name in urls.Select(url => url.Database).Append(template.Database).Append("never was there"))
            await shared.Server.DropDatabaseAsync(name, Never);
        await using var admin = await Database.OpenAsync(shared.Server.SocketUrl(), "tests", Never);
        Assert.Equal(0,
            await admin.ScalarAsync<long>("SELECT count(*) FROM pg_database WHERE datname = $1 OR datname LIKE 'clone%'", Never, template.Database));
    }

    [Fact]
    public async Task Durability_and_settings_are_the_callers_choice()
    {
        var options = TemporaryServerOptions.Default with { Durable = true, Settings = new Dictionary<string,
            string> { ["wal_level"] = "logical", ["confiture.note"] = @"it's a \ path", ["timezone"] = "Asia/Tokyo" } };
        await using var server = await TemporaryServer.StartAsync(options, Never);
        await using var durable = await Database.OpenAsync(await server.CreateDatabaseAsync("d", Never), "tests", Never);
        await using var quick = await Database.OpenAsync(shared.Server.SocketUrl(), "tests", Never);
        string[] asked = ["fsync", "synchronous_commit", "wal_level", "timezone", "max_connections"];
        Assert.Equal(["on", "on", "logical", "Asia/Tokyo", "200"], await ShownAsync(durable, asked));
        Assert.Equal(["off", "off", "replica", "UTC", "200"], await ShownAsync(quick, asked));
        Assert.Equal([@"it's a \ path"], await ShownAsync(durable, "confiture.note"));
    }

    [Fact]
    public async Task Eight_servers_start_at_once_in_one_process()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TemporaryServer.StartAsync(TemporaryServerOptions.Default, Never)));
        Assert.Equal(8, servers.Select(server => server.SocketUrl().Port).Distinct().Count());
        foreach (var server in servers)
        {
            await using (var database = await Database.OpenAsync(server.TcpUrl(), "tests", Never))
                Assert.Equal(1, await database.ScalarAsync<int>("SELECT 1", Never));
            var (directory, postmaster) = (World.OutsideOf(server), server.ProcessId);
            await server.DisposeAsync();
            World.AssertNothingIsLeft(directory, postmaster);
        }
    }

    [Fact]
    public async Task Binaries_are_found_by_version_and_by_directory_and_what_is_missing_is_named()
    {
        var all = await PostgresBinaries.FindAllAsync(Never);
        var debian = all.Single(binaries => binaries.Directory == "/usr/lib/postgresql/15/bin");
        Assert.Equal(15, debian.Version.Major);
        Assert.Equal(debian, await PostgresBinaries.FindAsync("/usr/lib/postgresql/15/bin", Never));
        Assert.Equal(15, (await PostgresBinaries.FindAsync("15", Never)).Version.Major);
        foreach (var wish in (string[])["9", "/usr/bin", "fifteen"])
        {
            var error = await Assert.ThrowsAsync<ToolException>(() => PostgresBinaries.FindAsync(wish, Never));
            Assert.Equal(PostgresErrors.BinariesMissing, error.Code);
            Assert.Contains(wish, error.What, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_version_of_replaced_programs_is_asked_again()
    {
        var directory = Directory.CreateTempSubdirectory("confiture-programs-").FullName;
        foreach (var program in (string[])["initdb", "pg_ctl"]) Install(program, "0");
        foreach (var (printed, version) in ((string, Version)[])[("15.1", new(15, 1)), ("16.12", new(16, 12)), ("17beta2", new(17, 0))])
        {
            Install("postgres", printed);
            foreach (var _ in (string[])["asked", "remembered"]) Assert.Equal(version, (await PostgresBinaries.FindAsync(directory, Never)).Version);
        }

        Directory.Delete(directory, recursive: true);
        void Install(string name, string version)
        {
            var path = Path.Combine(directory, name);
            File.WriteAllText(path, $"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<List<string?>> ShownAsync(Database database, params string[] settings)
    {
        List<string?> shown = [];
        foreach (var setting in settings) shown.Add(await database.ScalarAsync<string>("SELECT current_setting($1)", Never, setting));
        return shown;
    }
}
