using System.Text.Json.Serialization;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>A health check of a release. A release is healthy when each of its checks is good.</summary>
/// <param name="Name">The check's name in messages.</param>
/// <param name="Pace">When it is asked, and how long.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Http), "http")]
[JsonDerivedType(typeof(Tcp), "tcp")]
[JsonDerivedType(typeof(Exec), "exec")]
[JsonDerivedType(typeof(Unit), "systemd")]
public abstract record HealthSettings(string Name, HealthPace Pace)
{
    /// <summary>Where the question comes from.</summary>
    public HealthOrigin From { get; init; }

    /// <summary>Gets a URL: 2xx is good.</summary>
    /// <param name="Url">The URL to get.</param>
    /// <param name="ReleaseIn">Where the answer names its release: <see cref="Body"/>, or a header's name; null when it does not.</param>
    public sealed record Http(string Name, HealthPace Pace, Uri Url, string? ReleaseIn) : HealthSettings(Name, Pace)
    {
        /// <summary>The body of the answer names the release.</summary>
        public const string Body = "body";
    }

    /// <summary>Connects to a port: an accepted connection is good.</summary>
    /// <param name="Host">The host to connect to.</param>
    public sealed record Tcp(string Name, HealthPace Pace, string Host, int Port) : HealthSettings(Name, Pace);

    /// <summary>Runs a command in the release's directory: exit code 0 is good.</summary>
    /// <param name="Command">The argument vector.</param>
    public sealed record Exec(string Name, HealthPace Pace, IReadOnlyList<string> Command) : HealthSettings(Name, Pace);

    /// <summary>Looks at a systemd unit: active, and not restarted meanwhile, is good.</summary>
    /// <param name="UnitName">The unit's name with its suffix.</param>
    public sealed record Unit(string Name, HealthPace Pace, string UnitName) : HealthSettings(Name, Pace);
}

/// <summary>Where a health check is made.</summary>
[JsonConverter(typeof(EnumWordConverter<HealthOrigin>))]
public enum HealthOrigin
{
    /// <summary>On the host on which the release runs.</summary>
    Host,

    /// <summary>On the machine that deploys.</summary>
    Controller,
}

/// <summary>The times of a health check.</summary>
public sealed record HealthPace
{
    /// <summary>The usual time that a release has to become healthy: 30 s.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long the release has to become healthy.</summary>
    public TimeSpan Timeout { get; init; } = UsualTimeout;

    /// <summary>The pause between attempts.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait for one answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many good answers in a row are wanted.</summary>
    public int Successes { get; init; } = 2;

    /// <summary>For how long the answers have to be good: the release's minimum healthy time.</summary>
    public TimeSpan HealthyFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many attempts are made at most; null when only the time counts.</summary>
    public int? Attempts { get; init; }

    /// <summary>How many failures in a row end the wait, counted from the first answer on: until then the release is still starting.
    /// Null when only the time counts.</summary>
    public int? FailuresInARow { get; init; }
}
