using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Migrations;

/// <summary>What to adopt.</summary>
/// <param name="From">The tool, one of <see cref="OlderTools.Words"/>; null finds it by its table.</param>
/// <param name="Table">Its table, when it is not the default one.</param>
/// <param name="Convert">Directories with its SQL files, to be converted; empty when there are none.</param>
public sealed record AdoptionWish(string? From, QualifiedName? Table, IReadOnlyList<string> Convert);

/// <summary>
/// Takes over a database that another tool has migrated: what its table says to be applied is recorded here, as far as there are migrations that correspond
/// to it. The other tool's table is only read.
/// </summary>
/// <param name="url">The database.</param>
/// <param name="set">The migrations here.</param>
/// <param name="options">How to work.</param>
public sealed class Adoption(DatabaseUrl url, MigrationSet set, MigratorOptions options)
{
    /// <summary>What adopting would do. Reads only, and takes no lock.</summary>
    /// <param name="wish">What to adopt.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <exception cref="ToolException">The tool cannot be found, is not finished, or its files cannot be converted.</exception>
    public async Task<AdoptionPlan> PlanAsync(AdoptionWish wish, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, SessionName.Of("adopt"), cancellation);
        return await PlanAsync(database, wish, cancellation);
    }

    /// <summary>Writes the files and records the migrations, in one transaction and under the migration lock.</summary>
    /// <param name="wish">What to adopt.</param>
    /// <param name="shown">The plan that was shown.</param>
    /// <param name="cancellation">Stops it; nothing is recorded then.</param>
    /// <exception cref="ToolException">As <see cref="PlanAsync(AdoptionWish, CancellationToken)"/>; also when the plan would be another one now
    /// (<c>CONF-ADP-008</c>), or the lock is taken.</exception>
    public async Task ApplyAsync(AdoptionWish wish, AdoptionPlan shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        await new Migrator(url, set, options).AdoptAsync(async database =>
        {
            var plan = await PlanAsync(database, wish, cancellation);
            if (!plan.IsAs(shown)) throw AdoptionErrors.Moved();
            Write(plan.Files);
            return plan.Rows;
        }, cancellation);
    }

    private async Task<AdoptionPlan> PlanAsync(Database database, AdoptionWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var table = await OlderTable.FindAsync(database, wish.From is null ? null : OlderTools.Named(wish.From), wish.Table, cancellation);
        if (table.Name == options.Ledger.Name) throw AdoptionErrors.OwnLedger(options.Ledger, table);
        var entries = await table.EntriesAsync(database, cancellation);
        List<string> notes = [];
        var converted = Conversion.Of(table.Tool, wish.Convert, set.Directory, notes);
        var files = NewFiles(table.Tool, converted);
        IReadOnlyList<Migration> migrations =
            [.. set.Migrations.Concat(converted.Select(c => c.Migration)).DistinctBy(m => m.Version).OrderBy(m => m.Version, StringComparer.Ordinal)];
        var applied = (await options.Ledger.ReadAsync(database, cancellation) ?? []).Select(r => r.Version).ToHashSet(StringComparer.Ordinal);
        var correspondence = new Correspondence(migrations, converted);
        if (table.Tool.ReachesFiles && entries.FirstOrDefault(e => !correspondence.Reaches(e)) is { } lost) throw AdoptionErrors.Unreached(table, lost);
        var matching = new Matching(table.Tool, correspondence, applied, notes);
        foreach (var entry in entries) matching.Add(entry);
        RequireUnconditional(table.Tool, converted, matching, notes);
        IReadOnlyList<Migration> pending = [.. migrations.Where(m => !matching.IsApplied(m))];
        notes.AddRange(Notes(matching.Lines, pending));
        return new(table.Tool.Title, table.Written, table.Tool.Belongings(table.Name), table.Tool.Files is not null, matching.Lines, pending, notes)
        {
            Rows = matching.Rows, Files = files,
        };
    }

    // What the other tool would not have executed must not be executed by `up`.
    private static void RequireUnconditional(OlderTool tool, IReadOnlyList<ConvertedMigration> converted, Matching matching, List<string> notes)
    {
        List<string> problems = [];
        foreach (var (file, migration, _) in converted.Where(c => c.Origin.Conditions.Count > 0))
        {
            var what = $"{file.Path}: {file.Name} has {string.Join(", ", file.Conditions)}";
            if (matching.IsApplied(migration))
            {
                notes.Add($"{what}, which means nothing here: new databases get it in any case");
            }
            else
            {
                problems.Add(
                    $"{what} and is not applied, but here it would be executed once in any case; delete that, or all of it if it must not be executed");
            }
        }

        if (problems.Count > 0) throw AdoptionErrors.BadFiles(tool, problems);
    }

    private static IEnumerable<string> Notes(IReadOnlyList<AdoptionLine> lines, IReadOnlyList<Migration> pending)
    {
        var lost = lines.Count(l => l.Migration is null);
        if (lost > 0 && lost < lines.Count)
            yield return $"{Counted.Of(lost, "applied migration")} without a file here: not recorded";
        var newest = lines.Select(l => l.Migration?.Version).Max(StringComparer.Ordinal);
        foreach (var migration in pending.Where(m => string.CompareOrdinal(m.Version, newest) < 0))
            yield return $"{migration} is pending and older than one that is applied; `confiture migrate up --allow-out-of-order` applies it";
    }

    private IReadOnlyList<(string Path, string Text)> NewFiles(OlderTool tool, IReadOnlyList<ConvertedMigration> converted)
    {
        List<(string, string)> files = [];
        List<string> problems = [];
        foreach (var one in converted)
        {
            if (set.Find(one.Migration.Version) is not { } present) files.AddRange(one.Texts);
            else if (present.Name != one.Migration.Name || present.Up.Checksum != one.Migration.Up.Checksum)
                problems.Add($"{one.Origin.Path} would become {one.Migration}, and {present.Up.Path} is there with other content");
        }

        return problems.Count == 0 ? files : throw AdoptionErrors.BadFiles(tool, problems);
    }

    private static void Write(IReadOnlyList<(string Path, string Text)> files)
    {
        List<string> written = [];
        try
        {
            foreach (var (path, text) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var stream = new FileStream(path, FileMode.CreateNew);
                written.Add(path);
                using var writer = new StreamWriter(stream);
                writer.Write(text);
            }
        }
        catch
        {
            foreach (var path in written) File.Delete(path);
            throw;
        }
    }
}
