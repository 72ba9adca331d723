using System.Text.Json.Serialization;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>Hears what happens during a step: migrations, and the attempts of health checks.</summary>
public interface IMigratorObserver
{
    /// <summary>Something happens with a migration, or a migrator waits.</summary>
    void Heard(MigratorNews news);
}

/// <summary>Something that happens during a step.</summary>
/// <param name="Kind">What kind of news it is.</param>
/// <param name="Text">The migration's name, or a sentence.</param>
public sealed record MigratorNews(MigratorEvent Kind, string Text);

/// <summary>The kinds of a migrator's news.</summary>
[JsonConverter(typeof(EnumWordConverter<MigratorEvent>))]
public enum MigratorEvent
{
    /// <summary>A migration is about to be applied.</summary>
    Applying,

    /// <summary>A migration is about to be rolled back.</summary>
    RollingBack,

    /// <summary>A migration was applied.</summary>
    Applied,

    /// <summary>A migration was rolled back.</summary>
    RolledBack,

    /// <summary>It waits for someone.</summary>
    Waiting,

    /// <summary>A migration is tried again.</summary>
    Retrying,

    /// <summary>Something that a person should know.</summary>
    Warned,

    /// <summary>A health check was asked once.</summary>
    Attempted,
}
