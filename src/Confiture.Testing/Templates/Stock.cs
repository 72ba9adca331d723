using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Confiture.Migrations;

namespace Confiture.Testing;

/// <summary>Databases that are made before a test asks for them.</summary>
internal sealed class Stock : IAsyncDisposable
{
    private readonly StartingState state;
    private readonly TestServer server;
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<string> ready;
    private readonly Task filling;

    internal Stock(TestServer server, StartingState state, int size)
    {
        (this.server, this.state) = (server, state);
        // One more is always on its way.
        ready = Channel.CreateBounded<string>(size);
        filling = Task.Run(FillAsync);
    }

    internal async Task<string> TakeAsync(CancellationToken cancellation)
    {
        try
        {
            return await ready.Reader.ReadAsync(cancellation);
        }
        catch (ChannelClosedException e) when (e.InnerException is { } cause)
        {
            // What every test hears is why the first database could not be made.
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await filling;
        stop.Dispose();
    }

    private async Task FillAsync()
    {
        try
        {
            await using var session = await ServerDatabases.OpenAsync(server.Url, stop.Token);
            while (true) await ready.Writer.WriteAsync(await state.MakeAsync(session, stop.Token), stop.Token);
        }
        catch (Exception e)
        {
            // Whatever it is belongs to those who take.
            ready.Writer.TryComplete(e is OperationCanceledException ? new ObjectDisposedException("TestDatabases") : e);
        }
    }
}
