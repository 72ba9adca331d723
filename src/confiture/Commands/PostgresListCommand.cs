using System.CommandLine;
using Confiture.Postgres;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record PostgresListReport(string Schema, IReadOnlyList<PostgresListReport.Server> Servers)
{
    internal sealed record Server(string Version, string Directory);
}

internal sealed class PostgresListCommand() : ToolCommand("list", "List the PostgreSQL server programs on this machine, in search order")
{
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var all = await PostgresBinaries.FindAllAsync(cancellation);
        if (all.Count > 0) output.Table(["version", "directory"], [.. all.Select(b => (IReadOnlyList<string>)[b.Version.ToString(), b.Directory])]);
        else output.Say("No PostgreSQL server programs found; run `confiture postgres install` to download them.");
        output.Document(
            new PostgresListReport("confiture/postgres-list/1", [.. all.Select(b => new PostgresListReport.Server(b.Version.ToString(), b.Directory))]),
            () => Reports.Default.PostgresListReport);
        return ExitCode.Ok;
    }
}
