using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Confiture.Sql.Tests;

/// <summary>PostgreSQL 18's own scanner and grammar, as the npm package libpg-query runs them under Node.</summary>
internal static class PostgresParser
{
    private const string Version = "18.1.5";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly Lazy<string> Module = new(Install);

    public static IReadOnlyList<OracleAnswer> Ask(IReadOnlyList<string> texts)
    {
        using var json = Ask("parse.cjs", texts);
        return [.. json.RootElement.EnumerateArray().Select((e, i) => OracleAnswer.Read(e, texts[i]))];
    }

    /// <summary>The statements of each text with what the grammar makes of them; null where the text is refused.</summary>
    public static IReadOnlyList<IReadOnlyList<OracleFacts>?> AskSyntax(IReadOnlyList<string> texts)
    {
        using var json = Ask("syntax.cjs", texts);
        return [.. json.RootElement.EnumerateArray().Select(OracleFacts.ReadAll)];
    }

    /// <summary>What the grammar finds in each expression; null where it is none.</summary>
    public static IReadOnlyList<OracleExpression?> AskExpressions(IReadOnlyList<string> texts)
    {
        using var json = Ask("expressions.cjs", texts);
        return [.. json.RootElement.EnumerateArray().Select(OracleExpression.Read)];
    }

    private static JsonDocument Ask(string script, IReadOnlyList<string> texts) =>
        JsonDocument.Parse(
            Run("node", [Path.Combine(Corpus.ProjectDirectory, "Oracle", script), Module.Value], JsonSerializer.Serialize(texts.Select(WithoutMark))));

    /// <summary>psql takes the mark away before it sends a file.</summary>
    private static string WithoutMark(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;

    private static string Install()
    {
        var home = Path.Combine(Corpus.RepositoryRoot, "artifacts", "oracle", $"libpg-query-{Version}");
        var module = Path.Combine(home, "node_modules", "libpg-query");
        if (!Directory.Exists(module))
        {
            // Installed beside and then moved: a run that is cut off leaves no half package behind.
            var work = $"{home}.{Environment.ProcessId}";
            Directory.CreateDirectory(work);
            Run("npm", ["install", "--prefix", work, "--no-audit", "--no-fund", "--ignore-scripts", $"libpg-query@{Version}"], "");
            if (!Directory.Exists(home))
                Directory.Move(work, home);
        }

        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(module, "package.json")));
        Assert.Equal(Version, package.RootElement.GetProperty("version").GetString());
        return module;
    }

    private static string Run(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput =
            true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 };
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Deadline))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Deadline.TotalSeconds} s.");
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
        return output.Result;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            // The comparison is the proof of the splitter, so it never passes unrun.
            throw new InvalidOperationException(
                $"This test compares with PostgreSQL's own parser and needs {start.FileName} (install Node.js 20 or later with npm): {e.Message}", e);
        }
    }
}
