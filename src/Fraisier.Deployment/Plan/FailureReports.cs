using Foundation.Errors;
using Foundation.Text;

namespace Fraisier.Deployment;

/// <summary>Why a step failed, as it is kept, sent and shown.</summary>
/// <param name="Code">The error's code.</param>
/// <param name="What">What happened.</param>
/// <param name="Fix">What to do now.</param>
/// <param name="Details">More lines: the answer of the health check, the last lines of the service's log.</param>
/// <param name="Interrupted">True when the user stopped it.</param>
public sealed record FailureReport(string Code, string What, string Why, string Fix, IReadOnlyList<string> Details, bool Interrupted);

/// <summary>Turns exceptions into what is kept and shown.</summary>
internal static class FailureReports
{
    public static FailureReport Of(Exception e, bool interrupted) => e switch
    {
        _ when interrupted => new(FoundationErrors.Interrupted.Id, "The user interrupted the deployment.", "Ctrl-C, SIGTERM or `fraisier cancel`.",
            "Deploy again when you are ready.", [], Interrupted: true),
        ToolException tool => new(tool.Code.Id, tool.What, tool.Why, tool.Fix, tool.Details, Interrupted: false),
        OperationCanceledException => new(FoundationErrors.ProgramTimedOut.Id, "A step did not finish within its deadline.", "It hung or needs more time.",
            "Check what it is waiting for.", [], Interrupted: false),
        IOException or UnauthorizedAccessException => new(FoundationErrors.FileNotWritable.Id, e.Message, "The file system denied access.",
            "Check the free space and the owner of the application's directory.", [], Interrupted: false),
        _ => new(FoundationErrors.Unexpected.Id, $"{e.GetType().Name}: {e.Message}", "This is a bug in the tool.",
            "Report it with the journal of this deployment.", [], Interrupted: false),
    };

    /// <summary>The report of a step that was stopped because the same step failed on another host.</summary>
    public static FailureReport Sibling(StepId step) => new(FoundationErrors.Interrupted.Id, $"{step} was stopped, because another host failed.",
        "The deployment is rolled back on all hosts.", "Fix the cause on the other host.", [], Interrupted: false);

    /// <summary>The report without secrets.</summary>
    public static FailureReport Without(this FailureReport failure, Redactor redactor) => failure with
    {
        What = redactor.Hidden(failure.What),
        Why = redactor.Hidden(failure.Why),
        Fix = redactor.Hidden(failure.Fix),
        Details = [.. failure.Details.Select(redactor.Hidden)],
    };

    /// <summary>The error again, with its own code.</summary>
    public static ToolException ToError(this FailureReport failure, ExitCode exit) =>
        new ErrorCode(failure.Code, exit, failure.What).Error(failure.What, failure.Why, failure.Fix).With(failure.Details);
}
