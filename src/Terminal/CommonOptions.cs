using System.CommandLine;

namespace Terminal;

/// <summary>What a report is written as.</summary>
public enum OutputFormat
{
    /// <summary>Text for people and pipes.</summary>
    Text,

    /// <summary>One JSON document with a versioned schema.</summary>
    Json,
}

/// <summary>The options that every command has. <see cref="Tool"/> adds a fresh pair to each root, because a symbol belongs to one tree.</summary>
public sealed class CommonOptions
{
    /// <summary><c>--format text|json</c>.</summary>
    public Option<OutputFormat> Format { get; } = new("--format")
    {
        Description = "What to write on standard output: text (the default) or json",
        HelpName = "text|json",
        Recursive = true,
        CustomParser = result =>
        {
            var word = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
            if (word is not ("text" or "json")) result.AddError($"`--format` is `text` or `json`, not `{word}`.");
            return word is "json" ? OutputFormat.Json : OutputFormat.Text;
        },
    };

    /// <summary><c>--quiet</c>.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say nothing but data, warnings and errors", Recursive = true };

    internal void AddTo(RootCommand root)
    {
        root.Add(Format);
        root.Add(Quiet);
    }
}
