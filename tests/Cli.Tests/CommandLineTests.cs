using System.Text.RegularExpressions;
using Foundation.Files;
using Foundation.Processes;

namespace Cli.Tests;

/// <summary>What both tools do whatever the command is.</summary>
public sealed partial class CommandLineTests
{
    public static TheoryData<string> Tools { get; } = ["confiture", "fraisier"];

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task The_version_is_one_line(string tool)
    {
        var result = await Published.RunAsync(tool, "--version");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Errors));
        Assert.Matches($@"^{tool} [0-9]+\.[0-9]+\.[0-9]+\n$", result.Output);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Minus_V_is_the_version_and_every_shell_gets_its_script(string tool)
    {
        Assert.Equal((await Published.RunAsync(tool, "--version")).Output, (await Published.RunAsync(tool, "-V")).Output);
        foreach (var shell in (string[])["bash", "zsh", "fish", "pwsh"])
        {
            var result = await Published.RunAsync(tool, "completion", shell);
            Assert.Equal((0, string.Empty), (result.ExitCode, result.Errors));
            Assert.Contains($"[suggest:", result.Output, StringComparison.Ordinal);
            Assert.Contains(tool, result.Output, StringComparison.Ordinal);
        }

        Assert.Contains("completion\n", (await Published.ShellAsync($"{tool} '[suggest:{tool.Length + 5}]' '{tool} comp'")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("confiture", 12)]
    [InlineData("fraisier", 9)]
    public async Task Every_command_has_help(string tool, int atLeast)
    {
        List<string[]> commands = [[]];
        for (var next = 0; next < commands.Count; next++)
        {
            var result = await Published.RunAsync(tool, [.. commands[next], "--help"]);
            Assert.Equal((0, string.Empty), (result.ExitCode, result.Errors));
            Assert.Contains($"  {string.Join(' ', [tool, .. commands[next]])} ", result.Output, StringComparison.Ordinal);
            commands.AddRange(CommandsIn(result.Output).Select(name => (string[])[.. commands[next], name]));
        }

        Assert.True(commands.Count >= atLeast, $"only {commands.Count} commands: {string.Join(", ", commands.Select(c => string.Join(' ', c)))}");
    }

    [Theory]
    [InlineData("confiture", "migrat up", "migrate")]
    [InlineData("confiture", "migrate statsu", "status")]
    [InlineData("confiture", "migrate up --targt 1", "--target")]
    [InlineData("fraisier", "deplyo shop production", "deploy")]
    [InlineData("fraisier", "deploy shop production --dry-rnu", "--dry-run")]
    public async Task A_misspelt_word_is_a_usage_error_with_a_suggestion(string tool, string line, string suggestion)
    {
        var result = await Published.RunAsync(tool, line.Split(' '));
        Assert.Equal((2, string.Empty), (result.ExitCode, result.Output));
        Assert.StartsWith("error[BASE-CLI-001]: Unknown", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"`{suggestion}`?", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_usage_error_is_a_document_when_json_is_asked_for(string tool)
    {
        var document = Documents.Of(await Published.RunAsync(tool, "zebra", "--format", "json"), "error/1", exit: 2);
        Assert.Equal("BASE-CLI-001", document.GetProperty("code").GetString());
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_reader_that_leaves_early_is_no_error(string tool)
    {
        // The reader is gone before the tool writes its first byte.
        var result = await Published.ShellAsync($$"""{ sleep 0.5; {{tool}} --help; echo "exit $?" >&2; } | true""");
        Assert.Equal("exit 0\n", result.Errors);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_terminal_gets_colours_unless_they_are_refused(string tool)
    {
        const string color = "\e\\[[0-9;]+m";
        Assert.Matches(color, (await Published.ShellAsync($"unset NO_COLOR; TERM=xterm script --quiet --return --command '{tool} zebra' /dev/null")).Output);
        Assert.DoesNotMatch(color, (await Published.ShellAsync($"NO_COLOR=1 TERM=xterm script --quiet --return --command '{tool} zebra' /dev/null")).Output);
        Assert.DoesNotMatch(color, (await Published.ShellAsync($"{tool} zebra")).Errors);
    }

    [Theory]
    [InlineData("confiture", "migrate status", "BASE-CFG-002")]
    [InlineData("fraisier", "list", "BASE-CFG-002")]
    public async Task An_ordinary_user_without_a_home_gets_the_same_answers(string tool, string line, string code)
    {
        var folder = Directory.CreateTempSubdirectory("published-");
        try
        {
            // Wherever the repository is, this user need not see it.
            await new CommandRunner().OutputOfAsync(Command.Of("cp", "--recursive", Published.Directory, folder.FullName), CancellationToken.None);
            await new CommandRunner().OutputOfAsync(Command.Of("chmod", "--recursive", "a+rX", folder.FullName), CancellationToken.None);
            string[] user = FileOwner.EffectiveUser == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
            string[] words = [.. user, "env", "-i", $"PATH={Environment.GetEnvironmentVariable("PATH")}",
                $"DOTNET_ROOT={Environment.GetEnvironmentVariable("DOTNET_ROOT")}", Path.Combine(folder.FullName, "bin", tool)];
            var version = await new CommandRunner()
                .RunAsync(Command.Of(words[0], [.. words[1..], "--version"]) with { WorkingDirectory = "/" }, CancellationToken.None);
            var error = await new CommandRunner()
                .RunAsync(Command.Of(words[0], [.. words[1..], .. line.Split(' ')]) with { WorkingDirectory = "/" }, CancellationToken.None);
            Assert.Equal((0, string.Empty), (version.ExitCode, version.Errors));
            Assert.Equal(2, error.ExitCode);
            Assert.StartsWith($"error[{code}]", error.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> CommandsIn(string help)
    {
        var section = CommandSection().Match(help);
        return section.Success ? CommandName().Matches(section.Value).Select(m => m.Groups["name"].Value) : [];
    }

    [GeneratedRegex(@"^Commands:\n(  .*\n)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex CommandSection();

    [GeneratedRegex(@"^  (?<name>[a-z][a-z-]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex CommandName();
}
