namespace Confiture.Schema;

/// <summary>An attribute of objects, under the name that the query of their kind gives it. Kinds that have it alike share its name.</summary>
internal abstract class Attribute(string name)
{
    internal string Name => name;

    /// <summary>Where attributes are told apart by their names alone.</summary>
    public static implicit operator string(Attribute attribute) => attribute.Name;

    public override string ToString() => Name;
}

/// <summary>An attribute and what its values are.</summary>
/// <typeparam name="T">A text, a truth, a number or a list of texts.</typeparam>
internal sealed class Attribute<T>(string name) : Attribute(name);
