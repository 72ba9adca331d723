using System.Collections.Concurrent;
using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>One pipe to an agent: requests go with a number, and answers find their way back by it.</summary>
internal sealed class AgentConnection : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<AgentReply>> waiting = new();
    private readonly ConcurrentDictionary<int, Action<byte[], bool>> listening = new();
    private readonly PipedProcess process;
    private readonly MessagePipe pipe;
    private readonly IMigratorObserver observer;
    private readonly Task reading;
    private Exception? broken;
    private int last;

    /// <summary>Reads answers from now on.</summary>
    /// <param name="process">The started agent, or what leads to it.</param>
    /// <param name="pipe">Its pipe, behind its greeting.</param>
    /// <param name="observer">Notified of each migration.</param>
    public AgentConnection(PipedProcess process, MessagePipe pipe, IMigratorObserver observer)
    {
        (this.process, this.pipe, this.observer) = (process, pipe, observer);
        reading = Task.Run(ReadAsync);
    }

    /// <summary>True when no request can be answered any more.</summary>
    public bool IsBroken => broken is not null;

    /// <summary>The last lines that the agent, or what leads to it, has said on standard error.</summary>
    public IReadOnlyList<string> Said => process.LastErrors();

    /// <summary>Sends a request and waits for its answer. A wish to stop is passed on, and the agent answers when it has stopped.</summary>
    /// <param name="said">Gets what a program writes before the answer; null when none runs.</param>
    /// <param name="input">What that program reads; null for nothing.</param>
    /// <param name="cancellation">The wish to stop.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="ToolException">The request failed on the host.</exception>
    public async Task<AgentReply> AskAsync(AgentRequest request, Action<byte[], bool>? said, Stream? input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var number = Interlocked.Increment(ref last);
        if (said is not null) listening[number] = said;
        var answer = waiting[number] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (broken is { } gone) throw new IOException(gone.Message, gone);
            await pipe.SendAsync(request with { Number = number }, AgentJson.Default.AgentRequest, CancellationToken.None);
            using var over = new CancellationTokenSource();
            if (request is AgentRequest.Execute) _ = FeedAsync(number, input, over.Token);
            using var patience = new CancellationTokenSource();
            using var grace = TimeProvider.System.CreateTimer(_ => patience.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await using var wish = cancellation.Register(() =>
            {
                grace.Change(Grace, Timeout.InfiniteTimeSpan);
                _ = TellAsync(new AgentRequest.Cancel { Number = number });
            });
            var reply = await answer.Task.WaitAsync(patience.Token);
            await over.CancelAsync();
            return reply switch
            {
                AgentReply.Failed { Cancelled: true } when cancellation.IsCancellationRequested => throw new OperationCanceledException(cancellation),
                AgentReply.Failed failed => throw failed.Failure.ToError(failed.Exit),
                _ => reply,
            };
        }
        finally
        {
            waiting.TryRemove(number, out _);
            listening.TryRemove(number, out _);
        }
    }

    /// <summary>As the other one, for what writes nothing before its answer.</summary>
    public Task<AgentReply> AskAsync(AgentRequest request, CancellationToken cancellation) => AskAsync(request, null, null, cancellation);

    /// <summary>Sends what has no answer. When the pipe is broken, the requests that wait fail.</summary>
    public async Task TellAsync(AgentRequest request)
    {
        try
        {
            if (!IsBroken) await pipe.SendAsync(request, AgentJson.Default.AgentRequest, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Break(e);
        }
    }

    /// <summary>Closes the pipe, which ends the agent.</summary>
    public async ValueTask DisposeAsync()
    {
        await process.EndAsync();
        pipe.Dispose();
        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await pipe.ReceiveAsync(AgentJson.Default.AgentReply, CancellationToken.None) is { } reply)
            {
                if (reply is AgentReply.Heard(var news)) observer.Heard(news);
                else if (reply is AgentReply.Wrote wrote) listening.GetValueOrDefault(wrote.Number)?.Invoke(wrote.Data, wrote.IsError);
                else if (waiting.TryGetValue(reply.Number, out var answer)) answer.TrySetResult(reply);
            }

            Break(new IOException("the agent ended"));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Break(e);
        }
    }

    private async Task FeedAsync(int number, Stream? input, CancellationToken cancellation)
    {
        try
        {
            var buffer = new byte[32 << 10];
            while (input is not null && await input.ReadAsync(buffer, cancellation) is > 0 and var count)
                await TellAsync(new AgentRequest.Feed(buffer[..count]) { Number = number });
            await TellAsync(new AgentRequest.Feed([]) { Number = number });
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The program has ended, or there is nothing to read any more.
        }
    }

    private void Break(Exception cause)
    {
        broken ??= cause;
        foreach (var answer in waiting.Values) answer.TrySetException(new IOException(cause.Message, cause));
    }
}
