using System.Reflection;
using System.Text.RegularExpressions;
using Confiture.Postgres;
using Confiture.Project;
using Confiture.Safety;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>Every <c>fix:</c> that the command line can print is provoked, and each command in it is typed as it stands,
/// in a copy of a small project.</summary>
public sealed partial class FixTests(SharedServer shared)
{
    private static readonly Dictionary<string, string> NotProvoked = new()
    {
        ["CONF-WIZ-001"] = "needs migrations that were broken by hand; WizardTests have one",
        ["CONF-WIZ-003"] = "needs a change of the DDL files; WizardTests have one",
        ["CONF-WIZ-002"] = "needs rows that would be lost; WizardTests have them",
        ["CONF-BAT-002"] = "needs an interrupted migration whose file was edited; BatchTests have one",
        ["CONF-HOK-001"] = "needs a program that fails; HookTests have one",
        ["CONF-HOK-002"] = "needs a program that prints nonsense; HookTests have one",
        ["CONF-HOK-003"] = "needs a program that hangs; HookTests have one",
        ["CONF-MIG-019"] = "needs a transaction that is open for long; LockBudgetTests have one",
        ["CONF-DRY-002"] = "needs an enum that was there before; RehearsalTests have one",
        ["CONF-LNT-004"] = "needs an assembly with a faulty rule; the tests of the published tools have one",
        ["BASE-CLI-002"] = "no command of confiture asks for a confirmation that --yes gives",
        ["BASE-CLI-003"] = "ends by a signal; Terminal.Tests holds its text, which names no command",
        ["BASE-CLI-004"] = "a defect of the tool: there is no way to provoke it on purpose",
        ["BASE-CLI-005"] = "needs a machine without OpenSSL",
        ["BASE-RUN-003"] = "a program would have to hang for minutes",
        ["CONF-ADP-001"] = "its fix is an option to add; AdoptTests have it",
        ["CONF-ADP-002"] = "its fix is an option to add; AdoptTests have it",
        ["CONF-ADP-003"] = "its fix is a command of the other tool; AdoptTests have it",
        ["CONF-ADP-004"] = "needs files of another tool; AdoptTests have them",
        ["CONF-ADP-005"] = "its fix is a line of the environment file; AdoptTests have it",
        ["CONF-ADP-006"] = "needs a terminal on which a person says no",
        ["CONF-ADP-007"] = "needs a table that may not be read; AdoptTests have one",
        ["CONF-ADP-008"] = "needs a change between the question and the answer",
        ["CONF-ADP-009"] = "needs files of another tool; AdoptTests have them",
        ["CONF-BLD-002"] = "needs another session in the database; ReplacementTests have one",
        ["CONF-BLD-006"] = "needs a database with a subscription; ReplacementTests have one",
        ["CONF-BLD-004"] = "needs a server that refuses to rename or create a database for a reason of its own",
        ["CONF-BLD-005"] = "needs the name of a system database; RebuildTests have some",
        ["CONF-MIG-008"] = "only a deployment has an epoch",
        ["CONF-MIG-011"] = "only a deployment has a deadline",
        ["CONF-MIG-014"] = "needs a pooler; PoolerTests have one",
        ["CONF-MIG-016"] = "needs rows that a down migration would lose; OutputTests have them",
        ["CONF-MIG-017"] = "only a deployment names the target that its ledger belongs to; Fraisier's tests of shared databases have two",
        ["CONF-MIG-018"] = "needs two runs at one moment; ConcurrencyTests have them",
        ["CONF-PG-007"] = "for callers of the lock policy; the runner of migrations reports CONF-MIG-003",
        ["CONF-PG-009"] = "needs a database in SQL_ASCII; DriftCommandTests have one",
        ["CONF-PG-021"] = "needs server programs that fail; FailedStartTests have them",
        ["CONF-PG-022"] = "another user would have to own /tmp/confiture-UID, which tests running at the same time use",
        ["CONF-PG-023"] = "needs a machine without the users postgres and nobody",
        ["CONF-PG-024"] = "needs a process that survives SIGKILL",
        ["CONF-PG-030"] = "needs an empty cache of servers; PostgresInstallerTests have one",
        ["CONF-PG-032"] = "needs an empty cache of servers; PostgresInstallerTests have one",
        ["CONF-PG-033"] = "needs a damaged package and an empty cache; PostgresInstallerTests have both",
        ["CONF-SCH-004"] = "no schema is known whose plan is a circle",
        ["CONF-SCH-005"] = "no object is known that both the server takes and the plan refuses in every version",
        ["CONF-SED-002"] = "needs a seed that was changed after it was applied; SeedTests have one",
        ["CONF-SQU-004"] = "needs rows that refer to each other in a circle, or rules that change what is inserted",
        ["CONF-TEN-003"] = "stands next to the report of all databases; ManyDatabasesTests run the command of its fix",
        ["CONF-TEN-004"] = "stands next to the report of all databases; ManyDatabasesTests have one",
        ["CONF-TEN-005"] = "stands next to the report of all databases; ManyDatabasesTests have one",
        ["CONF-TEN-006"] = "stands next to the report of all databases; ManyDatabasesTests have one",
        ["CONF-SQL-005"] = "needs a link that leads nowhere; OutputTests have one",
        ["CONF-SCH-008"] = "a mistake of the planner: there is no way to provoke it on purpose",
    };

