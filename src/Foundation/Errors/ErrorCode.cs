namespace Foundation.Errors;

/// <summary>A stable name for one kind of error. Scripts match on <paramref name="Id"/>; it never changes meaning.</summary>
/// <param name="Id">The printed code, for example <c>CONF-MIG-004</c>.</param>
/// <param name="Exit">The exit code of a command that ends with this error.</param>
/// <param name="Title">One line for the table in the documentation.</param>
public sealed record ErrorCode(string Id, ExitCode Exit, string Title)
{
    /// <summary>Creates the exception for one occurrence of this error.</summary>
    /// <param name="what">What happened, with names and places.</param>
    /// <param name="why">The cause, as far as it is known.</param>
    /// <param name="fix">What to do now: a command, where one helps.</param>
    /// <param name="inner">The exception that was the cause, if there was one.</param>
    public ToolException Error(string what, string why, string fix, Exception? inner = null) => new(this, what, why, fix, inner);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
