using System.Collections.Concurrent;
using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>
/// Serves one controller on the host that this process runs on. When the pipe ends, or the lease is over without having been renewed, what is at
/// work is cancelled with everything that it started.
/// </summary>
/// <param name="pipe">The pipe to the controller.</param>
/// <param name="assembly">Puts together what is served.</param>
/// <param name="time">The clock.</param>
public sealed class AgentServer(MessagePipe pipe, AgentAssembly assembly, TimeProvider time) : IDisposable
{
    /// <summary>The version of the messages.</summary>
    public const int Protocol = 3;

    /// <summary>The line that an agent says before its first message; what comes before it, a shell has said.</summary>
    public static readonly string Greeting = $"fraisier agent {Protocol}";

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);
    private readonly LeaseWatch watch = new(time);
    private readonly ConcurrentDictionary<int, (CancellationTokenSource Wish, Task Work)> work = new();
    private readonly ConcurrentDictionary<int, FedStream> inputs = new();
    private Served? served;

    /// <summary>Serves until the controller closes the pipe.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            while (await ReceiveAsync(ending.Token) is { } request) await HearAsync(request, ending.Token);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(work.Values.Select(w => w.Work))
                .WaitAsync(EndLimit, TimeProvider.System, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (served is not null) await served.EndAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => watch.Dispose();

    private async Task HearAsync(AgentRequest request, CancellationToken ending)
    {
        switch (request)
        {
            case AgentRequest.Hold hold:
                watch.Renew(hold.Left);
                break;
            case AgentRequest.Cancel cancel:
                if (work.TryGetValue(cancel.Number, out var known)) await known.Wish.CancelAsync();
                break;
            case AgentRequest.Feed feed:
                if (inputs.TryGetValue(feed.Number, out var reader)) await reader.FeedAsync(feed.Data);
                break;
            case AgentRequest.Serve serve:
                await ServeAsync(serve, ending);
                break;
            default:
                Begin(request, ending);
                break;
        }
    }

    private async Task ServeAsync(AgentRequest.Serve serve, CancellationToken ending)
    {
        try
        {
            if (served is not null) throw new IOException("The target is known already.");
            served = await assembly(serve.Target, serve.Host, new News(this), ending);
            await SayAsync(new AgentReply.Serving(Protocol, serve.Host) { Number = serve.Number });
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await SayAsync(FailureOf(e) with { Number = serve.Number });
        }
    }

    private void Begin(AgentRequest request, CancellationToken ending)
    {
        var right = request switch
        {
            AgentRequest.Probe probe => probe.Right,
            AgentRequest.Run run => run.Right,
            AgentRequest.Control control => control.Right,
            _ => null,
        };
        if (request is AgentRequest.Execute) inputs[request.Number] = new();
        var wish = CancellationTokenSource.CreateLinkedTokenSource(ending, right is null ? CancellationToken.None : watch.Begin(right));
        var started = new TaskCompletionSource();
        work[request.Number] = (wish, WorkAsync());
        started.SetResult();

        // What is being read next must not wait for what begins here.
        async Task WorkAsync()
        {
            await started.Task;
            await Task.Yield();
            var reply = await AnswerAsync(request, wish.Token);
            work.TryRemove(request.Number, out _);
            inputs.TryRemove(request.Number, out _);
            wish.Dispose();
            await SayAsync(reply with { Number = request.Number });
        }
    }

    private async Task<AgentRequest?> ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            return await pipe.ReceiveAsync(AgentJson.Default.AgentRequest, cancellation);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null; // A controller that is cut off is gone.
        }
    }

    private async Task<AgentReply> AnswerAsync(AgentRequest request, CancellationToken ct)
    {
        try
        {
            return await ReplyToAsync(served ?? throw new IOException("The first message does not say what to serve."), request, ct);
        }
        catch (Exception e)
        {
            return FailureOf(e);
        }
    }

    private static AgentReply FailureOf(Exception e) => new AgentReply.Failed(
        FailureReports.Of(e, interrupted: false), e is ToolException tool ? tool.Code.Exit : ExitCode.Failed, e is OperationCanceledException);

    private async Task<AgentReply> ReplyToAsync(Served parts, AgentRequest request, CancellationToken ct) => request switch
    {
        AgentRequest.Describe => new AgentReply.Described(await parts.Host.DescribeAsync(ct)),
        AgentRequest.Open => new AgentReply.Opened(await parts.Host.OpenAsync(ct)),
        AgentRequest.Raise raise => await RaisedAsync(parts.Host, raise, ct),
        AgentRequest.Inspect look => new AgentReply.Surveyed(await parts.Host.SurveyAsync(look.Request, ct)),
        AgentRequest.Probe probe => new AgentReply.Probed(await parts.Host.Step(probe.Call, watch.RightOf(probe.Right)).ProbeAsync(ct)),
        AgentRequest.Run { Verb: StepVerb.Do } run => new AgentReply.Ran(await parts.Host.Step(run.Call, watch.RightOf(run.Right)).DoAsync(ct)),
        AgentRequest.Run run => new AgentReply.Ran(await parts.Host.Step(run.Call, watch.RightOf(run.Right)).UndoAsync(ct)),
        AgentRequest.Adopt adopt => new AgentReply.Adopted(await parts.Host.AdoptAsync(adopt.Commit, adopt.From, ct)),
        AgentRequest.Status => new AgentReply.Seen(await parts.Host.StatusAsync(ct)),
        AgentRequest.Control control => new AgentReply.Ran(await parts.Host.ControlAsync(control.Verb, watch.RightOf(control.Right), ct)),
        AgentRequest.Logs logs => await LoggedAsync(parts.Host, logs, ct),
        AgentRequest.Execute execute => new AgentReply.Exited(
            await parts.Host.ExecuteAsync(execute.Command, inputs[execute.Number].Reader, Wrote(execute.Number), ct)),
        AgentRequest.Examine examine => new AgentReply.Examined(await parts.Host.ExamineAsync(examine.ControllerTime, ct)),
        AgentRequest.Try => new AgentReply.Examined(await parts.Host.TryAsync(ct)),
        AgentRequest.Held held => new AgentReply.Holding(await parts.Host.HeldAsync(held.Commit, ct)),
        AgentRequest.Receive receive => await ReceivedAsync(parts.Host, receive.Part, ct),
        AgentRequest.Store store => new AgentReply.Stored(new(null, await store.Mail.Question!.AskAsync(parts.Store, ct))),
        _ => throw new IOException($"{request.GetType().Name} is not a valid request in this state."),
    };

    private static async Task<AgentReply> RaisedAsync(IHost host, AgentRequest.Raise raise, CancellationToken ct)
    {
        await host.RaiseAsync(raise.Epoch, raise.Orphaned, ct);
        return new AgentReply.Raised();
    }

    private async Task<AgentReply> LoggedAsync(IHost host, AgentRequest.Logs logs, CancellationToken ct)
    {
        await host.LogsAsync(logs.Lines, logs.Follow, Wrote(logs.Number), ct);
        return new AgentReply.Exited(0);
    }

    private Action<byte[], bool> Wrote(int number) =>
        (data, isError) => SayAsync(new AgentReply.Wrote(data, isError) { Number = number }).GetAwaiter().GetResult();

    private static async Task<AgentReply> ReceivedAsync(IHost host, BundlePart part, CancellationToken ct)
    {
        await host.ReceiveAsync(part, ct);
        return new AgentReply.Received();
    }

    private async Task SayAsync(AgentReply reply)
    {
        try
        {
            await pipe.SendAsync(reply, AgentJson.Default.AgentReply, CancellationToken.None);
        }
        catch (IOException)
        {
            // The reader is gone; the end of the pipe ends the service.
        }
    }

    private sealed class News(AgentServer server) : IMigratorObserver
    {
        public void Heard(MigratorNews news) => server.SayAsync(new AgentReply.Heard(news)).GetAwaiter().GetResult();
    }
}

/// <summary>Puts together what an agent serves.</summary>
/// <param name="target">What is deployed.</param>
/// <param name="host">The host's name in plans.</param>
/// <param name="observer">Notified of each migration.</param>
/// <param name="cancellation">Ends the look at the target's directory.</param>
public delegate Task<Served> AgentAssembly(Target target, string host, IMigratorObserver observer, CancellationToken cancellation);

/// <summary>What an agent serves.</summary>
/// <param name="Host">The host that this process runs on.</param>
/// <param name="Store">The store on this host.</param>
/// <param name="EndAsync">Called when the controller is gone.</param>
public sealed record Served(IHost Host, IDeploymentStore Store, Func<Task> EndAsync);
