using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>A host behind a pipe: its agent does there what <see cref="LocalHost"/> does here.
/// A pipe that breaks is opened again by the next request.</summary>
/// <param name="name">The host's name.</param>
/// <param name="target">What is deployed.</param>
/// <param name="channel">Starts the agent there.</param>
/// <param name="observer">Notified of each migration.</param>
public sealed class PipedHost(string name, Target target, IAgentChannel channel, IMigratorObserver observer) : IHost
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim opening = new(1);
    private AgentConnection? connection;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<HostDescription> DescribeAsync(CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Described>(new AgentRequest.Describe(), cancellation)).Description;

    /// <inheritdoc/>
    public async Task<long> OpenAsync(CancellationToken cancellation) => (await AskAsync<AgentReply.Opened>(new AgentRequest.Open(), cancellation)).Epoch;

    /// <inheritdoc/>
    public Task RaiseAsync(long epoch, bool orphaned, CancellationToken cancellation) =>
        AskAsync<AgentReply.Raised>(new AgentRequest.Raise(epoch, orphaned), cancellation);

    /// <inheritdoc/>
    public async Task<Survey> SurveyAsync(SurveyRequest request, CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Surveyed>(new AgentRequest.Inspect(request), cancellation)).Survey;

    /// <inheritdoc/>
    public async Task<HeldCommits> HeldAsync(string commit, CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Holding>(new AgentRequest.Held(commit), cancellation)).Commits;

    /// <inheritdoc/>
    public Task ReceiveAsync(BundlePart part, CancellationToken cancellation) =>
        AskAsync<AgentReply.Received>(new AgentRequest.Receive(part), cancellation);

    /// <inheritdoc/>
    public IStep Step(StepCall call, WorkRight right) => new PipedStep(this, call, right);

    /// <inheritdoc/>
    public async Task<StepResult> ControlAsync(ServiceVerb verb, WorkRight right, CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Ran>(new AgentRequest.Control(verb, new(right.Deployment, right.Epoch, right.Left())), cancellation, right)).Result;

    /// <inheritdoc/>
    public Task LogsAsync(int lines, bool follow, Action<byte[], bool> said, CancellationToken cancellation) =>
        AskAsync<AgentReply.Exited>(new AgentRequest.Logs(lines, follow), cancellation, said: said);

    /// <inheritdoc/>
    public async Task<int> ExecuteAsync(IReadOnlyList<string> command, Stream? input, Action<byte[], bool> said, CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Exited>(new AgentRequest.Execute(command), cancellation, said: said, input: input)).Code;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(DateTimeOffset controllerTime, CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Examined>(new AgentRequest.Examine(controllerTime), cancellation)).Findings;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> TryAsync(CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Examined>(new AgentRequest.Try(), cancellation)).Findings;

    /// <inheritdoc/>
    public async Task<HostStatus> StatusAsync(CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Seen>(new AgentRequest.Status(), cancellation)).Status;

    /// <inheritdoc/>
    public async Task<Placement> AdoptAsync(string? commit, string? from, CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Adopted>(new AgentRequest.Adopt(commit, from), cancellation)).Live;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        opening.Dispose();
    }

    /// <summary>Asks the store on the host.</summary>
    internal async Task<StoreAnswer> AskStoreAsync(StoreQuestion question, CancellationToken cancellation) =>
        (await AskAsync<AgentReply.Stored>(new AgentRequest.Store(new(question, null)), cancellation)).Mail.Answer!;

    private async Task<T> AskAsync<T>(
        AgentRequest request, CancellationToken cancellation, WorkRight? right = null, Action<byte[], bool>? said = null, Stream? input = null)
        where T : AgentReply
    {
        var open = await OpenedAsync(cancellation);
        using var over = new CancellationTokenSource();
        var beat = right is null ? Task.CompletedTask : BeatAsync(open, right, over.Token);
        try
        {
            return (T)await open.AskAsync(request, said, input, cancellation);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw Lost(e, open.Said);
        }
        finally
        {
            await over.CancelAsync();
            await beat;
        }
    }

    // The lease is renewed here; the agent learns of it, and stops by itself when it does not.
    private static async Task BeatAsync(AgentConnection open, WorkRight right, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(Beat, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!over.IsCancellationRequested && right.Left() is var left && left > TimeSpan.Zero) await open.TellAsync(new AgentRequest.Hold(left));
        }
    }

    private async Task<AgentConnection> OpenedAsync(CancellationToken cancellation)
    {
        await opening.WaitAsync(cancellation);
        try
        {
            if (connection is { IsBroken: false }) return connection;
            if (connection is { } old) await old.DisposeAsync();
            connection = null;
            var (process, pipe) = await channel.OpenAsync(name, cancellation);
            var open = new AgentConnection(process, pipe, observer);
            try
            {
                var answer = await open.AskAsync(new AgentRequest.Serve(AgentServer.Protocol, target, name), cancellation);
                if (answer is not AgentReply.Serving { Protocol: AgentServer.Protocol }) throw new IOException("its fraisier has another version");
                return connection = open;
            }
            catch (Exception e)
            {
                var said = open.Said;
                await open.DisposeAsync();
                if (e is IOException or ObjectDisposedException) throw Lost(e, said);
                throw;
            }
        }
        finally
        {
            opening.Release();
        }
    }

    private ToolException Lost(Exception cause, IReadOnlyList<string> said) => DeploymentErrors.HostUnreachable.Error(
        $"The connection to host {name} is lost: {cause.Message.TrimEnd('.')}.",
        said.Count > 0 ? said[^1] : "Its agent or the connection to it has ended.",
        $"Try by hand, as the same user: {channel.TryByHand}",
        cause).With(said);

    private sealed class PipedStep(PipedHost host, StepCall call, WorkRight right) : IStep
    {
        private SentRight Sent => new(right.Deployment, right.Epoch, right.Left());

        public async Task<StepEffect> ProbeAsync(CancellationToken cancellation) =>
            (await host.AskAsync<AgentReply.Probed>(new AgentRequest.Probe(call, Sent), cancellation, right)).Effect;

        public Task<StepResult> DoAsync(CancellationToken cancellation) => RunAsync(StepVerb.Do, cancellation);

        public Task<StepResult> UndoAsync(CancellationToken cancellation) => RunAsync(StepVerb.Undo, cancellation);

        private async Task<StepResult> RunAsync(StepVerb verb, CancellationToken cancellation)
        {
            right.RequireHeld();
            return (await host.AskAsync<AgentReply.Ran>(new AgentRequest.Run(call, verb, Sent), cancellation, right)).Result;
        }
    }
}

/// <summary>A way to start an agent on a host and to speak with it.</summary>
public interface IAgentChannel
{
    /// <summary>The command with which a person tries the same.</summary>
    string TryByHand { get; }

    /// <summary>Starts the agent and waits for its greeting.</summary>
    /// <param name="host">The host's name in plans, for errors.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ToolException">The host cannot be reached (<c>FRAI-DEP-029</c>).</exception>
    Task<(PipedProcess Process, MessagePipe Pipe)> OpenAsync(string host, CancellationToken cancellation);
}