    private static readonly Provocation[] Provocations =
    [
        new("BASE-CFG-001", p => Said(p, p.Configured("colour: red\n"), "migrate", "status")),
        new("BASE-CFG-001", p => Said(p, p.Written("db/environments/local.yaml", "name: local\n"), "migrate", "status")),
        new("BASE-CFG-002", p => Said(p, 0, "migrate", "status"), "migrate status"),
        new("BASE-CFG-002", p => Said(p, p.Configured(), "migrate", "status", "--env", "lokal")),
        new("BASE-CFG-002", p => Said(p, p.Configured(), "migrate", "status", "--config", "missing.yaml")),
        new("BASE-CFG-003", p => Said(p, p.Written("db/environments/local.yaml", "database_url: ${NOT_SET_ANYWHERE}\n"), "migrate", "status")),
        new("BASE-CLI-001", p => Said(p, 0, "migrat")),
        new("CONF-CHK-001", p => Said(p, p.Ready(), "check", "--base", "nowhere")),
        new("CONF-SQU-001", p => Said(p, p.Ready(), "migrate", "squash", "--through", Project.Version(1))),
        new("CONF-SQU-002", p => Said(p, p.Ready() + p.Change(2, "insert into t1 values (1);\n"), "migrate", "squash", "--through", Project.Version(2))),
        new("CONF-SQU-003", p => Said(p, p.Ready() + p.Change(2, "create table t2 (id int);\n"), "migrate", "squash", "--through", Project.Version(2))),
        new("BASE-CLI-001", p => Said(p, 0, "migrate", "up", "--stepz", "1")),
        new("BASE-CLI-001", p => Said(p, p.Configured(), "migrate", "up", "--migrations-dir", "db/nowhere/at all")),
        new("BASE-CLI-001", p => Said(p, 0, "migrate", "status", "--project-dir", "nowhere")),
        new("BASE-CLI-001", p => Said(p, p.Ready(), "migrate", "generate")),
        new("BASE-CLI-001", p => Said(p, p.Ready(), "lint", "--select", "drop-tabel")),
        new("BASE-CLI-001", p => Said(p, p.Ready(), "lint", "--fail-on", "sometimes")),
        new("BASE-CLI-001", p => Said(p, p.Ready(), "diff", "--from", "nothing")),
        new("BASE-CLI-001", p => Said(p, p.Ready(), "diff", "--from", "git:-x")),
        new("BASE-FIL-001", p => Said(p, p.Written("db", "a file where a directory belongs"), "init")),
        new("BASE-FIL-002", p => Said(p, p.Ready(), "build", "--output", "/proc/x.sql")),
        new("BASE-RUN-001", p => p.JsonAsync([("PATH", "/nonexistent")], p.Ready(), "diff", "--from", "git:main")),
        new("BASE-RUN-002", p => Said(p, p.Ready(), "diff", "--from", "git:main")),
        new("CONF-BLD-001", p => Said(p, p.Ready(), "build", "--drop")),
        new("CONF-BLD-003", p => Said(p, p.Ready(), "build", "--create")),
        new("CONF-SED-001", p => SaidAfter(p, () => p.Written("db/seeds/common/a.sql", "select nonsense;"), "seed", "apply")),
        new("CONF-SED-003", p => Said(p, p.Ready(), "seed", "apply")),
        new("CONF-SED-004", p => Said(p, p.Ready(), "seed", "generate", "--output", "rows.sql", "userz", "--count", "1")),
        new("CONF-SED-005", p => Said(p, p.Ready() + p.Written("db/schema/n.sql", "create table n (r regclass not null);"),
            "seed", "generate", "--output", "rows.sql", "n", "--count", "1")),
        new("CONF-SED-006", p => Said(p, p.Ready() + p.Written("db/schema/n.sql", "create table n (f boolean primary key);"),
            "seed", "generate", "--output", "rows.sql", "n", "--count", "3")),
        new("CONF-SED-007", p => Said(p, p.Ready() + p.Written("db/schema/n.sql",
            "create table n (id int primary key, up int not null references n, check (up < id));"),
            "seed", "generate", "--output", "rows.sql", "n", "--count", "1")),
        new("CONF-LNT-001", p => Said(p, p.Ready() + p.Written("db/lint/no.sql", "select nonsense"), "lint")),
        new("CONF-LNT-002", p => Said(p, p.Ready("lint: { assemblies: [a.dll] }\n"), "lint")),
        new("CONF-LNT-003", p => Said(p, p.Ready(), "lint", "db/environments")),
        new("CONF-LNT-003", p => Said(p, p.Ready(), "lint", "db/nowhere")),
        new("CONF-MIG-001", p => Said(p, p.Ready() + p.Written("db/migrations/first.sql", "select 1;"), "migrate", "up")),
        new("CONF-MIG-002", p => Said(p, p.Ready(), "migrate", "generate", "!!!")),
        new("CONF-MIG-003", p => Said(p, p.Ready() + p.Change(2, "select nonsense;"), "migrate", "up")),
        new("CONF-MIG-003", p => Said(p, p.Ready() + p.Change(2, "vacuum;"), "migrate", "up")),
        new("CONF-DRY-001", p => Said(p, p.Ready() + p.Change(2, "copy t1 to '/tmp/t1';"), "migrate", "up", "--dry-run-execute")),
        new("CONF-MIG-004", p => SaidAfter(p, () => p.Change(1, "select 2;"), "migrate", "up")),
        new("CONF-MIG-004", p => SaidAfter(p, () => p.Removed("db/migrations"), "migrate", "up")),
        new("CONF-MIG-004", p => SaidAfter(p, () => p.Written("db/migrations/20250101000000_early.up.sql", "select 1;"), "migrate", "up")),
        new("CONF-MIG-005", LockedAsync),
        new("CONF-MIG-006", p => SaidAfter(p, () => 0, "migrate", "down")),
        new("CONF-MIG-007", p => Said(p, p.Ready(), "migrate", "up", "--target", "20990101000000")),
        new("CONF-MIG-009", p => Said(p, p.Ready() + p.Change(2, "select pg_terminate_backend(pg_backend_pid());"), "migrate", "up")),
        new("CONF-MIG-010", p => Said(p, p.Ready("migration: { tracking_table: nowhere.history }\n"), "migrate", "up")),
        new("CONF-MIG-012", p => Said(p, p.Ready() + p.Change(2, "-- confiture: no transaction\nselect 1;\nselect nonsense;"), "migrate", "up")),
        new("CONF-BAT-001", p => Said(p, p.Ready() + p.Change(2, "-- confiture: batch\nupdate t set a = 1;"), "migrate", "up")),
        new("CONF-HOK-004", p => Said(p, p.Written("db/hooks/AFTER_DDL/note.txt", "hello") + p.Ready(), "migrate", "up")),
        new("CONF-MIG-013", p => Said(p, p.Ready() + p.Change(2, "-- confiture: only if select true\nselect 1;"), "migrate", "up")),
        new("CONF-MIG-015", p => Said(p, p.Ready() + p.Change(2, "-- nothing yet"), "migrate", "up")),
        new("CONF-MIG-020", p => Said(p, p.Ready() + p.Removed("db/migrations", "20260101000001_m1.up.sql"), "migrate", "up"), "migrate up"),
        new("CONF-PG-001", p => Said(p, p.Ready(), "migrate", "up", "--url", "mysql://h/d")),
        new("CONF-PG-002", p => Said(p, p.Ready(), "migrate", "up", "--url", "postgresql://u@127.0.0.1:1/d")),
        new("CONF-PG-003", p => Said(p, p.Ready(), "migrate", "up", "--url", $"postgresql://postgres:wrong@127.0.0.1:{p.Url.Port}/postgres")),
        new("CONF-PG-004", p => Said(p, p.Ready(), "migrate", "up", "--url", p.Url.WithDatabase("a new one").ToSecretString())),
        new("CONF-PG-005", p => RefusedAsync(p, "alter database {0} allow_connections false")),
        new("CONF-PG-006", p => RefusedAsync(p, "revoke connect on database {0} from public; create role fix_visitor login", "fix_visitor")),
        new("CONF-PG-008", p => Said(p, p.Ready(), "migrate", "up", "--url", p.Url.ToSecretString() + "&target_session_attrs=standby")),
        new("CONF-PG-020", p => Said(p, 0, "postgres", "run", "--version", "99")),
        new("CONF-PG-031", p => Said(p, 0, "postgres", "install", "9")),
        new("BASE-CLI-001", p => Said(p, 0, "postgres", "install", "17", "--from", "nowhere.tgz")),
        new("CONF-SCH-001", p => Said(p, p.Ready("include_dirs: db/ddl\n"), "build")),
        new("CONF-SCH-002",
            p => Said(p, p.Ready() + p.Written("db/schema/b.sql", "select nonsense;"), "build", "--url", p.Url.WithDatabase("fix_built").ToSecretString())),
        new("CONF-SCH-003", p => SaidAfter(p, () => 0, "build")),
        new("CONF-SCH-006", p => Said(p, p.Ready() + p.Written("db/schema/a.sql", "-- confiture: renamed from a.b.c.d\ncreate table b (id bigint);"),
            "migrate", "generate", "x")),
        new("CONF-SCH-007", p => Said(p, p.Ready() + p.Written("db/schema/a.sql", "create table t9 (id int);"), "migrate", "generate", "x")),
        new("CONF-TEN-001", p => Said(p, p.Ready(), "migrate", "up", "--targets", "missing")),
        new("CONF-TEN-002", p => Said(p, p.Ready(), "migrate", "up", "--databases", "no_such_tenant_*")),
        new("CONF-SQL-001", p => Said(p, p.Ready() + p.Latin1("db/schema/it's.sql"), "build")),
        new("CONF-SQL-001", p => Said(p, p.Ready() + p.Latin1("db/migrations/20260101000002_b.up.sql"), "migrate", "up"), "migrate up"),
        new("CONF-SQL-002", p => Said(p, p.Ready() + p.Change(2, "select 'open;"), "migrate", "up")),
        new("CONF-SQL-004", p => Said(p, p.Ready() + p.Change(2, "copy (select 1) to stdout;"), "migrate", "up")),
        new("CONF-SQL-003", p => Said(p, p.Ready() + p.Change(2, "begin;\nselect 1;\ncommit;"), "migrate", "up")),
    ];

