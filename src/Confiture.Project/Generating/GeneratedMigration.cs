using System.Globalization;
using System.Text;
using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Project;

/// <summary>The migrations from one schema to another.</summary>
/// <param name="Migrations">The migrations, in order.</param>
/// <param name="Reports">What they do not reach, in words: an order of columns, for example.</param>
/// <param name="Style">Online or offline; a change without an online order uses the offline form.</param>
public sealed record GeneratedMigrations(IReadOnlyList<GeneratedMigration> Migrations, IReadOnlyList<string> Reports, PlanStyle Style);

/// <summary>A migration as it will be written.</summary>
/// <param name="Version">Fourteen digits.</param>
/// <param name="Name">What it does.</param>
/// <param name="Up">The statements of the up file.</param>
/// <param name="Down">The statements of the down file.</param>
public sealed record GeneratedMigration(string Version, string Name, ChangeGroup Up, ChangeGroup Down)
{
    /// <summary>What blocks other sessions while the up migration runs, in words; empty when there is an online form.</summary>
    public IReadOnlyList<string> Waits { get; init; } = [];

    /// <summary>What blocks other sessions while the down migration runs, in words.</summary>
    public IReadOnlyList<string> WaitsBack { get; init; } = [];

    /// <summary>True when others work with the database meanwhile, whatever form the statements take.</summary>
    internal bool IsInUse { get; init; }

    /// <summary>What it permanently loses.</summary>
    public IReadOnlyList<string> Loses => [.. Up.Changes.Select(c => c.Loses).OfType<string>()];

    /// <summary>The conditions on existing rows: the migration checks them before its first change and stops if they fail.</summary>
    public IReadOnlyList<string> Checks => [.. Up.Changes.SelectMany(c => c.Checks)];

    /// <summary>The same for the down migration.</summary>
    public IReadOnlyList<string> ChecksBack => [.. Down.Changes.SelectMany(c => c.Checks)];

    internal string UpText(PlanStyle style) => Text($"{Name}, generated from the DDL files by Confiture.", [.. Unless(Checks), .. Meanwhile(Waits)], Up,
        LimitsFor(style));

    internal string DownText(PlanStyle style) => Text(
        $"Takes {Version}_{Name} back.",
        [.. Loses.Select(lost => $"Does not restore {lost}."), .. Unless(ChecksBack), .. Meanwhile(WaitsBack)], Down, LimitsFor(style));

    private static IReadOnlyList<string> Meanwhile(IReadOnlyList<string> waits) => [.. waits.Select(wait => $"Meanwhile {wait}.")];

    private static IEnumerable<string> Unless(IReadOnlyList<string> checks) => checks.Select(check => $"Stops before its first change unless {check}.");

    // The offline form may run long, but other sessions must not queue behind it for long while it waits.
    private Func<Change, Limits?> LimitsFor(PlanStyle style) => style == PlanStyle.Online ? Limits.Of : IsInUse ? static _ => Limits.Long : static _ => null;

    private static string Text(string title, IReadOnlyList<string> notes, ChangeGroup group, Func<Change, Limits?> limitsOf)
    {
        var text = new StringBuilder(SqlComment.Of(title));
        if (!group.InTransaction) text.Append(SqlDirective.Write(SqlDirective.NoTransaction));
        foreach (var note in notes) text.Append(SqlComment.Of(note));
        text.Append('\n');
        Limits? limits = null;
        foreach (var change in group.Changes)
        {
            if (limitsOf(change) is { } wanted && wanted != limits)
            {
                var local = group.InTransaction ? "LOCAL " : string.Empty;
                if (wanted.Lock != limits?.Lock) text.Append(CultureInfo.InvariantCulture, $"SET {local}lock_timeout = '{wanted.Lock}';\n");
                if (wanted.Statement != limits?.Statement) text.Append(CultureInfo.InvariantCulture, $"SET {local}statement_timeout = '{wanted.Statement}';\n");
                limits = wanted;
            }

            PlanText.Write(change, text);
        }

        return text.ToString();
    }

    /// <summary>The limits for a statement's lock wait and run time. A session that waits for a strong lock blocks every later one.</summary>
    private sealed record Limits(string Lock, string Statement)
    {
        internal static readonly Limits Long = new("2s", "0");
        private static readonly Limits Quick = new("2s", "30s");
        // It waits for older transactions to end, as for a lock, but blocks nothing meanwhile.
        private static readonly Limits Concurrent = new("0", "0");

        internal static Limits Of(Change change) => change.OutsideTransaction && !change.MovesRows ? Concurrent : change.Pace == Pace.Long ? Long : Quick;
    }
}
