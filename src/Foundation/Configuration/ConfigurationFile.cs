using System.Text;
using Foundation.Errors;
using Foundation.Text;

namespace Foundation.Configuration;

/// <summary>
/// A strict YAML file. Its maps are read key by key; every mistake is collected with its place, and
/// <see cref="ThrowIfMistaken"/> says all of them at once, unknown keys included.
/// </summary>
public sealed class ConfigurationFile
{
    private const int LargestBytes = 1 << 20;
    private readonly List<ConfigurationMap> visited = [];
    private readonly List<Expansion> expansions = [];

    private ConfigurationFile(string name, string text, Func<string, string?> variables)
    {
        Problems = new(name);
        Variables = new(variables);
        var root = NodeReader.Read(Checked(text), Problems);
        Root = new(this, root, Place.Start, string.Empty);
    }

    /// <summary>The name printed before every position, as given by the caller.</summary>
    public string Name => Problems.Name;

    /// <summary>The outermost map.</summary>
    public ConfigurationMap Root { get; }

    /// <summary>Every variable in the values that were read.</summary>
    public IReadOnlyList<Expansion> Expansions => expansions;

    internal Problems Problems { get; }

    internal Variables Variables { get; }

    /// <summary>Reads a file of at most 1 MiB.</summary>
    /// <param name="path">The file; also its name in messages.</param>
    /// <param name="variables">Looks a variable up, null when it is not set; the environment when not given.</param>
    /// <exception cref="ToolException">The file cannot be read (<c>BASE-CFG-002</c>) or is not one YAML map (<c>BASE-CFG-001</c>).</exception>
    public static ConfigurationFile Load(string path, Func<string, string?>? variables = null)
    {
        var bytes = Read(path);
        if (bytes.Length > LargestBytes) throw new Problems(path).Fatal(Place.Start, "the file is larger than 1 MiB");
        try
        {
            return Parse(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes), variables);
        }
        catch (DecoderFallbackException)
        {
            throw new Problems(path).Fatal(Place.Start, "the file is not UTF-8 text");
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="name">The name in messages.</param>
    /// <param name="text">The YAML text; at most 1 MiB.</param>
    /// <param name="variables">Looks a variable up, null when it is not set; the environment when not given.</param>
    /// <exception cref="ToolException">The text is not one YAML map (<c>BASE-CFG-001</c>).</exception>
    public static ConfigurationFile Parse(string name, string text, Func<string, string?>? variables = null) =>
        new(name, text, variables ?? Environment.GetEnvironmentVariable);

    /// <summary>Throws when the file has mistakes: those that reading found, and keys of visited maps that nothing asked for.</summary>
    /// <exception cref="ToolException">All mistakes, ordered by place, one line each in the details.</exception>
    public void ThrowIfMistaken()
    {
        if (Problems.Error(visited.SelectMany(map => map.UnknownKeys())) is { } error) throw error;
    }

    internal void Expanded(Expansion expansion) => expansions.Add(expansion);

    internal void Visit(ConfigurationMap map) => visited.Add(map);

    private static byte[] Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var buffer = new byte[LargestBytes + 1];
            return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var missing = e is FileNotFoundException or DirectoryNotFoundException;
            throw FoundationErrors.ConfigurationMissing.Error(
                missing ? $"The configuration file {Secret.Hidden(path)} does not exist." : $"The configuration file {Secret.Hidden(path)} cannot be read.",
                missing ? $"The path is relative to {Environment.CurrentDirectory}." : Secret.IsSuspect(path) ? "The system denies access." : e.Message,
                missing ? "Run the command in the project directory, or name the file with the command's option."
                    : $"Check that {Secret.Hidden(path)} is a file and that this user may read it.",
                e);
        }
    }

    private string Checked(string text)
    {
        if (text.Length > LargestBytes) throw Problems.Fatal(Place.Start, "the text is larger than 1 MiB");
        if (text.StartsWith('\uFEFF')) text = text[1..];
        var (line, column) = (1, 1);
        foreach (var c in text)
        {
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085'))
                throw Problems.Fatal(new(line, column), $"the control character U+{(int)c:X4} is not allowed in YAML");
            (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return text;
    }
}

/// <summary>A variable of the environment in a value of a configuration file.</summary>
/// <param name="Path">The keys from the root to the value, joined by dots.</param>
/// <param name="Variable">The variable's name.</param>
/// <param name="Value">What it held. It may be a secret.</param>
public sealed record Expansion(string Path, string Variable, string Value);
