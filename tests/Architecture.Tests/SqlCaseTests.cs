using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>SQL of the tools' own, which no user sees, is in lower case; what users see is not.</summary>
public sealed partial class SqlCaseTests
{
    private const string Verb =
        @"(?i:select|with|insert|update|delete|create|alter|drop|set|begin|commit|rollback|discard|listen|unlisten|notify|lock)\b";

    [Fact]
    public void Queries_of_the_tools_themselves_are_in_lower_case() => Assert.Empty(
        from path in Repository.Files(".cs", "src")
        from Match match in Query().Matches(Repository.Read(path))
        where UpperCase().IsMatch(Value().Replace(match.Groups["sql"].Value, string.Empty))
        select $"{path}: {match.Groups["sql"].Value}");

    // A statement that is handed to a method as it is.
    [GeneratedRegex(
        """\w+Async(<[^>()]+>)?\((\w+, )?\s*\$*("{3,}(?<sql>\s*""" + Verb + """.*?)"{3,}|"(?<sql>""" + Verb + """(\\.|[^"\\])*)")""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Query();

    // String constants and what is filled in.
    [GeneratedRegex(@"'[^']*'|\{[^}]*\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"\b[A-Z]{2,}\b")]
    private static partial Regex UpperCase();
}
