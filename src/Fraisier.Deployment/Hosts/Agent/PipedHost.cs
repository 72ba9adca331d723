using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>A host behind a pipe: its agent does there what <see cref="LocalHost"/> does here.
/// A pipe that breaks is opened again by the next request.</summary>
/// <param name="name">The host's name.</param>
/// <param name="target">What is deployed.</param>
/// <param name="agent">The command that starts the agent there; see <see cref="AgentCommands"/>.</param>
/// <param name="observer">Notified of each migration.</param>
/// <param name="pipeOf">Makes the pipe of a started agent; tests put faults in.</param>
public sealed class PipedHost(string name, Target target, Command agent, IMigratorObserver observer, Func<PipedProcess, MessagePipe>? pipeOf = null) : IHost
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private PipedProcess? process;
    private MessagePipe? pipe;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<HostDescription> DescribeAsync(CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Described>(new AgentRequest.Describe(), null, cancellation)).Description;

    /// <inheritdoc/>
    public async Task<long> OpenAsync(CancellationToken cancellation) => (await AskAsync<AgentReply.Opened>(new AgentRequest.Open(), null, cancellation)).Epoch;

    /// <inheritdoc/>
    public Task RaiseAsync(long epoch, bool orphaned, CancellationToken cancellation) =>
        AskAsync<AgentReply.Raised>(new AgentRequest.Raise(epoch, orphaned), null, cancellation);

    /// <inheritdoc/>
    public async Task<Survey> SurveyAsync(SurveyRequest request, CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Surveyed>(new AgentRequest.Inspect(request), null, cancellation)).Survey;

    /// <inheritdoc/>
    public IStep Step(StepCall call, WorkRight right) => new PipedStep(this, call, right);

    /// <inheritdoc/>
    public async Task<HostStatus> StatusAsync(CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Seen>(new AgentRequest.Status(), null, cancellation)).Status;

    /// <inheritdoc/>
    public async Task<Placement> AdoptAsync(string? commit, string? from, CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Adopted>(new AgentRequest.Adopt(commit, from), null, cancellation)).Live;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is null) return;
        await process.EndAsync();
        Close();
    }

    private async Task<T> AskAsync<T>(AgentRequest request, WorkRight? right, CancellationToken cancellation)
        where T : AgentReply
    {
        var open = await OpenedAsync(cancellation);
        using var over = new CancellationTokenSource();
        try
        {
            await open.SendAsync(request, AgentJson.Default.AgentRequest, cancellation);
            using var wish = cancellation.Register(() => _ = QuietlyAsync(new AgentRequest.Cancel()));
            var beat = right is null ? Task.CompletedTask : BeatAsync(right, over.Token);
            try
            {
                return (T)await ReplyAsync(open, cancellation);
            }
            finally
            {
                await over.CancelAsync();
                await beat;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw Lost(e);
        }
    }

    private async Task<AgentReply> ReplyAsync(MessagePipe open, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource();
        using var grace = TimeProvider.System.CreateTimer(_ => patience.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var wish = cancellation.Register(() => grace.Change(Grace, Timeout.InfiniteTimeSpan)); // It is asked to end, and answers when it has.
        while (await open.ReceiveAsync(AgentJson.Default.AgentReply, patience.Token) is { } reply)
        {
            switch (reply)
            {
                case AgentReply.Heard(var news):
                    observer.Heard(news);
                    break;
                case AgentReply.Failed { Cancelled: true } when cancellation.IsCancellationRequested:
                    throw new OperationCanceledException(cancellation);
                case AgentReply.Failed failed:
                    throw failed.Failure.ToError(failed.Exit);
                default:
                    return reply;
            }
        }

        throw new IOException("the agent ended");
    }

    // The lease is renewed here; the agent learns of it, and stops by itself when it does not.
    private async Task BeatAsync(WorkRight right, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(Beat, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!over.IsCancellationRequested && right.Left() is var left && left > TimeSpan.Zero) await QuietlyAsync(new AgentRequest.Hold(left));
        }
    }

    private async Task QuietlyAsync(AgentRequest request)
    {
        try
        {
            if (pipe is { } open) await open.SendAsync(request, AgentJson.Default.AgentRequest, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Pending requests fail because the pipe is broken.
        }
    }

    private async Task<MessagePipe> OpenedAsync(CancellationToken cancellation)
    {
        if (pipe is not null) return pipe;
        process = PipedProcess.Start(agent);
        pipe = pipeOf?.Invoke(process) ?? new MessagePipe(process.Output, process.Input);
        try
        {
            await pipe.SendAsync(new AgentRequest.Serve(AgentServer.Protocol, target), AgentJson.Default.AgentRequest, cancellation);
            var answer = await ReplyAsync(pipe, cancellation);
            return answer is AgentReply.Serving { Protocol: AgentServer.Protocol } ? pipe : throw new IOException("its fraisier has another version");
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw Lost(e);
        }
    }

    private ToolException Lost(Exception cause)
    {
        var said = process?.LastErrors() ?? [];
        Close();
        return DeploymentErrors.HostUnreachable.Error(
            $"The connection to host {name} is lost: {cause.Message}.",
            said.Count > 0 ? said[^1] : "Its agent or the connection to it has ended.",
            "Try by hand, as the same user: " + agent,
            cause).With(said);
    }

    private void Close()
    {
        pipe?.Dispose();
        process?.Dispose();
        (pipe, process) = (null, null);
    }

    private sealed class PipedStep(PipedHost host, StepCall call, WorkRight right) : IStep
    {
        private SentRight Sent => new(right.Deployment, right.Epoch, right.Left());

        public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) =>
            (await host.AskAsync<AgentReply.Probed>(new AgentRequest.Probe(call, Sent), right, cancellation)).Effect;

        public Task<StepResult> DoAsync(CancellationToken cancellation) => RunAsync(StepVerb.Do, cancellation);

        public Task<StepResult> UndoAsync(CancellationToken cancellation) => RunAsync(StepVerb.Undo, cancellation);

        private async Task<StepResult> RunAsync(StepVerb verb, CancellationToken cancellation)
        {
            right.RequireHeld();
            return (await host.AskAsync<AgentReply.Ran>(new AgentRequest.Run(call, verb, Sent), right, cancellation)).Result;
        }
    }
}
