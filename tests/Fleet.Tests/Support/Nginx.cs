using System.Net;
using System.Net.Sockets;
using Foundation.Processes;

namespace Fleet.Tests;

/// <summary>An nginx before the hosts of a fleet; it also serves the files of the first one's live release.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly ChildProcess process;

    private Nginx(ChildProcess process, int port) => (this.process, Url) = (process, new($"http://127.0.0.1:{port}/"));

    public Uri Url { get; }

    /// <summary>Starts it.</summary>
    /// <param name="triesNext">True when it asks another host where one does not answer.</param>
    public static async Task<Nginx> StartAsync(TestFleet fleet, bool triesNext)
    {
        var port = FreePort();
        var directory = Directory.CreateDirectory(Path.Combine(fleet.Root, "nginx")).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "nginx.conf"), $$"""
            user root;
            daemon off;
            worker_processes 1;
            pid {{directory}}/pid;
            error_log {{directory}}/errors;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path {{directory}};
                proxy_temp_path {{directory}};
                fastcgi_temp_path {{directory}}; uwsgi_temp_path {{directory}}; scgi_temp_path {{directory}};
                upstream app {
                    {{string.Join(' ', fleet.Hosts.Select(h => $"server {h.Address}:{FleetHost.AppPort} max_fails=1 fail_timeout=1s;"))}}
                }
                server {
                    listen 127.0.0.1:{{port}};
                    keepalive_requests 1000000;
                    location /static/ { alias {{fleet.Hosts[0].Files}}/srv/app/current/public/; }
                    location / {
                        proxy_pass http://app;
                        proxy_next_upstream {{(triesNext ? "error timeout" : "off")}};
                    }
                }
            }

            """);
        var nginx = new Nginx(ChildProcess.Start(Command.Of("/usr/sbin/nginx", "-p", directory, "-c", Path.Combine(directory, "nginx.conf")), _ => { }), port);
        using var client = new HttpClient();
        await Machine.UntilAsync("nginx serves", async () => await AnswersAsync(client, nginx.Url));
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        process.Signal(ProcessSignal.Terminate);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri url)
    {
        try
        {
            return (await client.GetAsync(url)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
