using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Every git command that Fraisier runs, as a value. Lists of paths are data: they end with NUL, and a path is never a pattern.</summary>
internal static class GitCommands
{
    // A deployment must fail instead of waiting for a password; messages are compared in English.
    private static readonly Dictionary<string, string?> Batch = new(StringComparer.Ordinal)
    {
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes -oConnectTimeout=15 -oServerAliveInterval=15 -oServerAliveCountMax=3",
        ["GIT_LITERAL_PATHSPECS"] = "1",
        ["LC_ALL"] = "C",
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_OBJECT_DIRECTORY"] = null,
        ["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = null,
        ["GIT_CONFIG_COUNT"] = null,
        ["GIT_CONFIG_PARAMETERS"] = null,
        ["GIT_ASKPASS"] = null,
    };

    // What opens files of a repository runs nothing that a configuration file names.
    // Only a fetch reads the user's own configuration: proxies, certificates, credentials.
    private static readonly Dictionary<string, string?> Closed =
        new(Batch, StringComparer.Ordinal) { ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_ATTR_NOSYSTEM"] = "1" };

    public static Command InitBare(string mirror) => Git("init", "--quiet", "--bare", mirror);

    public static Command FetchAll(string mirror, GitRemote remote, TimeSpan limit) =>
        Command.Of("git",
                [.. Safe, "-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=60", .. remote.Options, "--git-dir", mirror, "fetch", "--quiet", "--prune",
                    "--force", "--no-auto-gc", "--no-recurse-submodules", "--", remote.Url, "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"])
            with { Environment = Joined(Batch, remote.Environment), Deadline = limit };

    public static Command Resolve(string mirror, string revision) =>
        Git("--git-dir", mirror, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");

    public static Command CommitTime(string mirror, string commit) => Git("--git-dir", mirror, "log", "-1", "--no-show-signature", "--format=%ct", commit);

    public static Command Verify(string mirror) => Git("--git-dir", mirror, "fsck", "--connectivity-only", "--no-dangling", "--no-progress");

    public static Command Pack(string mirror) => Git("-c", "gc.autoDetach=false", "--git-dir", mirror, "gc", "--auto", "--quiet");

    public static Command KeepReference(string mirror, string name, string commit) => Git("--git-dir", mirror, "update-ref", KeptReference(name), commit);

    public static Command DropReference(string mirror, string name) => Git("--git-dir", mirror, "update-ref", "-d", KeptReference(name));

    // The index exists only while the files are written: a release directory is not a working copy.
    public static Command CheckOut(string mirror, string commit, string directory, string index) => With(
        Git("--git-dir", mirror, "--work-tree", directory, "checkout", "--quiet", "--force", commit, "--", "."), "GIT_INDEX_FILE", index);

    public static Command ListFiles(string mirror, string commit) => Git("--git-dir", mirror, "ls-tree", "-r", "--long", "-z", commit);

    public static Command Head(string checkout) => Git("-C", checkout, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");

    public static Command Origin(string checkout) => Git("-C", checkout, "config", "--get", "remote.origin.url");

    public static Command TopLevel(string checkout) => Git("-C", checkout, "rev-parse", "--show-toplevel");

    public static Command Status(string checkout) =>
        Git("-C", checkout, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=none");

    public static Command Tracked(string checkout) => Git("-C", checkout, "ls-files", "-z", "-v");

    public static Command Untracked(string checkout) => Git("-C", checkout, "ls-files", "-z", "--others");

    public static Command FetchRelease(string checkout, string mirror, string name) =>
        Git("-C", checkout, "fetch", "--quiet", "--no-tags", "--no-auto-gc", "--no-recurse-submodules", "--", mirror, KeptReference(name));

    public static Command Keep(string checkout, string commit) => Git("-C", checkout, "update-ref", KeptReference("was/" + commit), commit);

    public static Command Move(string checkout, string commit) => Git("-C", checkout, "checkout", "--quiet", "--force", "--detach", commit, "--");

    public static Command ReadTree(string checkout, string commit) => Git("-C", checkout, "read-tree", commit);

    public static Command Version => Git("--version");

    public static Command RemoteTips(GitRemote remote, TimeSpan limit) =>
        Command.Of("git", [.. Safe, .. remote.Options, "ls-remote", "--quiet", "--heads", "--tags", "--", remote.Url])
            with { Environment = Joined(Batch, remote.Environment), Deadline = limit };

    public static Command Tips(string mirror, int count) => Git("--git-dir", mirror, "for-each-ref", $"--count={count}", "--sort=-committerdate",
        "--format=%(objectname)", "refs/fraisier/", "refs/remotes/");

    public static Command Mark(string mirror, string reference, string commit) => Git("--git-dir", mirror, "update-ref", reference, commit);

    public static Command Bundle(string mirror, string file, string reference, IEnumerable<string> without) =>
        Git(["--git-dir", mirror, "bundle", "create", "--quiet", file, reference, .. without.Select(c => "^" + c)]);

    public static Command Unbundle(string mirror, string file) => Git("--git-dir", mirror, "bundle", "unbundle", file);

    private static string KeptReference(string name) => $"refs/fraisier/{name}";

    private static string[] Safe => ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.attributesFile=/dev/null", "-c",
        "advice.detachedHead=false", "-c", "protocol.ext.allow=never"];

    private static Command Git(params IReadOnlyList<string> arguments) => Command.Of("git", [.. Safe, .. arguments]) with { Environment = Closed };

    private static Command With(Command command, string variable, string value) =>
        command with { Environment = Joined(command.Environment, [new(variable, value)]) };

    private static Dictionary<string, string?> Joined(IReadOnlyDictionary<string, string?> one, IEnumerable<KeyValuePair<string, string?>> other)
    {
        var joined = new Dictionary<string, string?>(one, StringComparer.Ordinal);
        foreach (var (name, value) in other) joined[name] = value;
        return joined;
    }
}

/// <summary>The source of commits, without the credentials: git gets those through its credential protocol,
/// from the environment, and never in its arguments.</summary>
/// <param name="Url">The URL without a password or token.</param>
/// <param name="Options">Additional options for git.</param>
/// <param name="Environment">What its credential helper answers from.</param>
internal sealed record GitRemote(string Url, IReadOnlyList<string> Options, IReadOnlyDictionary<string, string?> Environment)
{
    private const string UserVariable = "FRAISIER_GIT_USER";
    private const string PasswordVariable = "FRAISIER_GIT_PASSWORD";

    // git itself gives this text to a shell; there is nothing of the user's in it.
    private const string Helper = "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"$" + UserVariable + "\" \"$"
        + PasswordVariable + "\"; }; f";

    /// <summary>Takes the credentials out of a URL.</summary>
    /// <param name="repository">The URL or path as it is configured.</param>
    public static GitRemote Of(string repository)
    {
        if (!Uri.TryCreate(repository, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length == 0)
            return new(repository, [], new Dictionary<string, string?>());
        var parts = url.UserInfo.Split(':', 2);
        var environment = new Dictionary<string, string?> { [UserVariable] = Uri.UnescapeDataString(
            parts[0]), [PasswordVariable] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty };
        return new(WithoutUser(repository), ["-c", "credential.helper=", "-c", $"credential.helper={Helper}"], environment);
    }

    /// <summary>A repository as it may be shown: without user, password and token.</summary>
    /// <param name="repository">The URL or path as it is configured.</param>
    public static string Shown(string repository) =>
        Uri.TryCreate(repository, UriKind.Absolute, out var url) && url.UserInfo.Length > 0 && url.Scheme is not "ssh" ? WithoutUser(repository) : repository;

    private static string WithoutUser(string repository)
    {
        var begin = repository.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = repository.IndexOf('/', begin);
        var at = repository.LastIndexOf('@', end < 0 ? repository.Length - 1 : end);
        return at < begin ? repository : repository[..begin] + repository[(at + 1)..];
    }
}
