using System.CommandLine;
using System.Globalization;
using Confiture.Postgres;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record PostgresRunReport(string Schema, string Url, string SocketUrl, string Version, int Pid);

internal sealed class PostgresRunCommand : ToolCommand
{
    private readonly Option<int?> major = new("--version")
    {
        Description = "Major version (default: CONFITURE_POSTGRES, or the first one found)",
        HelpName = "VERSION",
    };
    private readonly Option<bool> durable = new("--durable") { Description = "Keep committed data through a machine crash (slower)" };

    public PostgresRunCommand()
        : base("run", "Run a temporary PostgreSQL server until Ctrl-C; print its URL, including the password")
    {
        Add(major);
        Add(durable);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var options = TemporaryServerOptions.Default with
        {
            Postgres = arguments.GetValue(major)?.ToString(CultureInfo.InvariantCulture),
            Durable = arguments.GetValue(durable),
        };
        await using var server = await TemporaryServer.StartAsync(options, cancellation);
        // The user who starts this server needs its password: it is generated for this run only.
        var (tcp, socket) = (server.TcpUrl().ToSecretString(), server.SocketUrl().ToSecretString());
        output.Data(tcp);
        output.Data($"socket: {socket}");
        output.Document(new PostgresRunReport("confiture/postgres-run/1", tcp, socket, server.Version.ToString(), server.ProcessId),
            () => Reports.Default.PostgresRunReport);
        output.Say($"PostgreSQL {server.Version} is running. The first URL contains its password; the second needs none and works only for this user. Press "
            + "Ctrl-C to stop it and delete everything.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The way in which this command ends.
        }

        return ExitCode.Ok;
    }
}
