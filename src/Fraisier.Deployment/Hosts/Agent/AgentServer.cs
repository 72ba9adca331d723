using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>
/// Serves one controller on the host that this process runs on. When the pipe ends, or the lease is over without having been renewed, what is at
/// work is cancelled with everything that it started.
/// </summary>
/// <param name="pipe">The pipe to the controller.</param>
/// <param name="hostOf">Puts the host for a target together, given who hears of migrations.</param>
/// <param name="time">The clock.</param>
public sealed class AgentServer(MessagePipe pipe, Func<Target, IMigratorObserver, CancellationToken, Task<IHost>> hostOf, TimeProvider time) : IDisposable
{
    /// <summary>The version of the messages.</summary>
    public const int Protocol = 2;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);
    private readonly LeaseWatch watch = new(time);

    /// <summary>Serves until the controller closes the pipe.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        IHost? host = null;
        var work = Task.CompletedTask;
        try
        {
            while (await ReceiveAsync(ending.Token) is { } request)
            {
                switch (request)
                {
                    case AgentRequest.Hold hold:
                        watch.Renew(hold.Left);
                        break;
                    case AgentRequest.Cancel:
                        watch.Cancel();
                        break;
                    case AgentRequest.Serve serve when host is null:
                        host = await hostOf(serve.Target, new News(this), ending.Token);
                        await SayAsync(new AgentReply.Serving(Protocol, host.Name));
                        break;
                    default:
                        await work; // A controller asks the next question when it has the answer to the one before.
                        watch.Begin(request, ending.Token);
                        work = AnswerAsync(host ?? throw new IOException("The first message does not say what to serve."), request);
                        break;
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await work.WaitAsync(EndLimit, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (host is not null) await host.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => watch.Dispose();

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

    private async Task AnswerAsync(IHost host, AgentRequest request)
    {
        AgentReply reply;
        try
        {
            reply = await ReplyToAsync(host, request, watch.Token);
        }
        catch (Exception e)
        {
            var exit = e is ToolException tool ? tool.Code.Exit : ExitCode.Failed;
            reply = new AgentReply.Failed(FailureReports.Of(e, interrupted: false), exit, e is OperationCanceledException);
        }

        await SayAsync(reply);
    }

    private async Task<AgentReply> ReplyToAsync(IHost host, AgentRequest request, CancellationToken ct) => request switch
    {
        AgentRequest.Describe => new AgentReply.Described(await host.DescribeAsync(ct)),
        AgentRequest.Open => new AgentReply.Opened(await host.OpenAsync(ct)),
        AgentRequest.Raise raise => await RaisedAsync(host, raise, ct),
        AgentRequest.LookOver look => new AgentReply.Surveyed(await host.SurveyAsync(look.Request, ct)),
        AgentRequest.Probe probe => new AgentReply.Probed(await host.Step(probe.Call, watch.RightOf(probe.Right)).ProbeAsync(ct)),
        AgentRequest.Run { Verb: StepVerb.Do } run => new AgentReply.Ran(await host.Step(run.Call, watch.RightOf(run.Right)).DoAsync(ct)),
        AgentRequest.Run run => new AgentReply.Ran(await host.Step(run.Call, watch.RightOf(run.Right)).UndoAsync(ct)),
        AgentRequest.Adopt adopt => new AgentReply.Adopted(await host.AdoptAsync(adopt.Commit, adopt.From, ct)),
        AgentRequest.Status => new AgentReply.Seen(await host.StatusAsync(ct)),
        _ => throw new IOException($"{request.GetType().Name} is not a valid request in this state."),
    };

    private static async Task<AgentReply> RaisedAsync(IHost host, AgentRequest.Raise raise, CancellationToken ct)
    {
        await host.RaiseAsync(raise.Epoch, raise.Orphaned, ct);
        return new AgentReply.Raised();
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
