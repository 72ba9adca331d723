namespace Foundation.Processes;

/// <summary>Finds programs the way a shell does, without one.</summary>
public static class ProgramPath
{
    /// <summary>The full path of a program, or null when it is not there.</summary>
    /// <param name="program">A name to look up on PATH, or a path (relative ones count from <paramref name="directory"/>).</param>
    /// <param name="directory">The directory that relative paths count from; the current one when null.</param>
    public static string? Find(string program, string? directory = null)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(program, directory ?? Environment.CurrentDirectory);
            return IsProgram(path) ? path : null;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) => File.Exists(path)
        && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None;
}
