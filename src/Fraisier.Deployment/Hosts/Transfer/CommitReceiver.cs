namespace Fraisier.Deployment;

/// <summary>Takes the commits that a controller sends. A rehearsal gets a mirror of its own, which is deleted with this object.</summary>
/// <param name="parts">What the host acts on.</param>
internal sealed class CommitReceiver(HostParts parts) : IDisposable
{
    private string? rehearsal;

    /// <summary>The mirror of a rehearsal; null when nothing was received for one.</summary>
    public GitMirror? Rehearsed { get; private set; }

    /// <summary>Receives a part of a bundle.</summary>
    public async Task ReceiveAsync(BundlePart part, CancellationToken cancellation)
    {
        Trust.Require(parts.Target);
        DirectoryOwner.Require(parts.Directory, parts.Target);
        if (part.Commit.Length == 0 || !part.Commit.All(char.IsAsciiHexDigit)) throw new IOException("That is no commit.");
        var place = part.Rehearsal ? rehearsal ??= Directory.CreateTempSubdirectory("fraisier-").FullName : parts.Directory.ScratchDirectory;
        if (!part.Rehearsal) parts.Directory.Create();
        var file = Path.Combine(place, $"{part.Commit}.bundle");
        await using (var stream = new FileStream(file, part.IsFirst ? FileMode.Create : FileMode.Append)) await stream.WriteAsync(part.Data, cancellation);
        if (!part.IsLast) return;
        try
        {
            await (await MirrorAsync(part.Rehearsal, place, cancellation)).UnbundleAsync(file, part.Commit, cancellation);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (rehearsal is not null) Tree.Delete(rehearsal);
    }

    private async Task<GitMirror> MirrorAsync(bool isRehearsal, string place, CancellationToken cancellation)
    {
        if (!isRehearsal) return parts.Mirror;
        var mirror = parts.Mirror.At(Path.Combine(place, "mirror.git"));
        await mirror.BorrowAsync(parts.Mirror.Directory, cancellation);
        return Rehearsed = mirror;
    }
}
