using System.CommandLine;
using System.Text;
using Foundation.Errors;
using Fraisier.Deployment;
using Terminal;

namespace Fraisier.Cli;

/// <summary><c>fraisier logs FRAISE ENVIRONMENT</c>.</summary>
internal sealed class LogsCommand : TargetCommand
{
    private const int Usual = 50, Most = 100_000;
    private readonly Composition composition;
    private readonly Option<bool> follow = new("--follow", "-f") { Description = "Keep printing new lines until interrupted" };
    private readonly Option<int> lines = NumberOption.New("--lines", "Number of lines to show", Usual, Most);
    private readonly Option<string?> host = new("--host") { Description = "Show only this host (default: all)", HelpName = "HOST" };

    public LogsCommand(Composition composition)
        : base("logs", "Show the log of the service")
    {
        this.composition = composition;
        lines.Aliases.Add("-n");
        foreach (var option in (Option[])[follow, lines, host]) Options.Add(option);
    }

    public override IReadOnlyList<string> Formats { get; } = ["text"];

    protected override async Task<ExitCode> RunAsync(Target target, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var chosen = Hosts.Chosen(target, arguments.GetValue(host));
        await using var fleet = await composition.FleetOfAsync(target, new EngineProgress(output, target).On, cancellation);
        try
        {
            await Task.WhenAll(chosen.Select(name => LogAsync(fleet[name], chosen.Count > 1 ? $"{name}: " : string.Empty, arguments, output, cancellation)));
        }
        catch (OperationCanceledException) when (arguments.GetValue(follow) && cancellation.IsCancellationRequested)
        {
            // That is how one stops following.
        }

        return ExitCode.Ok;
    }

    private async Task LogAsync(IHost from, string prefix, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        var (text, errors) = (new Lines(line => output.Data(prefix + line)), new Lines(line => output.Say(prefix + line)));
        await from.LogsAsync(arguments.GetValue(lines), arguments.GetValue(follow), (data, isError) => (isError ? errors : text).Add(data), cancellation);
        text.End();
        errors.End();
    }

    /// <summary>Cuts bytes into lines.</summary>
    private sealed class Lines(Action<string> line)
    {
        private readonly List<byte> open = [];

        public void Add(byte[] data)
        {
            foreach (var one in data)
            {
                if (one == (byte)'\n') End();
                else open.Add(one);
            }
        }

        public void End()
        {
            if (open.Count > 0) line(Encoding.UTF8.GetString([.. open]).TrimEnd('\r'));
            open.Clear();
        }
    }
}

/// <summary>The choice of a host on the command line.</summary>
internal static class Hosts
{
    /// <summary>The named host, or all of them.</summary>
    /// <exception cref="ToolException">The target has no such host.</exception>
    public static IReadOnlyList<string> Chosen(Target target, string? name)
    {
        IReadOnlyList<string> all = [.. target.Hosts.Select(h => h.Name)];
        if (name is null) return all;
        return all.Contains(name, StringComparer.Ordinal) ? [name] : throw FoundationErrors.Usage.Error(
            $"{target} has no host {name}.", $"Its hosts are: {string.Join(", ", all)}.", "Choose one of them.");
    }
}
