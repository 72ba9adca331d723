using System.Text.Json;
using System.Threading.Channels;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Schema;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.RulesHost;

/// <summary>Answers requests, one line each, until the input ends.</summary>
/// <param name="replies">Where the answers go.</param>
internal sealed class RuleServer(Stream requests, Stream replies)
{
    private IReadOnlyList<ILintRule> rules = [];
    private DatabaseSchema? schema;

    public async Task RunAsync()
    {
        var lines = Channel.CreateUnbounded<string>();
        _ = Task.Run(() => ReadAsync(lines.Writer));
        await foreach (var line in lines.Reader.ReadAllAsync())
        {
            var reply = await AnswerAsync(JsonSerializer.Deserialize(line, RuleJson.Default.RuleRequest)!);
            await JsonSerializer.SerializeAsync(replies, reply, RuleJson.Default.RuleReply);
            replies.WriteByte((byte)'\n');
            await replies.FlushAsync();
        }
    }

    // Whoever asked is gone when the input ends: a rule that goes on for ever must not outlive it.
    private async Task ReadAsync(ChannelWriter<string> lines)
    {
        using var reader = new StreamReader(requests);
        while (await reader.ReadLineAsync() is { } line) await lines.WriteAsync(line);
        Environment.Exit(0);
    }

    private async Task<RuleReply> AnswerAsync(RuleRequest request)
    {
        switch (request)
        {
            case RuleRequest.Load load:
                return Load(load.Assemblies);
            case RuleRequest.JudgeScript script:
                var read = SqlScript.ParseWithFaults(script.Name, script.Text);
                IReadOnlyList<StatementSafety> statements = [.. SqlSyntax.Parse(read).Zip(script.Statements, (node, facts) => facts.With(node))];
                return Judged(script.Rule,
                    rule => rule.JudgeMigration(read, statements).Select(found => new RuleMark(PlaceOf(found.Statement, statements), null, found.Detail)));
            case RuleRequest.JudgeSchema(var url, var rule):
                schema ??= await ShadowServer.ReadAsync(DatabaseUrl.Parse(url, "the built schema", static _ => null), new CatalogOptions(),
                    CancellationToken.None);
                return Judged(rule, judge => judge.JudgeSchema(schema).Select(found => new RuleMark(
                    null, found.Object ?? throw new InvalidOperationException("It marks an object without a name."), found.Detail)));
            default:
                throw new InvalidOperationException($"There is no answer to {request.GetType().Name}.");
        }
    }

    private static int? PlaceOf(StatementSafety found, IReadOnlyList<StatementSafety> statements)
    {
        for (var at = 0; at < statements.Count; at++)
            if (ReferenceEquals(statements[at].Node, found.Node)) return at;
        throw new InvalidOperationException("It marks a statement that is not one of those that it was given.");
    }

    private RuleReply Load(IReadOnlyList<string> assemblies)
    {
        List<ILintRule> found = [];
        foreach (var path in assemblies)
        {
            try
            {
                found.AddRange(RuleAssembly.RulesOf(path));
            }
            catch (Exception e)
            {
                return new RuleReply.Failed(path, null, Inner(e).Message);
            }
        }

        rules = found;
        return new RuleReply.Loaded([.. rules.Select(r => new RuleHead(r.Id, r.Severity, r.Message, r.Safer))]);
    }

    private RuleReply Judged(int rule, Func<ILintRule, IEnumerable<RuleMark>> judge)
    {
        try
        {
            return new RuleReply.Judged([.. judge(rules[rule])]);
        }
        catch (Exception e)
        {
            // Where it threw is what its author needs, and it is the first line of the trace.
            var place = Inner(e).StackTrace?.Split('\n')[0].Trim();
            return new RuleReply.Failed(null, rules[rule].Id, $"{Inner(e).GetType().Name}: {Inner(e).Message}{(place is null ? string.Empty : $" ({place})")}");
        }
    }

    private static Exception Inner(Exception e) => e is System.Reflection.TargetInvocationException { InnerException: { } inner } ? inner : e;
}
