namespace Fraisier.Deployment.Tests.Sweep;

/// <summary>What must be true at rest, whatever happened before.</summary>
internal static class Invariants
{
    private const string OldSchema = "effects.version text,effects.net integer,items.id integer";
    private const string NewSchema = OldSchema + ",items.name text,items.price integer";
    private const string NewEffects = "20260102000000=1,20260102000001=1";

    public static async Task<IReadOnlyList<string>> CheckAsync(World world, World first, Site site)
    {
        var repository = new TestRepository(site.Repository);
        var (old, target) = (await repository.CommitOf("v1"), await repository.CommitOf("v2"));
        var isNew = world.Live == target;
        var deployments = world.History.Where(r => r.Id != first.History[0].Id).ToList();
        List<string> violations = [];
        Require("I1 the live release is the old one or the new one", isNew || world.Live == old, world.Live);
        Require("I1 the ledger is the live release's", (world.Ledger.Split(',').Length == 4) == isNew && (isNew || world.Ledger == first.Ledger), world.Ledger);
        Require("I1 the schema is the live release's", world.Schema == (isNew ? NewSchema : OldSchema), world.Schema);
        Require("I1 the live release serves and is healthy", world.Version == (isNew ? "version 2" : "version 1"), world.Version);
        Require("I3 the lease is free", !world.Locked, "locked");
        Require("I5 there is at most one record, and exactly one when the new release is live",
            deployments.Count <= 1 && (!isNew || deployments.Count == 1), deployments.Count);
        Require("I5 the record is true", deployments.All(r => (r.Outcome == Outcome.Succeeded) == isNew && r.Outcome != Outcome.RollbackFailed),
            string.Join(",", deployments.Select(r => r.Outcome)));
        Require("I6 each migration's net effect happened once", world.Effects == (isNew ? NewEffects : string.Empty), world.Effects);
        Require("I7 acknowledged rows are there", world.Rows == first.Rows, world.Rows);
        Require("I12 the live release's files are there, and no other's than the old and the new", world.Releases.Count == (isNew ? 2 : 1),
            string.Join(",", world.Releases));
        Require("nothing is unfinished", world.OpenJournals == 0, world.OpenJournals);
        Require("one process serves", world.ServiceProcesses == 1, world.ServiceProcesses);
        return violations;

        void Require(string what, bool holds, object? seen)
        {
            if (!holds) violations.Add($"{what}; seen: {seen ?? "nothing"}");
        }
    }

    /// <summary>A world as text, to compare two.</summary>
    public static string Text(World world) => string.Join(
        " | ", world.Live, world.Ledger, world.Schema, world.Effects, world.Rows, world.Version, string.Join(",", world.Releases), string.Join(",",
            world.History.Select(r => $"{r.Id} {r.Outcome} {r.EndedAt:O}")), world.OpenJournals, world.Locked, world.ServiceProcesses);
}
