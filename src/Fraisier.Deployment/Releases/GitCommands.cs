using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>Every git command that Fraisier runs, as a value.</summary>
internal static class GitCommands
{
    // A deployment must fail, not wait for a password that nobody types; messages are compared in English.
    private static readonly Dictionary<string, string?> Batch = new(StringComparer.Ordinal)
    {
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes -oConnectTimeout=15",
        ["LC_ALL"] = "C",
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_OBJECT_DIRECTORY"] = null,
        ["GIT_CONFIG_COUNT"] = null,
    };

    public static Command InitBare(string mirror) => Git("init", "--quiet", "--bare", mirror);

    public static Command FetchAll(string mirror, string repository) => Git("--git-dir", mirror, "fetch", "--quiet", "--prune", "--force", "--no-auto-gc", "--", repository, "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*");

    public static Command Resolve(string mirror, string revision) => Git("--git-dir", mirror, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");

    public static Command KeepReference(string mirror, string name, string commit) => Git("--git-dir", mirror, "update-ref", KeptReference(name), commit);

    public static Command DropReference(string mirror, string name) => Git("--git-dir", mirror, "update-ref", "-d", KeptReference(name));

    // The index lives beside the files only while they are written: a release directory is no checkout.
    public static Command CheckOut(string mirror, string commit, string directory, string index, params IReadOnlyList<string> paths) =>
        Git(["--git-dir", mirror, "--work-tree", directory, "checkout", "--quiet", "--force", commit, "--", .. paths.Count == 0 ? (IReadOnlyList<string>)["."] : paths])
            .With("GIT_INDEX_FILE", index);

    public static Command ListFiles(string mirror, string commit) => Git("--git-dir", mirror, "ls-tree", "-r", "--long", "-z", commit);

    public static Command Head(string checkout) => Git("-C", checkout, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");

    public static Command Origin(string checkout) => Git("-C", checkout, "config", "--get", "remote.origin.url");

    public static Command TopLevel(string checkout) => Git("-C", checkout, "rev-parse", "--show-toplevel");

    public static Command Status(string checkout) => Git("-C", checkout, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no");

    public static Command Tracked(string checkout) => Git("-C", checkout, "ls-files", "-z");

    public static Command FetchRelease(string checkout, string mirror, string name) => Git("-C", checkout, "fetch", "--quiet", "--no-tags", "--no-auto-gc", "--", mirror, KeptReference(name));

    public static Command Move(string checkout, string commit) => Git("-C", checkout, "checkout", "--quiet", "--force", "--detach", commit);

    public static Command AddedBetween(string checkout, string from, string to) => Git("-C", checkout, "diff", "--name-only", "--no-renames", "--diff-filter=A", "-z", from, to);

    private static string KeptReference(string name) => $"refs/fraisier/{name}";

    private static Command Git(params IReadOnlyList<string> arguments) => Command.Of("git", ["-c", "core.hooksPath=/dev/null", "-c", "safe.directory=*", "-c", "advice.detachedHead=false", .. arguments]) with { Environment = Batch };

    private static Command With(this Command command, string variable, string value) =>
        command with { Environment = new Dictionary<string, string?>(command.Environment, StringComparer.Ordinal) { [variable] = value } };
}
