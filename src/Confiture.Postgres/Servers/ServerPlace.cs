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

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>The postmaster's process id by its own account, 0 when it has not written one.</summary>
    internal int PostmasterPid()
    {
        try
        {
            return int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), out var pid) && pid > 1 ? pid : 0;
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
