using System.Text;
using Confiture.Postgres;
using Confiture.Sql;
using Npgsql;

namespace Confiture.Migrations.Tests;

/// <summary>A real server judges the splitter: what it is sent must be one whole statement.</summary>
public sealed class StatementOracleTests
{
    // The corpus holds statements of the newest grammar.
    private const int Newest = 18;

    [Fact]
    public async Task Every_statement_of_the_corpus_is_one_statement_to_the_server()
    {
        var installed = await PostgresInstaller.InstallAsync(Newest, null, new Progress<string>(), Project.Never);
        await using var server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default with { Binaries = installed }, Project.Never);
        await using var connection = await ConnectAsync(server);
        List<string> refused = [];
        var (files, statements) = (0, 0);
        foreach (var path in Directory.GetFiles(Path.Combine(Cli.RepositoryRoot, "tests/Confiture.Sql.Tests/corpus/ok"), "*.sql").Order(StringComparer.Ordinal))
        {
            files++;
            var script = SqlScript.Parse(path, new UTF8Encoding(false).GetString(File.ReadAllBytes(path)));
            foreach (var statement in script.Statements)
            {
                statements++;
                if (await SyntaxErrorAsync(connection, statement.Text) is { } message)
                    refused.Add($"{Path.GetFileName(path)}:{script.PositionOf(statement.Start)}: {message}");
            }
        }

        Assert.True(files >= 20 && statements >= 400, $"Only {statements} statements in {files} files.");
        Assert.Empty(refused);
    }

    [Fact]
    public async Task The_oracle_notices_two_statements_in_one_and_half_a_statement()
    {
        await using var server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default, Project.Never);
        await using var connection = await ConnectAsync(server);
        Assert.Contains("multiple commands", await SyntaxErrorAsync(connection, "select 1; select 2"));
        Assert.NotNull(await SyntaxErrorAsync(connection, "select (1"));
        Assert.Null(await SyntaxErrorAsync(connection, "select * from nowhere"));
        Assert.Null(await SyntaxErrorAsync(connection, "create table t ()"));
    }

    // Preparing is the driver's own; it divides no statement.
    private static async Task<NpgsqlConnection> ConnectAsync(TemporaryServer server)
    {
        AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);
        var connection = new NpgsqlConnection(PgBouncer.NpgsqlOf(server.TcpUrl()));
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string?> SyntaxErrorAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        try
        {
            await command.PrepareAsync();
            await command.UnprepareAsync();
            return null;
        }
        catch (PostgresException e)
        {
            // Other errors (no such table, no such parameter type) come after the grammar has accepted the statement.
            return e.SqlState == SqlState.SyntaxError ? e.MessageText : null;
        }
    }
}
