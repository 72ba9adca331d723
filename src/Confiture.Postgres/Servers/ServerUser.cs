using System.Globalization;
using Foundation.Files;
using Foundation.Processes;

namespace Confiture.Postgres;

/// <summary>The user that runs the server. PostgreSQL refuses to run as root, so root gives the server's files to an unprivileged user.</summary>
internal sealed class ServerUser
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly string[] Candidates = ["postgres", "nobody"];
    private readonly CommandRunner runner;
    private readonly (string User, string Group)? other;

    private ServerUser((string User, string Group)? other, CommandRunner runner)
    {
        this.other = other;
        this.runner = runner;
    }

    private const string Accounts = "/etc/passwd";

    /// <summary>The numeric id that the server's files belong to; for names of caches.</summary>
    internal string Id => other?.User ?? FileOwner.EffectiveUser.ToString(CultureInfo.InvariantCulture);

    /// <summary>The present user, or for root the first of <c>postgres</c> and <c>nobody</c>.</summary>
    internal static ServerUser Choose()
    {
        var commands = new CommandRunner { Environment = WithoutSettings() };
        if (FileOwner.EffectiveUser != 0) return new(null, commands);
        var accounts = (File.Exists(Accounts) ? File.ReadLines(Accounts) : [])
            .Select(line => line.Split(':')).Where(fields => fields.Length >= 4).ToLookup(fields => fields[0]);
        var account = Candidates.Select(name => accounts[name].FirstOrDefault()).FirstOrDefault(fields => fields is not null)
            ?? throw PostgresErrors.ServerUserMissing.Error(
                "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody`.",
                "Both are missing from /etc/passwd.",
                "Create one (`useradd --system postgres`), or run the command as an ordinary user.");
        return new((account[2], account[3]), commands);
    }

    /// <summary>Runs a program of the server's user.</summary>
    internal Task<CommandResult> RunAsync(Command command, CancellationToken cancellation) => runner.RunAsync(As(command), cancellation);

    /// <summary>Runs a program of the server's user that must succeed.</summary>
    internal Task<string> OutputOfAsync(Command command, CancellationToken cancellation) => runner.OutputOfAsync(As(command), cancellation);

    /// <summary>Creates directories that only the server's user may enter.</summary>
    internal void MakeDirectories(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            Directory.CreateDirectory(path, OwnerOnly);
            if (other is { } user) FileOwner.Give(path, Number(user.User), Number(user.Group));
        }
    }

    /// <summary>
    /// Deletes what the server's user owns, with no more rights than that user has: a link planted inside cannot lead the deletion elsewhere.
    /// </summary>
    internal Task DeleteAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        // rm cannot remove the directories themselves where their parent is root's; it empties them and the caller removes the parent.
        List<string> existing = [.. paths.Where(Directory.Exists)];
        return existing.Count == 0 ? Task.CompletedTask : RunAsync(Command.Of("find", [.. existing, "-mindepth", "1", "-delete"]), cancellation);
    }

    private static uint Number(string id) => uint.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture);

    private Command As(Command command) => other is not { } user ? command : command with
    {
        Program = "setpriv",
        Arguments = ["--reuid", user.User, "--regid", user.Group, "--clear-groups", "--", command.Program, .. command.Arguments],
    };

    // PGPORT, PGDATA, PGOPTIONS and their like would change the server behind the caller's back, and it needs no secret of the caller.
    private static Dictionary<string, string?> WithoutSettings()
    {
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("PG", StringComparison.Ordinal) || name is "DATABASE_URL")
            .ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        foreach (var name in (string[])["LC_ALL", "LANG", "TZ"]) variables[name] = null;
        variables["LC_ALL"] = "C";
        return variables;
    }
}
