using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Foundation.Processes;

namespace Confiture.Postgres;

/// <summary>
/// The version of a server program, asked once for each state of its file: the question starts a program,
/// which takes a good part of the time of a server's start.
/// </summary>
internal static partial class ProgramVersion
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>The version, or null when the program does not run or is not PostgreSQL.</summary>
    internal static async Task<Version?> OfAsync(string program, CancellationToken cancellation)
    {
        var note = NoteOf(program);
        if (Known(note) is { } known) return known;
        var answer = await new CommandRunner().RunAsync(Command.Of(program, "--version") with { Deadline = Deadline }, cancellation);
        if (!answer.Succeeded || Number().Match(answer.Output) is not { Success: true } match) return null;
        var version = new Version(Of(match.Groups["major"]), match.Groups["minor"].Success ? Of(match.Groups["minor"]) : 0);
        Keep(note, version);
        return version;
    }

    // A program that was replaced, or looks different in any way, has another name here.
    private static string? NoteOf(string program)
    {
        var file = new FileInfo(program);
        var state = Encoding.UTF8.GetBytes($"{program}\n{file.LastWriteTimeUtc:O}\n{file.Length}");
        return PostgresCache.Versions() is { } directory ? Path.Combine(directory, Convert.ToHexStringLower(SHA256.HashData(state))[..32]) : null;
    }

    private static Version? Known(string? note)
    {
        try
        {
            return note is not null && Version.TryParse(File.ReadAllText(note), out var version) ? version : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not asked before, or not readable: asked now.
            return null;
        }
    }

    private static void Keep(string? note, Version version)
    {
        if (note is null) return;
        try
        {
            var draft = $"{note}.{Environment.ProcessId}.new";
            File.WriteAllText(draft, version.ToString());
            File.Move(draft, note, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk: the program is asked again the next time.
        }
    }

    private static int Of(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\(PostgreSQL\) (?<major>[0-9]+)(\.(?<minor>[0-9]+))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
