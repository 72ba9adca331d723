using System.CommandLine;
using System.IO.Enumeration;
using Confiture.Project;
using Confiture.Schema;

namespace Confiture.Cli.Commands;

/// <summary>What a comparison of schemas excludes: by option, or permanently in the environment file.</summary>
internal sealed class ComparisonOptions
{
    private readonly Option<string[]> ignore = new("--ignore-object") { Description = "Exclude objects whose name matches, e.g. "
        + "audit.* or subscription:far (repeatable)", HelpName = "SCHEMA.NAME|KIND:NAME", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> noOwners = new("--no-owners") { Description = "Do not compare owners" };
    private readonly Option<bool> noGrants = new("--no-grants") { Description = "Do not compare grants and default privileges" };

    public ComparisonOptions(Command command)
    {
        command.Add(ignore);
        command.Add(noOwners);
        command.Add(noGrants);
    }

    public CatalogOptions Of(ParseResult arguments, ConfitureEnvironment environment)
    {
        List<string> patterns = [.. environment.Comparison.Ignore, .. arguments.GetValue(ignore) ?? []];
        var options = new CatalogOptions
        {
            Owners = environment.Comparison.Owners && !arguments.GetValue(noOwners),
            Grants = environment.Comparison.Grants && !arguments.GetValue(noGrants),
        };
        // They are asked for each object.
        return patterns.Count == 0 ? options : options with
        {
            Ignores = (schema, name) => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, $"{schema}.{name}", ignoreCase: false)),
            IgnoresOfKind = (kind, address) => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, $"{kind}:{address}", ignoreCase: false)),
        };
    }
}
