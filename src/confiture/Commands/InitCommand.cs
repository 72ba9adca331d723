using System.CommandLine;
using Confiture.Migrations;
using Confiture.Project;
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

    public InitCommand()
        : base("init", "Create a new project; keep existing files") => Add(directory);

    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var root = Path.GetFullPath(arguments.GetValue(directory) ?? ".");
        var files = ProjectTemplate.Write(root);
        var (written, kept) = (files.Where(f => f.IsNew).Select(f => f.Path).ToList(), files.Where(f => !f.IsNew).Select(f => f.Path).ToList());
        foreach (var path in written) output.Data($"written  {path}");
        foreach (var path in kept) output.Data($"kept     {path}");
        output.Document(new InitReport("confiture/init/1", root, written, kept), () => Reports.Default.InitReport);
        if (written.Count == 0) output.Say($"{root} is already complete; nothing was written.");
        else output.Hint("Set `database_url` in db/environments/local.yaml or DATABASE_URL, then run `confiture build`.");
        return Task.FromResult(ExitCode.Ok);
    }
}
