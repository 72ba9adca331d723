namespace Fraisier.Deployment;

/// <summary>The working directory of a process, from the kernel.</summary>
internal static class ProcessDirectory
{
    /// <summary>The working directory with all links followed; null when the process is gone or another user's.</summary>
    /// <param name="pid">The process id.</param>
    public static string? Of(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
