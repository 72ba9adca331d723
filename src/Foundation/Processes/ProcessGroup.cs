using System.Runtime.InteropServices;

namespace Foundation.Processes;

/// <summary>The signals that this product sends, by their POSIX numbers.</summary>
public enum ProcessSignal
{
    /// <summary>SIGINT, what Ctrl-C sends.</summary>
    Interrupt = 2,

    /// <summary>SIGQUIT; to PostgreSQL: immediate shutdown.</summary>
    Quit = 3,

    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGTERM.</summary>
    Terminate = 15,
}

/// <summary>Signals to processes and to whole process groups. Nothing happens when the target is gone.</summary>
public static class ProcessGroup
{
    /// <summary>Kills every process of the group.</summary>
    /// <param name="leader">The process id of the group's leader; must be greater than 1.</param>
    public static void Kill(int leader) => Signal(leader, ProcessSignal.Kill);

    /// <summary>Sends a signal to every process of the group.</summary>
    /// <param name="leader">The process id of the group's leader; must be greater than 1.</param>
    public static void Signal(int leader, ProcessSignal signal)
    {
        // kill(-1) and kill(0) reach far more than was meant.
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(leader, 1);
        _ = Native.Kill(-leader, (int)signal);
    }

    /// <summary>Sends a signal to one process.</summary>
    /// <param name="process">The process id; must be greater than 1.</param>
    public static void SignalOne(int process, ProcessSignal signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(process, 1);
        _ = Native.Kill(process, (int)signal);
    }

    /// <summary>True when the process exists and this user may not signal it.</summary>
    /// <param name="process">The process id; must be greater than 1.</param>
    internal static bool IsForeign(int process) =>
        process > 1 && Native.Kill(process, 0) != 0 && Marshal.GetLastPInvokeError() == Native.NotPermitted;
}
