using System.Text.Json.Serialization;
using Foundation.Errors;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>Messages from a controller to an agent. Each request gets one answer with its number; several may be at work at the same time.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "ask")]
[JsonDerivedType(typeof(Serve), "serve")]
[JsonDerivedType(typeof(Describe), "describe")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Raise), "raise")]
[JsonDerivedType(typeof(Inspect), "survey")]
[JsonDerivedType(typeof(Probe), "probe")]
[JsonDerivedType(typeof(Run), "run")]
[JsonDerivedType(typeof(Status), "status")]
[JsonDerivedType(typeof(Adopt), "adopt")]
[JsonDerivedType(typeof(Store), "store")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(Receive), "receive")]
[JsonDerivedType(typeof(Control), "control")]
[JsonDerivedType(typeof(Logs), "logs")]
[JsonDerivedType(typeof(Execute), "execute")]
[JsonDerivedType(typeof(Feed), "feed")]
[JsonDerivedType(typeof(Examine), "examine")]
[JsonDerivedType(typeof(Try), "try")]
[JsonDerivedType(typeof(Hold), "hold")]
[JsonDerivedType(typeof(Cancel), "cancel")]
public abstract record AgentRequest
{
    private AgentRequest()
    {
    }

    /// <summary>The number that the answer has, too.</summary>
    public int Number { get; init; }

    /// <summary>The first message: what is to be served.</summary>
    /// <param name="Protocol">The version of these messages.</param>
    /// <param name="Target">The target, with its secrets: this is why it comes by the pipe.</param>
    /// <param name="Host">The host's name in plans.</param>
    public sealed record Serve(int Protocol, Target Target, string Host) : AgentRequest;

    /// <summary>See <see cref="IHost.DescribeAsync"/>.</summary>
    public sealed record Describe : AgentRequest;

    /// <summary>See <see cref="IHost.OpenAsync"/>.</summary>
    public sealed record Open : AgentRequest;

    /// <summary>See <see cref="IHost.RaiseAsync"/>.</summary>
    /// <param name="Orphaned">True when the controller before did not end by itself.</param>
    public sealed record Raise(long Epoch, bool Orphaned) : AgentRequest;

    /// <summary>See <see cref="IHost.SurveyAsync"/>.</summary>
    /// <param name="Request">What is wanted.</param>
    public sealed record Inspect(SurveyRequest Request) : AgentRequest;

    /// <summary>Look at a step's effect.</summary>
    /// <param name="Call">The step.</param>
    /// <param name="Right">The controller's right.</param>
    public sealed record Probe(StepCall Call, SentRight Right) : AgentRequest;

    /// <summary>Do or undo a step.</summary>
    /// <param name="Call">The step.</param>
    /// <param name="Verb">Do or undo.</param>
    /// <param name="Right">The controller's right.</param>
    public sealed record Run(StepCall Call, StepVerb Verb, SentRight Right) : AgentRequest;

    /// <summary>See <see cref="IHost.StatusAsync"/>.</summary>
    public sealed record Status : AgentRequest;

    /// <summary>See <see cref="IHost.AdoptAsync"/>.</summary>
    /// <param name="From">The target that has the directory.</param>
    public sealed record Adopt(string? Commit, string? From) : AgentRequest;

    /// <summary>See <see cref="IHost.HeldAsync"/>.</summary>
    public sealed record Held(string Commit) : AgentRequest;

    /// <summary>See <see cref="IHost.ReceiveAsync"/>.</summary>
    /// <param name="Part">The part of the bundle.</param>
    public sealed record Receive(BundlePart Part) : AgentRequest;

    /// <summary>See <see cref="IHost.ControlAsync"/>.</summary>
    /// <param name="Verb">What to do.</param>
    /// <param name="Right">The controller's right.</param>
    public sealed record Control(ServiceVerb Verb, SentRight Right) : AgentRequest;

    /// <summary>See <see cref="IHost.LogsAsync"/>.</summary>
    /// <param name="Lines">How many at most.</param>
    /// <param name="Follow">True to go on until cancelled.</param>
    public sealed record Logs(int Lines, bool Follow) : AgentRequest;

    /// <summary>See <see cref="IHost.ExecuteAsync"/>.</summary>
    /// <param name="Command">The argument vector.</param>
    public sealed record Execute(IReadOnlyList<string> Command) : AgentRequest;

    /// <summary>What the program of <see cref="Execute"/> with the same number reads. Without an answer.</summary>
    /// <param name="Data">The bytes; none at the end.</param>
    public sealed record Feed(byte[] Data) : AgentRequest;

    /// <summary>See <see cref="IHost.ExamineAsync"/>.</summary>
    /// <param name="ControllerTime">The controller's clock.</param>
    public sealed record Examine(DateTimeOffset ControllerTime) : AgentRequest;

