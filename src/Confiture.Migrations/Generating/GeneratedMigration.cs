using System.Globalization;
using System.Text;
using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Migrations;

/// <summary>What leads from one schema to another.</summary>
/// <param name="Migrations">The migrations, in order.</param>
/// <param name="Reports">What they do not reach, in words: an order of columns, for example.</param>
/// <param name="Style">How they treat others at work: what has no order for that takes the short form.</param>
public sealed record GeneratedMigrations(IReadOnlyList<GeneratedMigration> Migrations, IReadOnlyList<string> Reports, PlanStyle Style);

/// <summary>A migration as it will be written.</summary>
/// <param name="Version">Fourteen digits.</param>
/// <param name="Name">What it does.</param>
/// <param name="Up">The statements of the up file.</param>
/// <param name="Down">The statements of the down file.</param>
public sealed record GeneratedMigration(string Version, string Name, ChangeGroup Up, ChangeGroup Down)
{
    /// <summary>What others wait for while it makes its change, in words; of a way for a database in use this is empty wherever there is one.</summary>
    public IReadOnlyList<string> Waits { get; init; } = [];

    /// <summary>What others wait for while it takes its change back, in words.</summary>
    public IReadOnlyList<string> WaitsBack { get; init; } = [];

    /// <summary>What nobody can bring back after it.</summary>
    public IReadOnlyList<string> Loses => [.. Up.Changes.Select(c => c.Loses).OfType<string>()];

    internal string UpText(PlanStyle style) => Text($"{Name}, made from the DDL files by Confiture.", Meanwhile(Waits), Up, style);

    internal string DownText(PlanStyle style) => Text(
        $"Takes {Version}_{Name} back.",
        [.. Loses.Select(lost => $"Does not bring back {lost}."), .. Meanwhile(WaitsBack)], Down, style);

    private static IReadOnlyList<string> Meanwhile(IReadOnlyList<string> waits) => [.. waits.Select(wait => $"Meanwhile {wait}.")];

    private static string Text(string title, IReadOnlyList<string> notes, ChangeGroup group, PlanStyle style)
    {
        var text = new StringBuilder(SqlComment.Of(title));
        if (!group.InTransaction) text.Append(SqlDirective.Write(SqlDirective.NoTransaction));
        foreach (var note in notes) text.Append(SqlComment.Of(note));
        text.Append('\n');
        Limits? limits = null;
        foreach (var change in group.Changes)
        {
            if (style == PlanStyle.Online && Limits.Of(change) is var wanted && wanted != limits)
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

    /// <summary>How long a statement may wait for its lock and how long it may take. Who waits for a strong lock makes everybody wait who comes after.</summary>
    private sealed record Limits(string Lock, string Statement)
    {
        private static readonly Limits Quick = new("2s", "30s");
        private static readonly Limits Long = new("2s", "0");
        // It waits for older transactions to end, as for a lock, and nobody waits for it meanwhile.
        private static readonly Limits Concurrent = new("0", "0");

        internal static Limits Of(Change change) => change.OutsideTransaction && !change.MovesRows ? Concurrent : change.Pace == Pace.Long ? Long : Quick;
    }
}
