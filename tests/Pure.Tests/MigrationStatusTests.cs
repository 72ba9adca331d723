using Confiture.Migrations;
using Foundation.Errors;
using Foundation.Tests;

namespace Pure.Tests;

/// <summary>Files against rows of a ledger: what is applied, what is pending and what disagrees.</summary>
public sealed class MigrationStatusTests : IDisposable
{
    private const string One = "20260101000001", Two = "20260101000002", Three = "20260101000003";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_ledger_everything_is_pending()
    {
        Write(One, "up", "down");
        Write(Two, "up", null);
        var status = MigrationStatus.Compare(Files, null);

        Assert.False(status.HasLedger);
        Assert.Equal([(One, MigrationState.Pending), (Two, MigrationState.Pending)], StatesOf(status));
        Assert.Equal(Files.Migrations.Select(m => m.Version), status.Pending.Select(m => m.Version));
        Assert.Empty(status.Drift);
        Assert.Empty(status.Warnings);
        Assert.Empty(status.Unfinished);
        Assert.All(status.Entries, e => Assert.Null(e.Row));
        status.ThrowIfDrifted();
    }

    [Fact]
    public void Applied_and_later_migrations_agree_with_an_empty_ledger_and_a_full_one()
    {
        Write(One, "up", "down");
        Write(Two, "up", null);

        Assert.True(MigrationStatus.Compare(Files, []).HasLedger);
        var status = MigrationStatus.Compare(Files, [Row(One)]);
        Assert.Equal([(One, MigrationState.Applied), (Two, MigrationState.Pending)], StatesOf(status));
        Assert.Equal([Two], status.Pending.Select(m => m.Version));
        Assert.Equal(One + "_m", status.Entries[0].ToString());
        Assert.Equal(("m", One), (status.Entries[0].Name, status.Entries[0].Row!.Version));
        Assert.Equal(One, status.Entries[0].Migration!.Version);
        status.ThrowIfDrifted();
    }

    [Fact]
    public void An_interrupted_migration_is_unfinished_and_runs_again()
    {
        Write(One, "up", null);
        var status = MigrationStatus.Compare(Files, [Row(One) with { IsFinished = false, UpChecksum = "other" }]);

        Assert.Equal([(One, MigrationState.Unfinished)], StatesOf(status));
        Assert.Equal([One], status.Pending.Select(m => m.Version));
        Assert.Equal([One], status.Unfinished.Select(e => e.Version));
        Assert.Empty(status.Drift);
    }

    [Fact]
    public void A_changed_up_file_is_drift()
    {
        Write(One, "up", "down");
        Write(Two, "up", "down");
        var status = MigrationStatus.Compare(Files, [Row(One) with { UpChecksum = "other", DownChecksum = "other" }, Row(Two)]);

        Assert.Equal([(One, MigrationState.ChangedUp), (Two, MigrationState.Applied)], StatesOf(status));
        Assert.Equal([One], status.Drift.Select(e => e.Version));
        Assert.Empty(status.Pending);
        Assert.Empty(status.Unfinished);
        var error = Assert.Throws<ToolException>(() => status.ThrowIfDrifted());
        Assert.Same(MigrationErrors.Drift, error.Code);
        Assert.Equal($"{PathOf(One, "up")} has changed since it ran.", error.What);
        Assert.Contains("must match what ran on this database", error.Why, StringComparison.Ordinal);
        Assert.Equal($"Restore the file (git checkout -- {PathOf(One, "up")}) and put the change into a new migration. "
            + $"To accept the changed file instead, run: confiture migrate repair {One}", error.Fix);
        Assert.Empty(error.Details);
        status.ThrowIfDrifted(except: MigrationState.ChangedUp);
        Assert.Throws<ToolException>(() => status.ThrowIfDrifted(except: MigrationState.Missing));
    }

