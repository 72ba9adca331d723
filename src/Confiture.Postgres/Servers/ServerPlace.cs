namespace Confiture.Postgres;

/// <summary>The directories of one server. The outer one and the configuration are ours; data and socket belong to the server's user.</summary>
/// <param name="Directory">The outer directory.</param>
internal sealed record ServerPlace(string Directory)
{
    internal string Data => Path.Combine(Directory, "data");

    // One letter: the whole path of a socket must stay below 107 bytes.
    internal string Socket => Path.Combine(Directory, "s");

    internal string Configuration => Path.Combine(Directory, "conf");

    internal string Log => Path.Combine(Socket, "log");

    internal IReadOnlyList<string> OfServerUser => [Data, Socket];

    /// <summary>The postmaster's process id by its own account, 0 when it has not written one.</summary>
    internal int PostmasterPid() => Math.Max(0, PidIn(Data));

    /// <summary>The server process that works, or worked last, in this place: a postmaster, or what initdb runs, which writes its id with a minus.
    /// 0 when there was none.</summary>
    internal int LastServerPid() => Math.Abs(PidIn(Data) is var pid and not 0 ? pid : PidIn(Directory));

    /// <summary>A line of what the postmaster writes about itself; null as long as it has not written it.</summary>
    /// <param name="line">The line's number, from 1.</param>
    internal string? PostmasterStatus(int line)
    {
        try
        {
            return File.ReadLines(Path.Combine(Data, "postmaster.pid")).ElementAtOrDefault(line - 1)?.Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static int PidIn(string directory)
    {
        try
        {
            return int.TryParse(File.ReadLines(Path.Combine(directory, "postmaster.pid")).FirstOrDefault(), out var pid) && pid is > 1 or < -1 ? pid : 0;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return 0;
        }
    }

    /// <summary>The last lines of the server's log; empty when there is none.</summary>
    internal IReadOnlyList<string> LastLogLines()
    {
        try
        {
            return [.. File.ReadLines(Log).TakeLast(30)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}
