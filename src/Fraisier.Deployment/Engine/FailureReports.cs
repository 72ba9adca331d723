using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Turns exceptions into what is kept and shown.</summary>
internal static class FailureReports
{
    public static FailureReport Of(Exception e, bool interrupted) => e switch
    {
        _ when interrupted => new(FoundationErrors.Interrupted.Id, "The user interrupted the deployment.", "Ctrl-C or SIGTERM.", "Deploy again when you are ready.", [], Interrupted: true),
        ToolException tool => new(tool.Code.Id, tool.What, tool.Why, tool.Fix, tool.Details, Interrupted: false),
        OperationCanceledException => new(FoundationErrors.ProgramTimedOut.Id, "A step did not end within its deadline.", "It hung or needs more time.", "Look at what it waits for.", [], Interrupted: false),
        IOException or UnauthorizedAccessException => new(FoundationErrors.FileNotWritable.Id, e.Message, "The file system refused.", "Check the free space and the owner of the application's directory.", [], Interrupted: false),
        _ => new(FoundationErrors.Unexpected.Id, $"{e.GetType().Name}: {e.Message}", "This is a defect of the tool.", "Report it with the journal of this deployment.", [], Interrupted: false),
    };

    public static ToolException ToError(this FailureReport failure, ErrorCode code, string prefix, string fix) =>
        code.Error($"{prefix} {failure.What}", failure.Why, fix).With([.. failure.Details]);
}
