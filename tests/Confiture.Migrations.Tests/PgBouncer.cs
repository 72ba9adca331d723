using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Confiture.Postgres;
using Npgsql;

namespace Confiture.Migrations.Tests;

/// <summary>A real PgBouncer in front of a server, on loopback, for as long as a test takes.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly Process process;
    private readonly string directory;
    private readonly int port;

    private PgBouncer(Process process, string directory, int port)
    {
        this.process = process;
        this.directory = directory;
        this.port = port;
        _ = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it.</summary>
    /// <param name="server">A URL of the server, reached by TCP.</param>
    /// <param name="settings">Lines of its configuration.</param>
    public static async Task<PgBouncer> StartAsync(DatabaseUrl server, params string[] settings)
    {
        var (directory, port) = (Directory.CreateTempSubdirectory("pgbouncer-").FullName, FreePort());
        var target = new NpgsqlConnectionStringBuilder(NpgsqlOf(server));
        var file = Path.Combine(directory, "pgbouncer.ini");
        await File.WriteAllLinesAsync(file,
        [
            "[databases]", $"* = host={target.Host} port={target.Port} user={target.Username} password={target.Password}",
            "[pgbouncer]", "listen_addr = 127.0.0.1", $"listen_port = {port}", "auth_type = any", "unix_socket_dir =",
            "ignore_startup_parameters = extra_float_digits",
            .. settings,
        ]);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        string[] user = Environment.UserName == "root" ? ["-u", "nobody"] : [];
        var started = Process.Start(new ProcessStartInfo("pgbouncer", [.. user, file]) { UseShellExecute = false, RedirectStandardError = true })!;
        var pooler = new PgBouncer(started, directory, port);
        await Eventually.TrueAsync(() => IsUpAsync(port), "PgBouncer listens");
        return pooler;
    }

    /// <summary>The same database, through the pooler.</summary>
    public DatabaseUrl Through(DatabaseUrl url) =>
        DatabaseUrl.Parse($"postgresql://postgres@127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/{url.Database}", "the pooler");

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    internal static string NpgsqlOf(DatabaseUrl url)
    {
        var parts = new Uri(url.ToSecretString());
        var login = parts.UserInfo.Split(':').Select(Uri.UnescapeDataString).ToArray();
        return new NpgsqlConnectionStringBuilder { Host = parts.Host, Port = parts.Port, Username = login[0], Password = login.Length > 1 ? login[1] : null }
            .ToString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> IsUpAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
