using System.Text.Json;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Schema;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Processes;

namespace Confiture.Project;

/// <summary>
/// The process that runs rules from .NET assemblies: a native executable cannot load them. It is started only when the configuration names
/// assemblies, and speaks lines of JSON (<see cref="RuleRequest"/>, <see cref="RuleReply"/>).
/// </summary>
public sealed class RuleProcess : IAsyncDisposable
{
    private const string Runtime = "dotnet";

    // The runtime starts, and compiles what it meets: on a busy machine that takes seconds.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly PipedProcess process;
    private readonly StreamReader replies;
    private readonly TimeSpan patience;
    private readonly CancellationToken cancellation;

    private RuleProcess(PipedProcess process, TimeSpan patience, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        this.process = process;
        this.patience = patience;
        replies = new(process.Output);
    }

    /// <summary>The rules, in the order of the assemblies.</summary>
    public IReadOnlyList<ILintRule> Rules { get; private set; } = [];

    /// <summary>The database that holds the built schema; set before a schema is judged.</summary>
    public DatabaseUrl? Schema { get; set; }

    /// <summary>Starts the process and loads the assemblies.</summary>
    /// <param name="assemblies">Full paths, at least one.</param>
    /// <param name="patience">The longest that one rule may take for one script or schema.</param>
    /// <param name="cancellation">Ends the process, whatever a rule is doing.</param>
    /// <exception cref="ToolException">An assembly does not exist or cannot be loaded (<c>CONF-LNT-002</c>), or there is no <c>dotnet</c>.</exception>
    public static async Task<RuleProcess> StartAsync(IReadOnlyList<string> assemblies, TimeSpan patience, CancellationToken cancellation)
    {
        if (assemblies.FirstOrDefault(path => !File.Exists(path)) is { } missing) throw LintErrors.NoAssembly(missing);
        var host = Path.Combine(AppContext.BaseDirectory, "rules", "Confiture.RulesHost.dll");
        if (!File.Exists(host)) throw LintErrors.NoHost(host);
        if (ProgramPath.Find(Runtime) is not { } runtime) throw LintErrors.NoRuntime();
        var started = new RuleProcess(PipedProcess.Start(Command.Of(runtime, "exec", host)), patience, cancellation);
        try
        {
            var loaded = (RuleReply.Loaded)started.Ask(new RuleRequest.Load(assemblies), "loading the assemblies", StartLimit);
            started.Rules = [.. loaded.Rules.Select((head, at) => new HostedRule(started, at, head))];
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await process.EndAsync();
        replies.Dispose();
        process.Dispose();
    }

    // Rules are asked one after the other, in the middle of an enumeration that waits for the answer.
    private RuleReply Ask(RuleRequest request, string what, TimeSpan limit)
    {
        try
        {
            var line = JsonSerializer.SerializeToUtf8Bytes(request, RuleJson.Default.RuleRequest);
            process.Input.Write([.. line, (byte)'\n']);
            process.Input.Flush();
            var answer = replies.ReadLineAsync().WaitAsync(limit, TimeProvider.System, cancellation).GetAwaiter().GetResult();
            var reply = answer is null ? null : JsonSerializer.Deserialize(answer, RuleJson.Default.RuleReply);
            return reply switch
            {
                null => throw LintErrors.RuleProcessEnded(what, process.LastErrors()),
                RuleReply.Failed { Assembly: { } assembly, Why: var why } => throw LintErrors.UnusableAssembly(assembly, why),
                RuleReply.Failed failed => throw LintErrors.RuleThrew(failed.Rule!, failed.Why),
                _ => reply,
            };
        }
        catch (TimeoutException)
        {
            ProcessGroup.Kill(process.Id);
            throw LintErrors.RuleHangs(what, limit);
        }
        catch (OperationCanceledException)
        {
            ProcessGroup.Kill(process.Id);
            throw;
        }
        catch (IOException)
        {
            throw LintErrors.RuleProcessEnded(what, process.LastErrors());
        }
    }

    private sealed class HostedRule(RuleProcess process, int at, RuleHead head) : ILintRule
    {
        public string Id => head.Id;

        public LintSeverity Severity => head.Severity;

        public string Message => head.Message;

        public string Safer => head.Safer;

        public IEnumerable<(string Object, string? Detail)> JudgeSchema(DatabaseSchema schema)
        {
            var url = process.Schema ?? throw new InvalidOperationException("A schema is judged by rules of assemblies where its database is known.");
            return Judged(new RuleRequest.JudgeSchema(url.ToSecretString(), at)).Select(mark => (mark.Object!, mark.Detail));
        }

        public IEnumerable<(StatementSafety Statement, string? Detail)> JudgeMigration(SqlScript script, IReadOnlyList<StatementSafety> statements) =>
            Judged(new RuleRequest.JudgeScript(script.Name, script.Text, [.. statements.Select(StatementFacts.Of)], at))
                .Select(mark => (statements[mark.Statement!.Value], mark.Detail));

        private IReadOnlyList<RuleMark> Judged(RuleRequest request) => ((RuleReply.Judged)process.Ask(request, $"rule {head.Id}", process.patience)).Marks;
    }
}
