namespace Foundation.Processes;

/// <summary>A program that has this process's own terminal.</summary>
public static class AttachedProcess
{
    /// <summary>Runs a program to its end. Its deadline does not count here.</summary>
    /// <param name="command">The program.</param>
    /// <param name="cancellation">Ends the wait: the terminal has sent the program the same interrupt.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="Errors.ToolException">The program is missing or cannot be started.</exception>
    public static async Task<int> RunAsync(Command command, CancellationToken cancellation)
    {
        using var process = ProcessStart.BeginAttached(command);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode;
    }
}
