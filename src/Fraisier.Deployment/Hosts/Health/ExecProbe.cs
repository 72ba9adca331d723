using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Runs a command in the release's directory.</summary>
/// <param name="settings">The command.</param>
/// <param name="releases">Where releases lie.</param>
/// <param name="runner">Runs it.</param>
internal sealed class ExecProbe(HealthSettings.Exec settings, IReleaseLayout releases, CommandRunner runner) : IProbe
{
    private const int TextLimit = 2048;

    public string Question => $"run {Command.Of(settings.Command[0], [.. settings.Command.Skip(1)])}";

    public bool StrangersCanAnswer => false;

    public async Task<ProbeAnswer> AskAsync(Release? release, TimeSpan wait, CancellationToken cancellation)
    {
        var command = Command.Of(settings.Command[0], [.. settings.Command.Skip(1)]) with
        {
            WorkingDirectory = release is null ? releases.LivePath : releases.WorkingDirectory(release),
            Environment = PlainEnvironment.Of(release),
            InheritsEnvironment = false,
            Deadline = wait,
        };
        try
        {
            var result = await runner.RunAsync(command, cancellation);
            var said = (result.Output + result.Errors).Trim();
            return new(result.Succeeded, Ended: true, $"exit code {result.ExitCode}", said[..Math.Min(said.Length, TextLimit)]) { Answered = true };
        }
        catch (ToolException e) when (e.Code == FoundationErrors.ProgramTimedOut)
        {
            return ProbeAnswer.TimedOut(wait);
        }
        catch (ToolException e) when (e.Code == FoundationErrors.ProgramMissing || e.Code == FoundationErrors.ProgramFailed)
        {
            return new(false, Ended: true, e.What);
        }
    }
}
