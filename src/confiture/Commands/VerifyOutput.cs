using System.Text.Json;
using Confiture.Project;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

internal sealed record VerifyReport(
    string Schema, bool Holds, IReadOnlyList<VerifyReport.Tested> Migrations, bool ComparedWithFiles, IReadOnlyList<DifferenceEntry> ToFiles,
    VerifyReport.RowTest? Rows)
{
    internal sealed record Tested(
        string Version, string Name, string State, string? Message, bool OnlyWithRows, IReadOnlyList<DifferenceEntry> Differences, IReadOnlyList<string> Loses,
        IReadOnlyList<RowChange> Changed);

    internal sealed record RowChange(string Table, long Before, long After, IReadOnlyList<string> Columns);

    internal sealed record RowTest(int SeedFiles, int Migrations, IReadOnlyList<string> NotLoaded);

    internal static VerifyReport Of(Verification verification, bool holds) => new(
        "confiture/migrate-verify/1", holds, [.. verification.Migrations.Select(Of)], verification.ToFiles is not null,
        DifferenceEntry.Of(verification.ToFiles ?? []),
        verification.Rows is { } rows ? new(rows.Files, rows.Migrations, rows.NotLoaded) : null);

    private static Tested Of(VerifiedMigration m) => new(
        m.Migration.Version, m.Migration.Name, JsonNamingPolicy.CamelCase.ConvertName(m.State.ToString()), m.Message, m.OnlyWithRows,
        DifferenceEntry.Of(m.Differences), m.Loses, [.. m.Changed.Select(c => new RowChange(c.Table, c.Before, c.After, c.Columns))]);
}

/// <summary>What came out of a verification, for people.</summary>
internal static class VerifyOutput
{
    internal static bool Holds(Verification verification, bool requiresDown) =>
        verification.Holds && !(requiresDown && verification.Irreversible.Count > 0);

    internal static void Write(Output output, Verification verification, bool requiresDown)
    {
        Show(output, verification, requiresDown);
        output.Document(VerifyReport.Of(verification, Holds(verification, requiresDown)), () => Reports.Default.VerifyReport);
    }

    /// <summary>The text alone, for a command with a document of its own.</summary>
    internal static void Show(Output output, Verification verification, bool requiresDown)
    {
        if (verification.Migrations.Count > 0)
        {
            output.Table(["version", "name", "result", "down loses"], [.. verification.Migrations.Select(m =>
                (IReadOnlyList<string>)[m.Migration.Version, m.Migration.Name, Result(m), m.Loses.Count == 0 ? "-" : string.Join("; ", m.Loses)])]);
        }

        foreach (var broken in verification.Broken) Describe(output, broken);
        if (verification.ToFiles is [_, ..] differences)
        {
            output.Data("The migrations do not lead to what the DDL files build. From the migrations to the files:");
            foreach (var line in differences) output.Data($"  {line}");
        }

        foreach (var migration in verification.Migrations)
            foreach (var changed in migration.Changed) output.Say($"{migration.Migration}: down and up change the rows of the seeds: {changed}");
        foreach (var statement in verification.Rows?.NotLoaded ?? []) output.Warn($"this seed was not loaded: {statement}");
        output.Say(Summary(verification, requiresDown));
    }

    private static void Describe(Output output, VerifiedMigration broken)
    {
        output.Data($"{broken.Migration}: {VerifyWords.Of(broken)}");
        foreach (var line in broken.Message?.Split('\n') ?? []) output.Data($"  {line}");
        foreach (var line in broken.Differences) output.Data($"  {line}");
    }

    /// <summary>The result of one migration in a few words.</summary>
    internal static string Result(VerifiedMigration m) => m.State switch
    {
        VerifiedState.Holds => "ok",
        VerifiedState.Irreversible => "irreversible",
        VerifiedState.NotTested => "only applied",
        VerifiedState.NotReached => "not reached",
        VerifiedState.UpFails => "up fails",
        VerifiedState.DownFails => m.OnlyWithRows ? "down fails with rows" : "down fails",
        VerifiedState.DownDiffers => "down differs",
        VerifiedState.UpAgainFails => m.OnlyWithRows ? "up fails with rows" : "up fails after down",
        _ => "second up differs",
    };

    private static string Summary(Verification verification, bool requiresDown)
    {
        if (verification.Migrations.Count == 0) return "There are no migrations to verify.";
        List<string> parts = [$"{Counted.Of(verification.Migrations.Count, "migration")}: {verification.Broken.Count} broken"];
        if (verification.Irreversible.Count > 0)
            parts.Add($"{verification.Irreversible.Count} irreversible{(requiresDown ? " (--require-down)" : string.Empty)}");
        if (verification.ToFiles is { } differences)
            parts.Add(differences.Count == 0 ? "the chain leads to what the DDL files build" : "the chain does not lead to what the DDL files build");
        parts.Add(verification.Rows is { } rows
            ? $"the newest {rows.Migrations} also with rows of {Counted.Of(rows.Files, "seed file")}" : "tested without rows");
        return string.Join("; ", parts) + ".";
    }
}
