using System.CommandLine;
using Confiture.Project;
using Confiture.Schema;
using Foundation.Errors;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>The answers that the wizard needs: each from an option or, where it is not given, from the keyboard.</summary>
internal sealed class WizardAnswers
{
    private readonly Option<string?> strategy = new("--strategy")
    {
        Description = "`online` (short locks) or `offline` (fewer, blocking steps)",
        HelpName = "STRATEGY",
    };

    private readonly Option<string[]> backfill = new("--backfill")
    {
        Description = "Value for existing rows of a new column: SCHEMA.TABLE.COLUMN=EXPRESSION (repeatable)",
        HelpName = "COLUMN=SQL",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> noVerify = new("--no-verify") { Description = "Do not run the migrations up, down and up on a scratch database" };
    private readonly Option<bool?> tryOut = new("--dry-run-execute")
    {
        Description = "Run them in the database, in a transaction that is rolled back",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool?> apply = new("--apply") { Description = "Apply them", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> acceptLoss = new("--accept-loss") { Description = "Apply what loses data or cannot be rolled back" };

    public WizardAnswers(Command command)
    {
        strategy.AcceptOnlyFromAmong("online", "offline");
        foreach (var option in (Option[])[strategy, backfill, noVerify, tryOut, apply, acceptLoss]) command.Add(option);
        command.Validators.Add(result =>
        {
            foreach (var text in result.GetValue(backfill) ?? [])
            {
                if (text.Split('=', 2) is not [{ Length: > 0 }, { Length: > 0 }])
                    result.AddError($"`--backfill` must be SCHEMA.TABLE.COLUMN=EXPRESSION, not `{text}`.");
            }
        });
    }

    public Asked Of(ParseResult arguments, Output output, CancellationToken cancellation) => new(this, arguments, output, cancellation);

    /// <summary>The answers of one run.</summary>
    internal sealed class Asked(WizardAnswers options, ParseResult arguments, Output output, CancellationToken cancellation)
    {
        private readonly RenameQuestion renames = new(output);
        private readonly HashSet<string> renamed = new(StringComparer.Ordinal);

        public bool Verifies => !arguments.GetValue(options.noVerify);

        /// <summary>Which form statements take.</summary>
        public PlanStyle Style { get; private set; }

        public string Name(string? given) => given ?? Line(
            "What does this change do? Its words become the name of the migration:", "the NAME of the migration", "confiture migrate wizard add_user_bio");

        public PlanStyle ChooseStyle()
        {
            var word = arguments.GetValue(options.strategy) ?? (output.CanAsk
                ? output.Ask("Strategy: 1 online (short locks, more steps), 2 offline (fewer steps, blocks others)? [1]", cancellation) : "online");
            return Style = word is "2" or "offline" ? PlanStyle.Offline : PlanStyle.Online;
        }

        /// <summary>Which of the pairs that look alike are renames.</summary>
        public IReadOnlyList<Rename> Renames(IReadOnlyList<LookAlike> pairs)
        {
            var found = renames.Answer(pairs);
            Note(found);
            return found;
        }

        /// <summary>Notes renames that are declared.</summary>
        public void Note(IEnumerable<Rename> declared) => renamed.UnionWith(declared.Where(r => r.Part is not null).Select(r => $"{r.Relation.Name}.{r.Part}"));

        /// <summary>The columns that need a value; renamed ones have theirs. A value for any other column is a mistake.</summary>
        public IReadOnlyList<RequiredColumn> ThoseToFill(IReadOnlyList<RequiredColumn> required)
        {
            List<RequiredColumn> open = [.. required.Where(c => !renamed.Any(part => $".{c}".EndsWith($".{part}", StringComparison.Ordinal)))];
            foreach (var named in (arguments.GetValue(options.backfill) ?? []).Select(text => text.Split('=', 2)[0]))
                if (open.All(c => c.ToString() != named)) throw WizardErrors.NoSuchBackfill(named, open);
            return open;
        }

        /// <summary>What existing rows get in a column; null for nothing.</summary>
        public Backfill? Value(RequiredColumn column)
        {
            var given = (arguments.GetValue(options.backfill) ?? []).Select(text => text.Split('=', 2)).LastOrDefault(pair => pair[0] == column.ToString());
            if (given is [_, var expression]) return new(column, expression);
            if (!output.CanAsk) return null;
            var answer = output.Ask(
                $"{column} must not be empty. Which SQL expression do existing rows get? (empty: none; the migration stops if there are rows)", cancellation);
            return string.IsNullOrEmpty(answer) ? null : new(column, answer);
        }

        public bool TriesOut(string database) => Decide(
            options.tryOut, $"Try them out in {database}? They run in a transaction that is rolled back; its locks are real. [y/N]");

        public bool Applies(string database, int count) =>
            Decide(options.apply, $"Apply {Foundation.Text.Counted.Of(count, "migration")} to {database}? [y/N]");

        /// <summary>Whether what cannot be undone may happen.</summary>
        public bool Accepts(IReadOnlyList<string> losses, string database)
        {
            if (arguments.GetValue(options.acceptLoss)) return true;
            if (!output.CanAsk) return false;
            foreach (var loss in losses) output.Warn(loss);
            return output.Ask($"This cannot be undone. Type the name of the database ({database}) to go on:", cancellation) == database;
        }

        // Without a terminal, nothing happens that was not asked for.
        private bool Decide(Option<bool?> option, string question) => arguments.GetResult(option) is { Implicit: false }
            ? arguments.GetValue(option) ?? true
            : output.CanAsk && output.Ask(question, cancellation)?.ToUpperInvariant() is "Y" or "YES";

        private string Line(string question, string what, string example) => output.CanAsk && output.Ask(question, cancellation) is { Length: > 0 } line
            ? line
            : throw FoundationErrors.Usage.Error(
                $"The wizard needs {what}.", "There is no terminal to ask on, or the answer was empty.", $"Pass it, for example `{example}`.");
    }
}
