using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Foundation.Errors;

namespace Confiture.Postgres.Tests;

public sealed class DatabaseTests(SharedServer shared)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private DatabaseUrl Tcp(string user, string? password, string database = "postgres") =>
        DatabaseUrl.Of("127.0.0.1", shared.Server.SocketUrl().Port, database, user, password);

    [Fact]
    public async Task A_connection_answers_and_knows_its_server()
    {
        await using var database = await Database.OpenAsync(shared.Server.SocketUrl(), new string('n', 100), Never);
        Assert.Equal(1, await database.ScalarAsync<int>("SELECT 1", Never));
        Assert.Equal(int.Parse((await database.ScalarAsync<string>("SHOW server_version_num", Never))!), database.ServerVersion);
        Assert.Equal(new string('n', 63), await database.ScalarAsync<string>("SHOW application_name", Never));
        Assert.Equal("2s", await database.ScalarAsync<string>("SHOW client_connection_check_interval", Never));
    }

    [Fact]
    public async Task Parameters_are_positional_and_null_is_null()
    {
        await using var database = await Database.OpenAsync(await shared.NewDatabaseAsync(), "tests", Never);
        await database.ExecuteAsync("CREATE TABLE t (id int, name text)", Never);
        Assert.Equal(2, await database.ExecuteAsync("INSERT INTO t VALUES ($1, $2), ($1 + 1, 'x')", Never, 7, null));
        Assert.Null(await database.ScalarAsync<string>("SELECT name FROM t WHERE id = $1", Never, 7));
        Assert.Null(await database.ScalarAsync<int?>("SELECT id FROM t WHERE id = $1", Never, 99));
        Assert.Equal([7, 8], await database.RowsAsync("SELECT id FROM t ORDER BY id", row => row.Get<int>(0), Never));
    }

    [Fact]
    public async Task Statements_reach_the_server_as_they_were_written()
    {
        await using var database = await Database.OpenAsync(shared.Server.SocketUrl(), "tests", Never);
        Assert.Equal("a;b:c@d", await database.ScalarAsync<string>("SELECT 'a;b' || ':c@d'", Never));
        Assert.Equal("{2}", await database.ScalarAsync<string>("SELECT (ARRAY[1,2,3])[2:2]::text", Never));
        // Two statements in one text are the caller's mistake, and the server says so; the driver does not split them.
        var error = await Assert.ThrowsAsync<ServerException>(() => database.ExecuteAsync("SELECT 1; SELECT 2", Never));
        Assert.Equal(SqlState.SyntaxError, error.SqlState);
    }

    [Fact]
    public async Task Parameters_of_the_URL_reach_the_server()
    {
        var url = DatabaseUrl.Parse($"{shared.Server.SocketUrl()}&options=-c%20statement_timeout%3D1234&sslmode=disable&connect_timeout=0", "test");
        await using var database = await Database.OpenAsync(url, "tests", Never);
        Assert.Equal("1234ms", await database.ScalarAsync<string>("SHOW statement_timeout", Never));
    }

    [Fact]
    public async Task The_statement_of_a_killed_client_stops()
    {
        await using var observer = await Database.OpenAsync(shared.Server.SocketUrl(), "tests", Never);
        await using var sleeper = OwnerProgram.Begin(["sleep", shared.Server.SocketUrl().ToString()]);
        Assert.True(await SleepersBecomeAsync(observer, 1, TimeSpan.FromSeconds(30)), "the statement did not begin");
        await sleeper.KillAsync();
        Assert.True(await SleepersBecomeAsync(observer, 0, TimeSpan.FromSeconds(10)), "the statement still runs");
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("p@ss:w/rd?&=% ü'\"\\$")]
    public async Task Any_password_gets_through_a_percent_encoded_URL(string password)
    {
        await using var admin = await Database.OpenAsync(shared.Server.SocketUrl(), "tests", Never);
        var user = $"u{Guid.NewGuid():n}";
        await admin.ExecuteAsync($"CREATE USER {user} PASSWORD '{password.Replace("'", "''", StringComparison.Ordinal)}'", Never);
        var url = DatabaseUrl.Parse($"postgresql://{user}:{Uri.EscapeDataString(password)}@127.0.0.1:{admin.Url.Port}/postgres", "test");
        await using var database = await Database.OpenAsync(url, "tests", Never);
        Assert.Equal(user, await database.ScalarAsync<string>("SELECT current_user::text", Never));
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("nobody_of_that_name")]
    public async Task A_wrong_password_is_a_typed_error_without_any_password(string user)
    {
        var error = await FailureAsync(Tcp(user, "wr0ng-s3cret"), PostgresErrors.AuthenticationFailed, "wr0ng-s3cret");
        Assert.Contains(user, error.What, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", error.What, StringComparison.Ordinal);
        Assert.Contains("environment variable", error.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_password_is_an_authentication_error() => await FailureAsync(Tcp("postgres", null), PostgresErrors.AuthenticationFailed);

    [Fact]
    public async Task A_missing_database_is_named()
    {
        var error = await FailureAsync(shared.Server.TcpUrl("no such db"), PostgresErrors.DatabaseMissing);
        Assert.Contains("`no such db`", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_takes_no_connections_says_so()
    {
        var url = await shared.NewDatabaseAsync();
        await shared.Server.MakeTemplateAsync(url.Database, Never);
        await FailureAsync(url, PostgresErrors.ConnectionRefused);
    }

    [Fact]
    public async Task A_user_without_the_privilege_to_connect_is_told()
    {
        var url = await shared.NewDatabaseAsync();
        await using (var admin = await Database.OpenAsync(url, "tests", Never))
        {
            await admin.ExecuteAsync($"REVOKE CONNECT ON DATABASE {url.Database} FROM public", Never);
            await admin.ExecuteAsync($"CREATE USER outsider PASSWORD 'x'", Never);
        }

        await FailureAsync(Tcp("outsider", "x", url.Database), PostgresErrors.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_closed_port_a_missing_socket_and_an_unknown_host_are_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closed = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await FailureAsync(DatabaseUrl.Of("127.0.0.1", closed, "d", "u", "s3cret"), PostgresErrors.Unreachable, "s3cret");
        await FailureAsync(DatabaseUrl.Of("/tmp/no-such-directory", 5432, "d", "u", "s3cret"), PostgresErrors.Unreachable, "s3cret");
        await FailureAsync(DatabaseUrl.Of("no-such-host.invalid", 5432, "d", "u", "s3cret"), PostgresErrors.Unreachable, "s3cret");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_within_the_limit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var start = Stopwatch.GetTimestamp();
        var url = DatabaseUrl.Parse($"postgresql://u:s3cret@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/d?connect_timeout=2", "test");
        await FailureAsync(url, PostgresErrors.Unreachable, "s3cret");
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 1, 10);
    }

    [Fact]
    public async Task The_callers_cancellation_is_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Database.OpenAsync(shared.Server.SocketUrl(), "tests", cancelled.Token));
    }

    private static async Task<bool> SleepersBecomeAsync(Database observer, long count, TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < limit)
        {
            if (await observer.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'sleeper' AND query LIKE '%pg_sleep(300)%' "
                + "AND state = 'active'", Never) == count)
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    private static async Task<ToolException> FailureAsync(DatabaseUrl url, ErrorCode code, string secret = "never-there")
    {
        var error = await Assert.ThrowsAsync<ToolException>(() => Database.OpenAsync(url, "tests", Never));
        Assert.Equal(code, error.Code);
        Assert.DoesNotContain(secret, $"{error}{error.Why}{error.Fix}", StringComparison.Ordinal);
        return error;
    }
}
