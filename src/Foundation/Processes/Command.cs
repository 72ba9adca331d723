using System.Collections.Frozen;
using Foundation.Text;

namespace Foundation.Processes;

/// <summary>A program and its arguments as a value: built in one place, compared in tests, run by <see cref="CommandRunner"/>.
/// There is no shell in between.</summary>
/// <param name="Program">A program name to find on PATH, or a path.</param>
/// <param name="Arguments">The argument vector, without the program.</param>
public sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The longest that a command may take unless it says otherwise: ten minutes.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromMinutes(10);

    /// <summary>Builds a command from a program and its arguments.</summary>
    /// <param name="program">A program name to find on PATH, or a path.</param>
    /// <param name="arguments">The arguments, one by one.</param>
    public static Command Of(string program, params IReadOnlyList<string> arguments) => new(program, arguments);

    /// <summary>The directory to run in; the caller's own when null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables to set (or, with a null value, to remove) in addition to the inherited environment. Never printed.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = FrozenDictionary<string, string?>.Empty;

    /// <summary>False to give the program only <see cref="Environment"/>, and nothing of the caller's.</summary>
    public bool InheritsEnvironment { get; init; } = true;

    /// <summary>Text for standard input; empty input when null.</summary>
    public string? Input { get; init; }

    /// <summary>The longest that the command may take; then it is killed with its whole group.</summary>
    public TimeSpan Deadline { get; init; } = DefaultDeadline;

    /// <summary>The command as one would type it, for messages only. It is never given to a shell.</summary>
    public override string ToString() => string.Join(' ', [Program, .. Arguments.Select(ShellWord.Of)]);
}

/// <summary>The result of a command.</summary>
/// <param name="Command">What was run.</param>
/// <param name="ExitCode">The program's exit code.</param>
/// <param name="Output">Standard output, its last megabyte.</param>
/// <param name="Errors">Standard error, its last megabyte.</param>
public sealed record CommandResult(Command Command, int ExitCode, string Output, string Errors)
{
    /// <summary>True when the program ended with exit code 0.</summary>
    public bool Succeeded => ExitCode == 0;
}
