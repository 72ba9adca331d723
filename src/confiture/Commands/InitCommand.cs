using System.CommandLine;
using Confiture.Project;
using Confiture.Safety;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record InitReport(string Schema, string Directory, IReadOnlyList<string> Written, IReadOnlyList<string> Kept);

internal sealed class InitCommand : ToolCommand
{
    private readonly Argument<string?> directory = new("directory")
    {
        Description = "Project directory (default: the current directory)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<LintProfile?> profile = new("--profile")
    {
        Description = "Conventions of the example and of lint: fraiseql (tb_, v_, tv_, fn_, three keys)",
        HelpName = "PROFILE",
    };

    public InitCommand()
        : base("init", "Create a new project; keep existing files")
    {
        Add(directory);
        Add(profile);
        profile.CompletionSources.Clear();
        profile.CompletionSources.Add(_ => Completion.Words(() => Enum.GetValues<LintProfile>().Select(RulePage.WordOf)));
        profile.CustomParser = argument =>
        {
            foreach (var known in Enum.GetValues<LintProfile>())
                if (argument.Tokens is [var token] && token.Value == RulePage.WordOf(known)) return known;
            argument.AddError($"`--profile` must be {string.Join(" or ", Enum.GetValues<LintProfile>().Select(RulePage.WordOf))}.");
            return null;
        };
    }

    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var root = Path.GetFullPath(arguments.GetValue(directory) ?? ".");
        var files = ProjectTemplate.Write(root, arguments.GetValue(profile));
        var (written, kept) = (files.Where(f => f.IsNew).Select(f => f.Path).ToList(), files.Where(f => !f.IsNew).Select(f => f.Path).ToList());
        foreach (var path in written) output.Data($"written  {path}");
        foreach (var path in kept) output.Data($"kept     {path}");
        output.Document(new InitReport("confiture/init/1", root, written, kept), () => Reports.Default.InitReport);
        if (written.Count == 0) output.Say($"{root} is already complete; nothing was written.");
        else output.Hint("Set `database_url` in db/environments/local.yaml or DATABASE_URL, then run `confiture build`.");
        return Task.FromResult(ExitCode.Ok);
    }
}
