namespace Fraisier.Simulation.Tests;

/// <summary>A deployment that is played: on which hosts, from which release to which, and what is wrong with it.</summary>
internal sealed record Scenario(string Name, IReadOnlyList<string> Hosts)
{
    private static readonly string[] OfOld = ["1", "2"], OfNew = ["1", "2", "3", "4"];

    public Release One { get; } = new("20260101000000_aaaaaaa", new string('a', 40));

    public Release Two { get; } = new("20260102000000_bbbbbbb", new string('b', 40));

    public bool IsRollback { get; init; }

    /// <summary>The host on which the new release is not well; null when it is well everywhere.</summary>
    public string? Ill { get; init; }

    /// <summary>How often it is not well there.</summary>
    public int IllTimes { get; init; } = int.MaxValue;

    public bool MigrationFails { get; init; }

    public bool Irreversible { get; init; }

    public bool SameSchema { get; init; }

    /// <summary>How long each migration takes; longer than a lease where it is long.</summary>
    public TimeSpan MigrationTime { get; init; }

    public HostFailurePolicy Policy { get; init; }

    public int BatchSize { get; init; } = 1;

    public Release Old => IsRollback ? Two : One;

    public Release New => IsRollback ? One : Two;

    public IReadOnlyList<Release> PreparedBefore => IsRollback ? [One, Two] : [One];

    /// <summary>True when it ends with the new release everywhere when nothing goes wrong.</summary>
    public bool Succeeds => Ill is null && !MigrationFails;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("one host", ["a"]),
        new("one host, unhealthy", ["a"]) { Ill = "a" },
        new("three hosts", ["a", "b", "c"]),
        new("three hosts at once", ["a", "b", "c"]) { BatchSize = 3 },
        new("three hosts, unhealthy on the second", ["a", "b", "c"]) { Ill = "b" },
        new("three hosts, the migration fails", ["a", "b", "c"]) { MigrationFails = true },
        new("three hosts, rollback", ["a", "b", "c"]) { IsRollback = true },
        new("three hosts, same schema", ["a", "b", "c"]) { SameSchema = true, BatchSize = 2 },
        new("three hosts, irreversible", ["a", "b", "c"]) { Irreversible = true },
        new("two hosts, slow migrations", ["a", "b"]) { MigrationTime = TimeSpan.FromSeconds(100) },
        new("three hosts, keep", ["a", "b", "c"]) { Ill = "b", Policy = HostFailurePolicy.Keep },
        new("three hosts, retry", ["a", "b", "c"]) { Ill = "b", IllTimes = 1, Policy = HostFailurePolicy.RetryFailed },
        new("three hosts, retry in vain", ["a", "b", "c"]) { Ill = "b", Policy = HostFailurePolicy.RetryFailed },
    ];

    public IReadOnlyList<string> SchemaOf(Release release) => SameSchema || release == One ? OfOld : OfNew;

    public Target Target => new()
    {
        Fraise = "api", Environment = "production", Branch = "main", AppPath = "/srv/api", Layout = ReleaseLayout.Releases, Repository = "/srv/api.git",
        Build = [], BuildTimeout = TimeSpan.FromMinutes(5), FetchTimeout = TimeSpan.FromMinutes(5), Service = new ServiceSettings.None(),
        Database = new("api", null, null, []), KeepReleases = 5, LeaseTime = TimeSpan.FromSeconds(60),
        Hosts = [.. Hosts.Select(h => new HostAddress(h, new()))], MigrateOn = Hosts[0], Transfer = Transfer.Pull,
        Rollout = new(BatchSize, IsPercent: false, TimeSpan.Zero, Policy),
    };

    public override string ToString() => Name;
}
