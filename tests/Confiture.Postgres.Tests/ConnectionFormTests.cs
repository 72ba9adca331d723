using Foundation.Errors;

namespace Confiture.Postgres.Tests;

/// <summary>The forms in which PostgreSQL's own tools take a connection, and where they look for what it leaves open.</summary>
public sealed class ConnectionFormTests(SharedServer shared) : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly string folder = Directory.CreateTempSubdirectory("confiture-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("host=h port=5433 dbname=shop user=ann password=pw", "postgresql://ann:pw@h:5433/shop")]
    [InlineData("  host = h   dbname = 'my shop'\n user=ann ", "postgresql://ann@h:5432/my%20shop")]
    [InlineData(@"host=h user=ann password='it\'s \\ here' dbname=shop", "postgresql://ann:it%27s%20%5C%20here@h:5432/shop")]
    [InlineData(@"host=h user=ann password=a\ b dbname=shop", "postgresql://ann:a%20b@h:5432/shop")]
    [InlineData("host=h user=ann password='' dbname=shop sslmode=require", "postgresql://ann@h:5432/shop?sslmode=require")]
    [InlineData("host=/tmp/x,h port=5433 user=ann dbname=shop", "postgresql://ann@/shop?host=/tmp/x,h&port=5433,5433")]
    [InlineData("hostaddr=127.0.0.1 user=ann dbname=shop", "postgresql://ann@127.0.0.1:5432/shop")]
    [InlineData("postgresql://ann:pw@h1:1,h2,[::1]:3/shop?target_session_attrs=read-write",
        "postgresql://ann:pw@h1:1,h2:5432,[::1]:3/shop?target_session_attrs=read-write")]
    [InlineData("postgresql://ann@/shop?host=h1,h2&port=7", "postgresql://ann@h1:7,h2:7/shop")]
    [InlineData("postgresql://ann:p@ss#1@h/shop", "postgresql://ann:p%40ss%231@h:5432/shop")]
    public void A_connection_may_be_written_in_every_form_of_libpq(string text, string meaning)
    {
        var url = DatabaseUrl.Parse(text, "a test", _ => null);
        Assert.Equal(meaning, url.ToSecretString());
        Assert.Equal(meaning, DatabaseUrl.Parse(url.ToSecretString(), "a test", _ => null).ToSecretString());
        Assert.DoesNotContain("pw", url.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_comes_before_the_service_and_the_service_before_the_variables()
    {
        File.WriteAllText(Path.Combine(folder, "services"),
            "# comment\n[other]\nhost=wrong\n[shop]\nhost=h\nport=5433\nuser = bob\nsslmode=require\n[shop]\nuser=late\n");
        File.WriteAllText(Path.Combine(folder, "pg_service.conf"), "[system]\nhost=s\n");
        Dictionary<string, string> variables = new() { ["PGSERVICEFILE"] = Path.Combine(folder,
            "services"), ["PGSYSCONFDIR"] = folder, ["PGUSER"] = "carl", ["PGPASSWORD"] = "from-env", ["PGDATABASE"] = "d" };
        Assert.Equal("postgresql://bob:from-env@h:5433/d?sslmode=require", Read("service=shop"));
        Assert.Equal("postgresql://ann:from-env@h:5433/x?sslmode=disable", Read("postgresql://ann@/x?service=shop&sslmode=disable"));
        Assert.Equal("postgresql://carl:from-env@s:5432/d", Read("service=system"));
        Assert.Equal("postgresql://carl:from-env@named:5432/d", Read("postgresql://named"));
        variables["PGSERVICE"] = "shop";
        variables["PGHOST"] = "elsewhere";
        Assert.Equal("postgresql://bob:from-env@h:5433/d?sslmode=require", Read("postgresql://"));
        variables["PGPORT"] = "nonsense";
        variables["PGSERVICE"] = "";
        Assert.Contains("PGPORT", Assert.Throws<ToolException>(() => Read("postgresql://h/d")).Why, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder, "services"), Assert.Throws<ToolException>(() => Read("service=missing")).Why, StringComparison.Ordinal);

        string Read(string text) => DatabaseUrl.Parse(text, "a test", variables.GetValueOrDefault).ToSecretString();
    }

    [Fact]
    public void Relative_names_of_files_count_from_the_root_that_is_given()
    {
        Assert.Equal("postgresql://a@h:5432/d?sslrootcert=%2Fsrv%2Fshop%2Fcerts%2Fca.pem",
            DatabaseUrl.Parse("postgresql://a@h/d?sslrootcert=certs/ca.pem", "a test", _ => null, "/srv/shop").ToSecretString());
        Assert.Equal("postgresql://a@h:5432/d?sslrootcert=system",
            DatabaseUrl.Parse("postgresql://a@h/d?sslrootcert=system", "a test", _ => null, "/srv/shop").ToSecretString());
    }

    [Fact]
    public async Task The_first_server_that_is_what_was_asked_for_is_taken()
    {
        var name = (await shared.NewDatabaseAsync()).Database;
        await ExecuteAsync(shared.Server.SocketUrl(), $"alter database {name} set default_transaction_read_only = on");
        var (socket, port) = (shared.Server.SocketUrl().Host, shared.Server.SocketUrl().Port);
        var reachable = $"host=/nowhere,{socket} port={port} user=postgres";
        await using (var database = await OpenAsync($"{reachable} dbname={name} target_session_attrs=read-only"))
        {
            Assert.Equal("on", await database.ScalarAsync<string>("show transaction_read_only", Never));
        }

        foreach (var wish in (string[])["any", "primary", "prefer-standby"])
            await (await OpenAsync($"{reachable} dbname={name} target_session_attrs={wish}")).DisposeAsync();
        await (await OpenAsync($"{reachable} dbname=postgres target_session_attrs=read-write")).DisposeAsync();
        foreach (var wish in (string[])["read-write", "standby"])
        {
            var error = await Assert.ThrowsAsync<ToolException>(() => OpenAsync($"{reachable} dbname={name} target_session_attrs={wish}"));
            Assert.Equal(PostgresErrors.NoSuchServer, error.Code);
            Assert.Equal(2, error.Details.Count);
        }

        var alone =
            await Assert.ThrowsAsync<ToolException>(() => OpenAsync($"host={socket} port={port} user=postgres dbname={name} target_session_attrs=read-write"));
        Assert.Equal(PostgresErrors.NoSuchServer, alone.Code);
        var dead = await Assert.ThrowsAsync<ToolException>(() => OpenAsync("host=/nowhere,/nowhere2 user=postgres"));
        Assert.Equal((PostgresErrors.Unreachable, 2), (dead.Code, dead.Details.Count));
    }

    [Fact]
    public async Task A_refused_password_ends_the_search_as_it_does_in_libpq()
    {
        var port = shared.Server.SocketUrl().Port;
        var error = await Assert.ThrowsAsync<ToolException>(() =>
            OpenAsync($"postgresql://postgres:wr0ng@127.0.0.1:{port},{Uri.EscapeDataString(shared.Server.SocketUrl().Host)}:{port}/postgres"));
        Assert.Equal(PostgresErrors.AuthenticationFailed, error.Code);
        Assert.DoesNotContain("wr0ng", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_file_is_asked_where_nothing_else_has_a_password()
    {
        var secret = DatabaseUrl.Parse(shared.Server.TcpUrl().ToSecretString(), "a test").ToSecretString().Split(':')[2].Split('@')[0];
        var file = Path.Combine(folder, "pgpass");
        await File.WriteAllTextAsync(file, $"127.0.0.1:{shared.Server.TcpUrl().Port}:*:postgres:{secret}\n", Never);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await (await Database.OpenAsync(DatabaseUrl.Parse($"host=127.0.0.1 port={shared.Server.TcpUrl().Port} user=postgres dbname=postgres", "a test",
            name => name == "PGPASSFILE" ? file : null), "tests", Never)).DisposeAsync();
    }

    private static Task<Database> OpenAsync(string text) => Database.OpenAsync(DatabaseUrl.Parse(text, "a test", _ => null), "tests", Never);

    private static async Task ExecuteAsync(DatabaseUrl url, string statement)
    {
        await using var database = await Database.OpenAsync(url, "tests", Never);
        await database.ExecuteAsync(statement, Never);
    }
}
