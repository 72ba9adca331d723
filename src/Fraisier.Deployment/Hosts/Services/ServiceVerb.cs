using System.Text.Json.Serialization;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>What a person does with a service, without a new release.</summary>
[JsonConverter(typeof(EnumWordConverter<ServiceVerb>))]
public enum ServiceVerb
{
    /// <summary>Start it again on the live release, and wait until it is well.</summary>
    Restart,

    /// <summary>Stop it. The next deployment or restart starts it.</summary>
    Stop,
}