    [Fact]
    public void Every_code_is_provoked_or_says_why_not()
    {
        Type[] areas =
            [typeof(FoundationErrors), typeof(PostgresErrors), typeof(SchemaErrors), typeof(LintErrors), typeof(MigrationErrors), typeof(TargetErrors)];
        var all = areas
            .SelectMany(t => t.Assembly.GetTypes()).Distinct().SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(ErrorCode)).Select(f => ((ErrorCode)f.GetValue(null)!).Id).ToHashSet();
        var provoked = Provocations.Select(p => p.Code).ToHashSet();
        Assert.Equal(all.Order(), provoked.Union(NotProvoked.Keys).Order());
        Assert.Empty(provoked.Intersect(NotProvoked.Keys));
        Assert.All(NotProvoked.Values, reason => Assert.True(reason.Length > 20));
    }

    [Fact]
    public async Task Every_command_of_a_fix_works_as_it_is_typed_and_harms_nothing()
    {
        List<string> bad = [];
        var typed = 0;
        foreach (var provocation in Provocations)
        {
            using var project = await shared.NewProjectAsync();
            var said = await provocation.Provoke(project);
            var fix = Fix.Of(said);
            if (fix.Code != provocation.Code) bad.Add($"{provocation.Code}: {fix}");
            var before = Sizes(project.Root);
            foreach (var command in fix.Commands)
            {
                typed++;
                if (await TroubleAsync(project, command) is { } trouble) bad.Add($"{fix.Code}: `{command}`: {trouble}");
            }

            var after = Sizes(project.Root);
            bad.AddRange(before.Where(f => after.GetValueOrDefault(f.Key) < f.Value)
                .Select(f => $"{fix.Code}: {f.Key} had {f.Value} bytes and has {after.GetValueOrDefault(f.Key)}: {fix.Text}"));
            if (provocation.Again is { } line && await project.JsonAsync([], 0, line.Split(' ')) is { Exit: not 0 } again)
                bad.Add($"{fix.Code}: not mended by: {fix.Text}\n{again}");
        }

        Assert.True(bad.Count == 0, string.Join('\n', bad));
        Assert.True(typed >= 15, $"only {typed} commands were typed");
    }

    [Fact]
    public void No_command_between_backticks_has_a_gap_to_fill()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Cli.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("raisier", StringComparison.Ordinal));
        Assert.Empty(
            from file in sources
            from line in File.ReadLines(file)
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && line.Contains('"')
            from Match match in Backticks().Matches(line)
            let command = Hole().Replace(match.Groups["command"].Value, "x")
            where new Fix(string.Empty, $"`{command}`").Commands.Count > 0 && Fix.Gap(command) is not null
            select $"{Path.GetFileName(file)}: {command}");
    }

    // apt-get would change the machine; that its program is there is all that can be tried.
    private static async Task<string?> TroubleAsync(Project project, string command)
    {
        if (Fix.Gap(command) is { } gap) return $"`{gap}` cannot be typed as it stands";
        var line = command.StartsWith("apt-get install", StringComparison.Ordinal)
            ? command.Replace("install", "install --simulate", StringComparison.Ordinal)
            : command;
        var result = await Shell.RunAsync(project.Root, line, ("DATABASE_URL", project.Url.ToSecretString()));
        var isUsage = result.Exit is 126 or 127 || result.Errors.Contains("BASE-CLI-001", StringComparison.Ordinal)
            || result.Errors.Contains("sage:", StringComparison.Ordinal);
        // Programs that look and report may well report the trouble; the others have to do what they are told to.
        var mayFail = Reporting().IsMatch(command);
        return isUsage || (result.Exit != 0 && !mayFail) ? result.ToString() : null;
    }

    private static Dictionary<string, long> Sizes(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".utf8", StringComparison.Ordinal))
            .ToDictionary(f => f, f => new FileInfo(f).Length);

    private static Task<CliResult> Said(Project project, int prepared, params string[] arguments) => project.JsonAsync([], prepared, arguments);

    private static async Task<CliResult> SaidAfter(Project project, Func<int> change, params string[] arguments)
    {
        project.Ready();
        await project.SucceedsAsync("migrate", "up");
        return await project.JsonAsync([], change(), arguments);
    }

    private static async Task<CliResult> LockedAsync(Project project)
    {
        project.Ready("migration: { locking: { timeout_ms: 0 } }\n");
        project.Change(2, "select pg_sleep(60);");
        await using var first = project.StartCli("migrate", "up");
        while (await project.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(60)%' and "
            + "pid <> pg_backend_pid()") == 0)
        {
            await Task.Delay(20);
        }

        var said = await project.JsonAsync([], 0, "migrate", "up");
        Assert.NotEmpty(Fix.Of(said).Commands);
        Assert.Null(await TroubleAsync(project, Fix.Of(said).Commands[0]));
        Assert.Equal(7, (await first.EndAsync()).Exit);
        return said;
    }

    private static async Task<CliResult> RefusedAsync(Project project, string change, string user = "postgres")
    {
        project.Ready();
        await project.ExecuteAsync("drop role if exists fix_visitor", "select 1");
        await using (var other = await Database.OpenAsync(project.Url.WithDatabase("postgres"), "tests", Project.Never))
        {
            foreach (var statement in change.Split("; ")) await other.ExecuteAsync(string.Format(statement, project.Url.Database), Project.Never);
        }

        var said = await project.JsonAsync([], 0, "migrate", "up", "--url",
            $"host={project.Url.Host} port={project.Url.Port} user={user} dbname={project.Url.Database}");
        await using var administrator = await Database.OpenAsync(project.Url.WithDatabase("postgres"), "tests", Project.Never);
        await administrator.ExecuteAsync("drop role if exists fix_visitor", Project.Never);
        return said;
    }

    [GeneratedRegex("^(pg_isready|confiture (lint|build|drift|seed apply|migrate (up|down|status)))\\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Reporting();

    [GeneratedRegex("`(?<command>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Backticks();

    // What C# puts in there, with braces of its own inside.
    [GeneratedRegex(@"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();

    private sealed record Provocation(string Code, Func<Project, Task<CliResult>> Provoke, string? Again = null);
}

/// <summary>What projects are made into before they provoke an error. Each returns 0, so that several can be said in one expression.</summary>
internal static class ProjectChanges
{
    extension(Project project)
    {
        public int Configured(string more = "")
        {
            project.Environment(more);
            return 0;
        }

        /// <summary>A project with one table, one migration and an environment, and one more line or two in its file.</summary>
        public int Ready(string more = "")
        {
            project.Environment(more);
            project.Write("db/schema/a.sql", "create table t1 (id int);\n");
            return project.Change(1, "create table t1 (id int);\n");
        }

        public int Change(int number, string up)
        {
            project.Migration(number, up);
            return 0;
        }

        public int Written(string path, string text)
        {
            project.Write(path, text);
            return 0;
        }

        public int Latin1(string path)
        {
            project.Write(path, [.. "-- caf"u8, 0xE9, (byte)'\n', .. Enumerable.Repeat("select 1;\n"u8.ToArray(), 5000).SelectMany(b => b)]);
            return 0;
        }

        /// <summary>Removes a directory, as long as it holds no more than a file of that name.</summary>
        public int Removed(string path, string? file = null)
        {
            var directory = Path.Combine(project.Root, path);
            if (file is null) foreach (var one in Directory.GetFiles(directory)) File.Delete(one);
            else if (File.Exists(Path.Combine(directory, file))) Directory.Delete(directory, recursive: true);
            return 0;
        }

        public async Task<CliResult> JsonAsync((string Name, string? Value)[] variables, int prepared, params string[] arguments)
        {
            Assert.Equal(0, prepared);
            await using var cli = Cli.Start(project.Root, [.. arguments, "--format", "json"], [("DATABASE_URL", project.Url.ToSecretString()), .. variables]);
            return await cli.EndAsync();
        }
    }
}
