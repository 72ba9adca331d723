namespace Fraisier.Deployment;

/// <summary>Paths inside a release, as configuration files write them.</summary>
internal static class ReleasePath
{
    /// <summary>True for a relative path that stays inside, each part of it a plain name.</summary>
    public static bool IsInside(string path) =>
        path.Length > 0 && !path.Any(char.IsControl) && path.TrimEnd('/').Split('/') is var parts && parts.All(p => p is not ("" or "." or ".."));
}
