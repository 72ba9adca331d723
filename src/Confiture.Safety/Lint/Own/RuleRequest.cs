using System.Text.Json.Serialization;

namespace Confiture.Safety;

/// <summary>What the tool asks the process that runs rules of the user's own: one line of JSON, answered by one line, a <see cref="RuleReply"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "ask")]
[JsonDerivedType(typeof(Load), "load")]
[JsonDerivedType(typeof(JudgeScript), "script")]
[JsonDerivedType(typeof(JudgeSchema), "schema")]
public abstract record RuleRequest
{
    private RuleRequest()
    {
    }

    /// <summary>The first request: load the rules of these assemblies.</summary>
    /// <param name="Assemblies">Full paths.</param>
    public sealed record Load(IReadOnlyList<string> Assemblies) : RuleRequest;

    /// <summary>Judge a migration.</summary>
    /// <param name="Name">The file, as it was named.</param>
    /// <param name="Statements">What its statements do, in order.</param>
    /// <param name="Rule">The rule that judges, by its place in <see cref="RuleReply.Loaded"/>.</param>
    public sealed record JudgeScript(string Name, string Text, IReadOnlyList<StatementFacts> Statements, int Rule) : RuleRequest;

    /// <summary>Judge a built schema, which is read from its database.</summary>
    /// <param name="Url">The database, with its password: this is why it comes by the pipe.</param>
    /// <param name="Rule">The rule that judges, by its place in <see cref="RuleReply.Loaded"/>.</param>
    public sealed record JudgeSchema(string Url, int Rule) : RuleRequest;
}

/// <summary>The answer to a <see cref="RuleRequest"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "answer")]
[JsonDerivedType(typeof(Loaded), "loaded")]
[JsonDerivedType(typeof(Judged), "judged")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record RuleReply
{
    private RuleReply()
    {
    }

    /// <summary>The rules that were found, in order.</summary>
    /// <param name="Rules">What they say of themselves.</param>
    public sealed record Loaded(IReadOnlyList<RuleHead> Rules) : RuleReply;

    /// <summary>The faults that were found.</summary>
    /// <param name="Marks">The faults.</param>
    public sealed record Judged(IReadOnlyList<RuleMark> Marks) : RuleReply;

    /// <summary>An assembly cannot be loaded, or a rule threw.</summary>
    /// <param name="Assembly">The assembly, or null when a rule is at fault.</param>
    /// <param name="Rule">The rule, or null when an assembly is at fault.</param>
    /// <param name="Why">What happened.</param>
    public sealed record Failed(string? Assembly, string? Rule, string Why) : RuleReply;
}

/// <summary>What a rule says of itself.</summary>
/// <param name="Id">Its name in kebab-case.</param>
/// <param name="Severity">How bad a finding is unless the configuration says otherwise.</param>
/// <param name="Message">What it finds.</param>
/// <param name="Safer">What to write instead.</param>
public sealed record RuleHead(string Id, LintSeverity Severity, string Message, string Safer);

/// <summary>One fault that a rule found.</summary>
/// <param name="Statement">The statement's place in the script; null for an object of a schema.</param>
/// <param name="Object">The object of a schema; null for a statement.</param>
/// <param name="Detail">What to say in place of the rule's message, or null.</param>
public sealed record RuleMark(int? Statement, string? Object, string? Detail);

/// <summary>The messages between the tool and the process that runs rules of the user's own, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RuleRequest))]
[JsonSerializable(typeof(RuleReply))]
public sealed partial class RuleJson : JsonSerializerContext;
