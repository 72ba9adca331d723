using System.Text.Json.Serialization;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>What runs before the schema changes, or after the release is healthy. A crash may make a hook run again.</summary>
/// <param name="Name">The hook's name in messages.</param>
/// <param name="Timeout">The longest that it may take.</param>
/// <param name="OnFailure">What a failure of it means.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Database), "database")]
[JsonDerivedType(typeof(Script), "script")]
[JsonDerivedType(typeof(Request), "http")]
public abstract record HookSettings(string Name, TimeSpan Timeout, HookFailure OnFailure)
{
    /// <summary>The usual time limit: 60 s.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Statements for the target's database, in one transaction.</summary>
    /// <param name="Sql">The statements; null when they are in a file.</param>
    /// <param name="File">The file in the release; null when the statements are given.</param>
    public sealed record Database(string Name, TimeSpan Timeout, HookFailure OnFailure, string? Sql, string? File) : HookSettings(Name, Timeout, OnFailure);

    /// <summary>A program, run in the release's directory.</summary>
    /// <param name="Command">The argument vector.</param>
    public sealed record Script(string Name, TimeSpan Timeout, HookFailure OnFailure, IReadOnlyList<string> Command) : HookSettings(Name, Timeout, OnFailure);

    /// <summary>A request that has to be answered with 2xx.</summary>
    /// <param name="Url">Where to; it may hold secrets.</param>
    /// <param name="Method">Its verb, such as GET.</param>
    /// <param name="Body">What is sent; null for nothing.</param>
    public sealed record Request(string Name, TimeSpan Timeout, HookFailure OnFailure, Uri Url, string Method, string? Body)
        : HookSettings(Name, Timeout, OnFailure);
}

/// <summary>What the failure of a hook means.</summary>
[JsonConverter(typeof(EnumWordConverter<HookFailure>))]
public enum HookFailure
{
    /// <summary>The deployment fails and is rolled back.</summary>
    Rollback,

    /// <summary>A warning; the deployment goes on.</summary>
    Alert,

    /// <summary>Nothing but a note on record.</summary>
    Ignore,
}

/// <summary>The hooks of a target, in the order in which they run.</summary>
/// <param name="Before">After the release is prepared, and before anything live changes.</param>
/// <param name="After">After the release is healthy, and before the deployment is final.</param>
public sealed record HookPhases(IReadOnlyList<HookSettings> Before, IReadOnlyList<HookSettings> After)
{
    /// <summary>No hooks.</summary>
    public static HookPhases None { get; } = new([], []);
}
