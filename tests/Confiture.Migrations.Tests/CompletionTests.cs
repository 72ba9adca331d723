namespace Confiture.Migrations.Tests;

/// <summary>The scripts of <c>confiture completion</c> in the shells themselves.</summary>
public sealed class CompletionTests(SharedServer shared)
{
    // A line as it is typed, and what the tab key offers.
    private static readonly (string Line, string Word)[] Lines =
    [
        ("confiture migr", "migrate"),
        ("confiture migrate st", "status"),
        ("confiture migrate up --migr", "--migrations-dir"),
        ("confiture migrate up --env prod", "production"),
        ("confiture migrate up --target 2026", "20260101000001"),
        ("confiture lint --format sar", "sarif"),
        ("confiture lint --select drop-table-w", "drop-table-with-foreign-keys"),
        ("confiture completion fi", "fish"),
        ("confiture lint db/mig", "db/migrations"),
    ];

    [Fact]
    public async Task Bash_completes() =>
        // Between the keys a shell is given time by its own answer: it prints the line, which then begins with what was completed.
        await TypedAsync("bash --norc -i", "bind 'set enable-bracketed-paste off'; source <(confiture completion bash)", "\\x01", "\\x05",
            [.. Lines, ("confiture lint --format=sar", "sarif")]);

    [Fact]
    public async Task Zsh_completes() =>
        await TypedAsync("zsh -f -i", "autoload -Uz compinit; compinit -u; source <(confiture completion zsh)", "\\x01", "\\x05", Lines);

    [Fact]
    public async Task Fish_completes()
    {
        using var project = Project();
        var answers = await Shell.SucceedsAsync(
            project.Root,
            $"fish --no-config -c 'confiture completion fish | source; {string.Concat(Lines.Select(l => $"complete --do-complete \"{l.Line}\"; "))}'",
            ("HOME", project.Root));
        Assert.Equal(Lines.Select(l => l.Word), answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split('\t')[0].TrimEnd('/')));
    }

    [Theory]
    [InlineData("bash", "bash -n")]
    [InlineData("zsh", "zsh -n")]
    [InlineData("fish", "fish --no-execute")]
    public async Task Every_script_is_one_that_its_shell_can_read(string shell, string check)
    {
        using var project = Project();
        await Shell.SucceedsAsync(project.Root, $"confiture completion {shell} > script && {check} script && ! grep -q NAME script");
    }

    [Fact]
    public async Task The_script_for_PowerShell_asks_the_tool_and_a_shell_that_is_none_is_refused()
    {
        using var project = Project();
        var script = await Shell.SucceedsAsync(project.Root, "confiture completion pwsh");
        Assert.Contains("Register-ArgumentCompleter -Native -CommandName confiture -ScriptBlock {", script);
        Assert.Equal(script.Count(c => c is '{' or '('), script.Count(c => c is '}' or ')'));
        var refused = await project.CliAsync("completion", "zhs");
        Assert.Equal(2, refused.Exit);
        Assert.Contains("did you mean `zsh`?", refused.Errors);
    }

    [Fact]
    public async Task A_project_with_mistakes_disturbs_nobody_who_is_typing()
    {
        using var project = Project();
        project.Write("db/environments/local.yaml", "nonsense: [\n");
        var result = await Shell.RunAsync(project.Root, "confiture '[suggest:29]' 'confiture migrate up --target '");
        Assert.Equal((0, string.Empty), (result.Exit, result.Errors));
    }

    // An interactive shell at a terminal of its own: lines are typed and completed by the tab key, and then printed instead of being run.
    private async Task TypedAsync(string shell, string setUp, string start, string end, IReadOnlyList<(string Line, string Word)> lines)
    {
        using var project = Project();
        var script = project.Write("typed.py", $$"""
            import os, pty, select, sys, time
            pid, terminal = pty.fork()
            if pid == 0:
                os.environ.update(TERM='dumb', HOME={{Quoted(project.Root)}}, PS1='READY> ')
                os.execvp({{Quoted(shell.Split(' ')[0])}}, {{Quoted(shell)}}.split())
            def send(text): os.write(terminal, text.encode())
            def until(mark, limit):
                seen, end = '', time.time() + limit
                while mark not in seen and time.time() < end:
                    if select.select([terminal], [], [], 0.05)[0]: seen += os.read(terminal, 65536).decode(errors='replace')
                return seen
            until('READY> ', 20)
            send(sys.argv[1] + '; echo set""-up\n')
            until('set-up\r\n', 20)
            until('READY> ', 20)
            for line, word in zip(sys.argv[2::2], sys.argv[3::2]):
                send(line + '\t')
                until(word, 20)
                send('{{start}}echo "<<{{end}}>""''>"\n')
                seen = until('>>\r\n', 20)
                print(seen[seen.rfind('<<'):seen.rfind('>>') + 2])
                if 'READY> ' not in seen[seen.rfind('>>'):]: until('READY> ', 20)
            send('exit\n')
            """);
        var words = string.Join(' ', lines.Select(l =>
            $"{Quoted(l.Line)} {Quoted(l.Line[(l.Line.LastIndexOfAny([' ', '=']) + 1)..] is var begun ? l.Word[begun.Length..] : string.Empty)}"));
        var answers = await Shell.SucceedsAsync(project.Root, $"python3 {script} {Quoted(setUp.Replace("'", "'\\''", StringComparison.Ordinal))} {words}");
        Assert.Equal(lines.Select(l => $"<<{l.Line[..(l.Line.LastIndexOfAny([' ', '=']) + 1)]}{l.Word}>>"),
            answers.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(a => a.TrimEnd('\r').Replace("/>>", ">>", StringComparison.Ordinal).Replace(" >>", ">>", StringComparison.Ordinal)));
    }

    private Project Project()
    {
        var project = new Project(shared.Server.SocketUrl());
        project.Environment();
        project.Write("db/environments/production.yaml", "database_url: ${DATABASE_URL}\n");
        project.Tables(1);
        return project;
    }

    private static string Quoted(string text) => $"'{text}'";
}