    /// <summary>See <see cref="IHost.TryAsync"/>.</summary>
    public sealed record Try : AgentRequest;

    /// <summary>A question to the store of the host.</summary>
    /// <param name="Mail">It.</param>
    public sealed record Store(StoreMail Mail) : AgentRequest;

    /// <summary>The lease was renewed. Without an answer.</summary>
    /// <param name="Left">How long it is good from now on.</param>
    public sealed record Hold(TimeSpan Left) : AgentRequest;

    /// <summary>Cancel the request with the same number, which then answers. Has no answer itself.</summary>
    public sealed record Cancel : AgentRequest;
}

/// <summary>A controller's right, as it is sent.</summary>
/// <param name="Deployment">The deployment's id.</param>
/// <param name="Left">How long the lease is good from now on: clocks of two hosts need not agree.</param>
public sealed record SentRight(string Deployment, long Epoch, TimeSpan Left);

/// <summary>Messages from an agent.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "say")]
[JsonDerivedType(typeof(Serving), "serving")]
[JsonDerivedType(typeof(Described), "described")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Raised), "raised")]
[JsonDerivedType(typeof(Surveyed), "surveyed")]
[JsonDerivedType(typeof(Probed), "probed")]
[JsonDerivedType(typeof(Ran), "ran")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(Adopted), "adopted")]
[JsonDerivedType(typeof(Stored), "stored")]
[JsonDerivedType(typeof(Holding), "holding")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Wrote), "wrote")]
[JsonDerivedType(typeof(Exited), "exited")]
[JsonDerivedType(typeof(Examined), "examined")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Heard), "heard")]
public abstract record AgentReply
{
    private AgentReply()
    {
    }

    /// <summary>The number of the request.</summary>
    public int Number { get; init; }

    /// <summary>The answer to the first message.</summary>
    /// <param name="Protocol">The version of these messages.</param>
    /// <param name="Host">The host's name.</param>
    public sealed record Serving(int Protocol, string Host) : AgentReply;

    /// <summary>The description of the host.</summary>
    /// <param name="Description">In words.</param>
    public sealed record Described(HostDescription Description) : AgentReply;

    /// <summary>The host may be used.</summary>
    /// <param name="Epoch">The highest epoch that it has seen.</param>
    public sealed record Opened(long Epoch) : AgentReply;

    /// <summary>The epoch is the newest.</summary>
    public sealed record Raised : AgentReply;

    /// <summary>The basis of a plan.</summary>
    /// <param name="Survey">It.</param>
    public sealed record Surveyed(Survey Survey) : AgentReply;

    /// <summary>The result of a probe.</summary>
    /// <param name="Effect">It.</param>
    public sealed record Probed(StepEffect Effect) : AgentReply;

    /// <summary>A verb has ended well.</summary>
    /// <param name="Result">What it brought.</param>
    public sealed record Ran(StepResult Result) : AgentReply;

    /// <summary>The live release.</summary>
    /// <param name="Status">It.</param>
    public sealed record Seen(HostStatus Status) : AgentReply;

    /// <summary>The live release was adopted.</summary>
    /// <param name="Live">It, and where it lies.</param>
    public sealed record Adopted(Placement Live) : AgentReply;

    /// <summary>What a program has written, before it has ended.</summary>
    /// <param name="Data">The bytes.</param>
    /// <param name="IsError">True for standard error.</param>
    public sealed record Wrote(byte[] Data, bool IsError) : AgentReply;

    /// <summary>What was found.</summary>
    /// <param name="Findings">It.</param>
    public sealed record Examined(IReadOnlyList<Finding> Findings) : AgentReply;

    /// <summary>A program has ended.</summary>
    public sealed record Exited(int Code) : AgentReply;

    /// <summary>What the mirror holds.</summary>
    /// <param name="Commits">It.</param>
    public sealed record Holding(HeldCommits Commits) : AgentReply;

    /// <summary>A part of a bundle was received.</summary>
    public sealed record Received : AgentReply;

    /// <summary>The answer of the store.</summary>
    /// <param name="Mail">It.</param>
    public sealed record Stored(StoreMail Mail) : AgentReply;

    /// <summary>The request failed.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="Exit">The exit code of the error.</param>
    /// <param name="Cancelled">True when it was ended by a wish.</param>
    public sealed record Failed(FailureReport Failure, ExitCode Exit, bool Cancelled) : AgentReply;

    /// <summary>News while a request runs.</summary>
    /// <param name="News">The events of a migrator.</param>
    public sealed record Heard(MigratorNews News) : AgentReply;
}

/// <summary>The serialization of messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DatabaseUrlConverter), typeof(EnumWordConverter<ExitCode>)])]
[JsonSerializable(typeof(AgentRequest))]
[JsonSerializable(typeof(AgentReply))]
internal sealed partial class AgentJson : JsonSerializerContext;