    [Theory]
    [InlineData("down", "other", "{path} has changed since {name} ran; a rollback uses the current file.")]
    [InlineData("down", null, "{path} was added after {name} ran; a rollback uses it.")]
    [InlineData(null, "other", "{name}.down.sql was deleted after {name} ran: it cannot be rolled back.")]
    public void A_changed_down_file_is_a_warning(string? down, string? checksum, string warning)
    {
        Write(One, "up", down);
        var status = MigrationStatus.Compare(Files, [Row(One) with { DownChecksum = checksum }]);

        Assert.Equal([(One, MigrationState.ChangedDown)], StatesOf(status));
        var expected = warning.Replace("{path}", PathOf(One, "down"), StringComparison.Ordinal).Replace("{name}", One + "_m", StringComparison.Ordinal);
        Assert.Equal([expected], status.Warnings);
        Assert.Empty(status.Drift);
        Assert.Empty(status.Pending);
        status.ThrowIfDrifted();
    }

    [Fact]
    public void An_applied_migration_without_files_is_missing()
    {
        Write(Two, "up", null);
        var status = MigrationStatus.Compare(Files, [Row(Two), Row(One) with { Name = "gone" }]);

        Assert.Equal([(One, MigrationState.Missing), (Two, MigrationState.Applied)], StatesOf(status));
        Assert.Null(status.Entries[0].Migration);
        Assert.Equal("gone", status.Entries[0].Row!.Name);
        Assert.Empty(status.Warnings);
        var error = Assert.Throws<ToolException>(() => status.ThrowIfDrifted());
        Assert.Equal($"{One}_gone is applied here, but its files are missing.", error.What);
        Assert.Equal($"Restore the files (git log --all -- '*{One}_gone*' finds them), or deploy the release that contains them.", error.Fix);
    }

    [Fact]
    public void A_pending_migration_before_an_applied_one_is_out_of_order()
    {
        Write(One, "up", null);
        Write(Two, "up", null);
        Write(Three, "up", null);
        var status = MigrationStatus.Compare(Files, [Row(Two)]);

        Assert.Equal([(One, MigrationState.OutOfOrder), (Two, MigrationState.Applied), (Three, MigrationState.Pending)], StatesOf(status));
        Assert.Equal([Three], status.Pending.Select(m => m.Version));
        Assert.Equal([MigrationState.Applied, MigrationState.OutOfOrder, MigrationState.Applied],
            StatesOf(MigrationStatus.Compare(Files, [Row(One), Row(Three)])).Select(s => s.Item2));
        var error = Assert.Throws<ToolException>(() => status.ThrowIfDrifted());
        Assert.Equal($"{PathOf(One, "up")} is out of order: it is pending, but a later version is applied.", error.What);
        Assert.Equal("Rename both of its files to a version later than all others.", error.Fix);
    }

    [Fact]
    public void Several_disagreements_are_counted_and_listed_and_the_fix_is_that_of_the_first()
    {
        Write(One, "up", null);
        Write(Two, "up", null);
        var status = MigrationStatus.Compare(Files, [Row(Two) with { UpChecksum = "other" }, Row(One) with { Version = Three }]);

        var error = Assert.Throws<ToolException>(() => status.ThrowIfDrifted());
        Assert.Equal("3 migrations differ from the ledger.", error.What);
        Assert.Equal(
            [
                $"{PathOf(One, "up")} is out of order: it is pending, but a later version is applied.",
                $"{PathOf(Two, "up")} has changed since it ran.",
                $"{Three}_m is applied here, but its files are missing.",
            ],
            error.Details);
        Assert.StartsWith("Rename both of its files", error.Fix, StringComparison.Ordinal);
    }

    private MigrationSet Files => MigrationSet.Load(folder.Path);

    private static IEnumerable<(string, MigrationState)> StatesOf(MigrationStatus status) => status.Entries.Select(e => (e.Version, e.State));

    private string PathOf(string version, string verb) => folder.File($"{version}_m.{verb}.sql");

    private void Write(string version, string up, string? down)
    {
        File.WriteAllText(PathOf(version, "up"), $"select '{up}';");
        if (down is not null) File.WriteAllText(PathOf(version, "down"), $"select '{down}';");
    }

    // The row that running the files as they are leaves.
    private LedgerRow Row(string version)
    {
        var files = Files.Find(version) ?? Files.Migrations[0];
        return new(version, "m", files.Up.Checksum, files.Down?.Checksum, DateTimeOffset.UnixEpoch, "someone@somewhere", 1, null);
    }
}
