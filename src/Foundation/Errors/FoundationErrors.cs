namespace Foundation.Errors;

/// <summary>The errors of configuration files, programs and files.</summary>
public static class FoundationErrors
{
    /// <summary>A configuration file has mistakes; all of them are listed with line and column.</summary>
    public static readonly ErrorCode Configuration = new("BASE-CFG-001", ExitCode.Usage, "A configuration file has mistakes");

    /// <summary>A configuration file does not exist or cannot be read.</summary>
    public static readonly ErrorCode ConfigurationMissing = new("BASE-CFG-002", ExitCode.Usage, "A configuration file cannot be read");

    /// <summary>A value refers to an environment variable that is not set.</summary>
    public static readonly ErrorCode UnsetVariable = new("BASE-CFG-003", ExitCode.Usage,
        "A configuration value refers to an environment variable that is not set");

    /// <summary>A program that is needed is not installed.</summary>
    public static readonly ErrorCode ProgramMissing = new("BASE-RUN-001", ExitCode.Failed, "A program is not installed");

    /// <summary>A program ended with an error.</summary>
    public static readonly ErrorCode ProgramFailed = new("BASE-RUN-002", ExitCode.Failed, "A program failed");

    /// <summary>A program did not end within its deadline and was killed with its children.</summary>
    public static readonly ErrorCode ProgramTimedOut = new("BASE-RUN-003", ExitCode.Failed, "A program timed out");

    /// <summary>The command line is wrong.</summary>
    public static readonly ErrorCode Usage = new("BASE-CLI-001", ExitCode.Usage, "Invalid command line");

    /// <summary>The command asks for confirmation and there is no terminal to ask on.</summary>
    public static readonly ErrorCode NoTerminal = new("BASE-CLI-002", ExitCode.Usage, "Confirmation required, but there is no terminal");

    /// <summary>The user interrupted the command.</summary>
    public static readonly ErrorCode Interrupted = new("BASE-CLI-003", ExitCode.Interrupted, "The command was interrupted");

    /// <summary>A defect of the tool itself.</summary>
    public static readonly ErrorCode Unexpected = new("BASE-CLI-004", ExitCode.Failed, "Internal error");

    /// <summary>A library of the system is missing.</summary>
    public static readonly ErrorCode LibraryMissing = new("BASE-CLI-005", ExitCode.Failed, "A system library is missing");

    /// <summary>A file or directory cannot be written.</summary>
    public static readonly ErrorCode FileNotWritable = new("BASE-FIL-001", ExitCode.Failed, "A file cannot be written");

    /// <summary>The system refused to read or write a file.</summary>
    public static readonly ErrorCode FileUnusable = new("BASE-FIL-002", ExitCode.Failed, "A file cannot be read or written");
}
