using System.CommandLine;
using Foundation.Errors;
using Terminal;

namespace Fraisier.Cli;

/// <summary>The file; not written when it existed.</summary>
internal sealed record InitReport(string Schema, string File, bool Written);

/// <summary><c>fraisier init</c>.</summary>
internal sealed class InitCommand : ToolCommand
{
    private readonly Option<string> config = ConfigOption.New();

    public InitCommand()
        : base("init", "Write a starter fraises.yaml") => Options.Add(config);

    protected override Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var path = arguments.GetValue(config)!;
        if (File.Exists(path))
        {
            output.Document(new("fraisier/init/1", path, Written: false), () => CliJson.Default.InitReport);
            output.Data($"{path} already exists and was left unchanged");
            return Task.FromResult(ExitCode.Ok);
        }

        using (var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew)))
            writer.Write(FraisesTemplate.For(Path.GetFileName(Path.GetFullPath(Environment.CurrentDirectory))));
        output.Document(new("fraisier/init/1", path, Written: true), () => CliJson.Default.InitReport);
        output.Data($"{path} is written");
        output.Hint("set repository, app_path and health_check in it, then run: fraisier deploy FRAISE production --dry-run");
        return Task.FromResult(ExitCode.Ok);
    }
}
