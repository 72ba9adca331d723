namespace Confiture.Schema;

/// <summary>What a database holds and the model has no kind for.</summary>
/// <param name="Kind">What people call it.</param>
/// <param name="Address">Its name as SQL.</param>
/// <param name="Definition">What tells it apart from another one of the name, as far as that can be read.</param>
internal sealed record UnknownObject(string Kind, string Address, string? Definition)
{
    public override string ToString() => $"{Kind} {Address}";
}
