namespace Confiture.Schema;

/// <content>What the bodies of routines name, and what executes them.</content>
internal abstract partial class Kind
{
    /// <summary>As what a body can name its objects; null when it cannot.</summary>
    internal virtual NameSort? NamedAs => null;

    /// <summary>True for what has a routine executed for the rows of its table.</summary>
    internal virtual bool Fires => false;

    /// <summary>True for what is a text and nothing else: who uses it should find the new one, also where it is changed in place.</summary>
    internal virtual bool IsCode => false;

    /// <summary>True for what the server works out again when it writes the rows of its table again.</summary>
    internal virtual bool FollowsRows => false;

    /// <summary>Says whether an object has a body whose text can be read.</summary>
    internal virtual bool HasBody(SchemaObject item) => false;

    /// <summary>What an object needs when it is evaluated, as far as the catalogs know.</summary>
    internal virtual IEnumerable<SchemaObject> Needs(SchemaObject item) => item.DependsOn;

    /// <summary>Objects whose expressions the server evaluates when it makes or changes an object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="isNew">Whether it is made.</param>
    /// <param name="kept">What a table that is written again has worked out again.</param>
    internal virtual IEnumerable<SchemaObject> Evaluated(SchemaObject item, bool isNew, Func<SchemaObject, IEnumerable<SchemaObject>> kept) => [];

    /// <summary>What people call an object.</summary>
    internal virtual string Title(SchemaObject item) => item.Id.ToString();
}
