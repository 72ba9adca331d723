using System.Text.RegularExpressions;

namespace Confiture.Migrations.Tests;

/// <summary>What a person sees on a terminal, and what a program reads from a pipe.</summary>
public sealed class LiveOutputTests(SharedServer shared)
{
    private const char Escape = '\x1b';

    [Fact]
    public async Task On_a_terminal_the_databases_at_work_move_under_those_that_are_done()
    {
        using var tenants = await Tenants.NewAsync(shared, 3);
        tenants.Project.Migration(2, "create table if not exists gate (); lock table gate; create table t2 ();");
        await using var gate = await tenants.CloseGateAsync(tenants.Names[1]);
        await using var cli = OnTerminal(tenants, "TERM=xterm", "--parallel 2");
        var (seen, buffer) = (string.Empty, new char[4096]);
        while (!Regex.IsMatch(seen, $@"migrating: 2 of 3, 2 done\s+{tenants.Names[1]} +[0-9.]+ s  applying {Project.Version(2)}_m2 after 1 migration"))
        {
            var length = await cli.Output.ReadAsync(buffer);
            Assert.True(length > 0, seen);
            seen += new string(buffer, 0, length);
        }

        await gate.DisposeAsync();
        var result = await cli.EndAsync();

        Assert.True(result.Exit == 0, result.ToString());
        Assert.Contains($"\r{Escape}[1A{Escape}[J", seen + result.Output, StringComparison.Ordinal);
        // After the last one, the table is gone and the summary is there.
        Assert.Matches(@"done           \S+_t002  3 migrations in \d+ ms, \d+_m3 last\r\n", result.Output);
        Assert.EndsWith("s: 3 done.\r\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM=xterm NO_COLOR=1", "")]
    [InlineData("TERM=dumb", "")]
    [InlineData("TERM=xterm", "--quiet")]
    public async Task Who_wants_nothing_that_moves_gets_lines(string variables, string option)
    {
        using var tenants = await Tenants.NewAsync(shared, 2);
        await using var cli = OnTerminal(tenants, variables, option);
        var result = await cli.EndAsync();

        Assert.True(result.Exit == 0, result.ToString());
        Assert.DoesNotMatch(@"\x1b\[[0-9?;]*[mKAJ7]", result.Output);
        Assert.DoesNotContain("migrating:", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(result.Output, @"done           \S+_t00[12]  3 migrations in \d+ ms, \d+_m3 last\r\n"));
    }

    [Fact]
    public async Task In_a_pipe_there_is_one_line_for_each_database()
    {
        using var tenants = await Tenants.NewAsync(shared, 3);
        await tenants.ExecuteAsync(tenants.Names[2], "create table t1 ()");

        var result = await tenants.RunAsync(3, "migrate", "up", "--databases", tenants.Pattern, "--keep-going");

        Assert.DoesNotContain(Escape, result.Output + result.Errors);
        Assert.Collection(
            result.Lines.Order(StringComparer.Ordinal),
            line => Assert.Matches($@"^done           {tenants.Names[0]}  3 migrations in \d+ ms, {Project.Version(3)}_m3 last$", line),
            line => Assert.StartsWith($"done           {tenants.Names[1]}  ", line, StringComparison.Ordinal),
            line => Assert.Matches($@"^failed         {tenants.Names[2]}  CONF-MIG-003: .*_m1.up.sql:1:1: relation ""t1"" already exists", line));
        Assert.Contains("3 databases in ", result.Errors);
    }

    private static Cli OnTerminal(Tenants tenants, string variables, string options) => Cli.StartUnder(
        ["bash", "-c", $"exec env -u NO_COLOR {variables} script -qec \"stty cols 120 rows 30; $1 migrate up --databases '{tenants.Pattern}' {options}\" "
            + "/dev/null", "bash"],
        tenants.Project.Root, [], ("DATABASE_URL", tenants.Project.Url.ToSecretString()));
}
