namespace Foundation.Errors;

/// <summary>An error that teaches: a stable code, what happened, why, and what to do now.</summary>
public sealed class ToolException : Exception
{
    internal ToolException(ErrorCode code, string what, string why, string fix, Exception? inner)
        : base($"{code.Id}: {what}", inner)
    {
        Code = code;
        What = what;
        Why = why;
        Fix = fix;
    }

    /// <summary>The kind of error.</summary>
    public ErrorCode Code { get; }

    /// <summary>What happened.</summary>
    public string What { get; }

    /// <summary>Why it happened.</summary>
    public string Why { get; }

    /// <summary>What to do now.</summary>
    public string Fix { get; }

    /// <summary>More lines that help to understand the failure: a log excerpt, the body of an HTTP answer. Empty when there are none.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The same error with <paramref name="details"/> attached.</summary>
    /// <param name="details">Lines to print under the message.</param>
    public ToolException With(IReadOnlyList<string> details) => new(Code, What, Why, Fix, InnerException) { Details = details };
}
