using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Foundation.Errors;

namespace Foundation.Processes;

/// <summary>Starts programs, each in its own session, with all three streams as pipes.</summary>
internal static class ProcessStart
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Process Begin(Command command, IReadOnlyDictionary<string, string?> environment) => Begin(command, environment, attached: false);

    /// <summary>Starts a program in this process's session, with its streams.</summary>
    public static Process BeginAttached(Command command) => Begin(command, new Dictionary<string, string?>(), attached: true);

    private static Process Begin(Command command, IReadOnlyDictionary<string, string?> environment, bool attached)
    {
        var program = ProgramPath.Find(command.Program, command.WorkingDirectory) ?? throw Missing(command.Program);
        var usesOwnPath = !command.InheritsEnvironment || command.Environment.ContainsKey("PATH") || environment.ContainsKey("PATH");
        if (Interpreter.Missing(program, command.WorkingDirectory, usesOwnPath) is { } missing) throw missing;
        var info = new ProcessStartInfo
        {
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory ?? string.Empty,
            RedirectStandardInput = !attached,
            RedirectStandardOutput = !attached,
            RedirectStandardError = !attached,
            // Whatever LANG says: files, names and messages of this product are UTF-8.
            StandardInputEncoding = attached ? null : Utf8,
            StandardOutputEncoding = attached ? null : Utf8,
            StandardErrorEncoding = attached ? null : Utf8,
        };
        Fill(info, program, command, environment, attached);
        try
        {
#pragma warning disable RS0030 // This is the seam.
            return Process.Start(info)!;
#pragma warning restore RS0030
        }
        catch (Win32Exception e)
        {
            throw FoundationErrors.ProgramFailed.Error(
                $"`{command}` cannot be started.", e.Message, $"Check that {command.WorkingDirectory ?? program} exists and is accessible.", e);
        }
    }

    private static void Fill(ProcessStartInfo info, string program, Command command, IReadOnlyDictionary<string, string?> environment, bool attached)
    {
        if (!attached && ProgramPath.Find("setsid") is { } setsid)
        {
            info.FileName = setsid;
            info.ArgumentList.Add(program);
        }
        else
        {
            info.FileName = program;
        }

        foreach (var argument in command.Arguments) info.ArgumentList.Add(argument);
        if (!command.InheritsEnvironment) info.Environment.Clear();
        foreach (var (name, value) in environment.Concat(command.Environment)) info.Environment[name] = value;
    }

    // Programs whose Debian package has another name.
    private static string PackageOf(string program) => program switch
    {
        "setpriv" => "util-linux",
        "systemctl" or "journalctl" or "systemd-run" => "systemd",
        "psql" or "pg_dump" => "postgresql-client",
        _ => program,
    };

    private static ToolException Missing(string program) => FoundationErrors.ProgramMissing.Error(
        $"The program `{program}` is not installed.",
        "It is not on PATH, and there is no such file.",
        $"Install it (Debian, Ubuntu: `apt-get install {PackageOf(Path.GetFileName(program))}`) or correct PATH.");
}
