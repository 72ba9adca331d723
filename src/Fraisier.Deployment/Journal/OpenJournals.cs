using Foundation.Files;

namespace Fraisier.Deployment;

/// <summary>The journals of deployments that are not over, or that could not be taken back.</summary>
public static class OpenJournals
{
    private const string Open = ".journal";
    private const string Closed = ".closed";
    private const int KeptClosed = 50;

    /// <summary>Their files, oldest first.</summary>
    /// <param name="store">The application's store.</param>
    public static IReadOnlyList<string> In(AppStore store) =>
        Directory.Exists(store.JournalDirectory) ? [.. Directory.EnumerateFiles(store.JournalDirectory, "*" + Open).Order(StringComparer.Ordinal)] : [];

    /// <summary>The file of a deployment's journal.</summary>
    /// <param name="store">The application's store.</param>
    /// <param name="id">The deployment's id.</param>
    public static string PathOf(AppStore store, string id) => Path.Combine(store.JournalDirectory, id + Open);

    internal static void Finish(AppStore store, JournalState state)
    {
        if (state.Closed is null or Outcome.RollbackFailed) return;
        var path = PathOf(store, state.Plan.Id);
        if (File.Exists(path)) DurableFile.Rename(path, Path.ChangeExtension(path, Closed));
        foreach (var old in Directory.EnumerateFiles(store.JournalDirectory, "*" + Closed).OrderDescending(StringComparer.Ordinal).Skip(KeptClosed)) File.Delete(old);
    }
}
