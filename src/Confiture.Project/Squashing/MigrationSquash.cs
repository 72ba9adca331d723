using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Schema;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>A migration in the place of several.</summary>
/// <param name="Version">The version: that of the newest one that it replaces.</param>
/// <param name="UpText">Its up file.</param>
/// <param name="DownText">Its down file.</param>
/// <param name="Replaced">The migrations that it replaces, oldest first.</param>
public sealed record SquashedMigration(string Version, string Name, string UpText, string DownText, IReadOnlyList<Migration> Replaced)
{
    /// <summary>The files of the migrations that it replaces.</summary>
    public IReadOnlyList<string> OldFiles => [.. Replaced.SelectMany(m => ((MigrationFile?[])[m.Up, m.Down]).OfType<MigrationFile>().Select(f => f.Path))];
}

/// <summary>
/// Makes one migration of the oldest ones of a chain: planned from an empty schema to what they lead to, and compared with them on scratch databases,
/// where it ends and where the whole chain ends.
/// </summary>
/// <param name="environment">Where the files are, and with which server and ledger they run.</param>
/// <param name="loader">Reads schemas.</param>
public sealed class MigrationSquash(ConfitureEnvironment environment, SchemaLoader loader)
{
    private const int VersionsInLine = 6;

    /// <summary>Plans and proves; writes nothing.</summary>
    /// <param name="set">All migrations.</param>
    /// <param name="through">The newest version to replace.</param>
    /// <param name="title">What to call the new migration, in words.</param>
    /// <param name="withRows">True to copy the rows that the migrations insert; false to refuse them.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ToolException">There is nothing to squash (<c>CONF-SQU-001</c>), the migrations insert rows (<c>CONF-SQU-002</c>), or the result
    /// is not the same (<c>CONF-SQU-004</c>).</exception>
    public async Task<SquashedMigration> PlanAsync(MigrationSet set, string through, string title, bool withRows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.Find(through) is null) throw MigrationErrors.NoSuchVersion(through, set);
        var old = set.Through(through);
        if (old.Migrations.Count < 2) throw SquashErrors.TooFew(old.Migrations.Count, through);
        var name = MigrationFiles.NameOf(title);
        var (empty, reached) = await loader.LoadAsync(
            new SchemaOrigin.Migrations(MigrationSet.None(set.Directory)), new SchemaOrigin.Migrations(old), cancellation);
        await using var from = empty;
        await using var to = reached;
        var tables = await SeededRows.InAsync(to.Shadow!, environment.Ledger, cancellation);
        if (tables.Count > 0 && !withRows) throw SquashErrors.LeavesRows(tables);
        var data = await DataAsync(to.Shadow!, [.. tables.Select(t => t.Table)], withRows, cancellation);
        var generated = await new MigrationGenerator(loader, environment.Ledger, PlanStyle.Offline).GenerateAsync(
            () => Enumerable.Repeat((through, name), int.MaxValue).GetEnumerator(), from, to, new([], [], null, PlanStyle.Offline) { InOneTransaction = true },
            cancellation);
        if (generated.Migrations is not [{ Up.InTransaction: true, Down.InTransaction: true } migration]) throw SquashErrors.Several();
        var squashed = new SquashedMigration(
            through, name, Head(old.Migrations) + Text(migration.Up) + data,
            SqlComment.Of($"Rolls back {through}_{name}: everything that it creates is dropped.") + "\n" + Text(migration.Down), old.Migrations);
        await ProveAsync(set, squashed, to, cancellation);
        return squashed;
    }

    /// <summary>Writes the new files and deletes those of the replaced migrations.</summary>
    /// <param name="squashed">The migration.</param>
    /// <param name="directory">The migrations directory.</param>
    /// <returns>The paths of the up file and of the down file.</returns>
    public static (string Up, string Down) Write(SquashedMigration squashed, string directory)
    {
        ArgumentNullException.ThrowIfNull(squashed);
        var (up, down) = MigrationFiles.PathsOf(directory, squashed.Version, squashed.Name);
        // Two files of one version would be refused, so the new ones come under other names first: whatever ends this, they or the commit are there.
        File.WriteAllText(up + ".new", squashed.UpText);
        File.WriteAllText(down + ".new", squashed.DownText);
        foreach (var file in squashed.OldFiles) File.Delete(file);
        File.Move(up + ".new", up);
        File.Move(down + ".new", down);
        return (up, down);
    }

    private static string Head(IReadOnlyList<Migration> migrations) =>
        SqlComment.Of($"{Counted.Of(migrations.Count, "migration")}, {migrations[0]} to {migrations[^1]}, squashed by Confiture.")
        + string.Concat(migrations.Select(m => m.Version).Chunk(VersionsInLine)
            .Select(versions => SqlDirective.Write(SqlDirective.Replaces + string.Join(", ", versions)))) + "\n";

    private static string Text(ChangeGroup group)
    {
        var text = new System.Text.StringBuilder();
        foreach (var change in group.Changes) PlanText.Write(change, text);
        return text.ToString();
    }

    private async Task<string> DataAsync(DatabaseUrl url, IReadOnlyList<string> tables, bool withRows, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, SessionName.Of("squash"), cancellation);
        var sequences = await SequencesAsync(database, cancellation);
        if (withRows) return await SquashedRows.OfAsync(database, tables, sequences, cancellation);
        return sequences.Count == 0 ? string.Empty : throw SquashErrors.MovesSequences(sequences);
    }

    private async Task ProveAsync(MigrationSet set, SquashedMigration squashed, LoadedSchema reached, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("confiture-squash-").FullName;
        try
        {
            foreach (var file in set.Migrations.Except(squashed.Replaced).SelectMany(m => ((MigrationFile?[])[m.Up, m.Down]).OfType<MigrationFile>()))
                File.Copy(file.Path, Path.Combine(directory, Path.GetFileName(file.Path)));
            var (up, down) = MigrationFiles.PathsOf(directory, squashed.Version, squashed.Name);
            await File.WriteAllTextAsync(up, squashed.UpText, cancellation);
            await File.WriteAllTextAsync(down, squashed.DownText, cancellation);
            await CompareAsync(set, MigrationSet.Load(directory), squashed.Version, reached, cancellation);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task CompareAsync(MigrationSet set, MigrationSet shorter, string through, LoadedSchema reached, CancellationToken cancellation)
    {
        await using var now = await StartAsync(shorter, cancellation);
        await now.UpThroughAsync(through, cancellation);
        await using (var old = await Database.OpenAsync(reached.Shadow!, SessionName.Of("squash"), cancellation))
        {
            var (before, after) = (await RowsAsync(old, cancellation), await RowsAsync(now.Database, cancellation));
            var (wanted, found) = (await SequencesAsync(old, cancellation), await SequencesAsync(now.Database, cancellation));
            Require($"After {through}", await now.ReadAsync(cancellation), reached.Schema,
                [.. RowDigest.Between(before, after), .. RowDigest.Between(after, before)], [.. wanted.Except(found), .. found.Except(wanted)]);
        }

        if (set.Migrations[^1].Version is var last && last == through) return;
        await using var then = await StartAsync(set, cancellation);
        await then.UpThroughAsync(last, cancellation);
        await now.UpThroughAsync(last, cancellation);
        var (one, other) = (await RowsAsync(then.Database, cancellation), await RowsAsync(now.Database, cancellation));
        // Values may come from the clock; how many rows there are does not.
        Require($"After {last}", await now.ReadAsync(cancellation), await then.ReadAsync(cancellation),
            [.. RowDigest.Between(one, other).Concat(RowDigest.Between(other, one)).Where(r => r.Before != r.After)], []);
    }

    private Task<ScratchChain> StartAsync(MigrationSet set, CancellationToken cancellation) =>
        ScratchChain.StartAsync(new(set, environment.Ledger, environment.ShadowPostgres, null, null), loader.Options, cancellation);

    private Task<IReadOnlyList<RowDigest>> RowsAsync(Database database, CancellationToken cancellation) =>
        RowDigest.OfAsync(database, environment.Ledger, cancellation);

    private Task<IReadOnlyList<MovedSequence>> SequencesAsync(Database database, CancellationToken cancellation) =>
        MovedSequence.InAsync(database, environment.Ledger, cancellation);

    private static void Require(
        string where, DatabaseSchema found, DatabaseSchema wanted, IReadOnlyList<ChangedRows> rows, IReadOnlyList<MovedSequence> sequences)
    {
        var left = SchemaProof.Differences(found, wanted);
        if (left.Count + rows.Count + sequences.Count > 0) throw SquashErrors.Different(where, left, rows, sequences);
    }
}
