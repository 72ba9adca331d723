namespace Fraisier.Deployment;

/// <summary>The environment of programs that get nothing of the deployment's own: its variables may be secrets of a build server.</summary>
internal static class PlainEnvironment
{
    private static readonly string[] Inherited = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR",
        "XDG_RUNTIME_DIR", "DOTNET_ROOT"];

    /// <summary>What every program needs, and the release's name and commit.</summary>
    /// <param name="release">The release; null when it is not known.</param>
    public static Dictionary<string, string?> Of(Release? release)
    {
        var environment = Inherited.Where(n => Environment.GetEnvironmentVariable(n) is not null)
            .ToDictionary(n => n, Environment.GetEnvironmentVariable, StringComparer.Ordinal);
        if (release is null) return environment;
        environment["FRAISIER_RELEASE"] = release.Name;
        environment["FRAISIER_COMMIT"] = release.Commit;
        return environment;
    }
}
