namespace Fraisier.Simulation.Tests;

/// <summary>Bugs that the simulation must notice. Each breaks one rule.</summary>
internal enum Mutant
{
    None,

    /// <summary>Hosts, database and store let every epoch in.</summary>
    NoFence,

    /// <summary>A rollback restores the code before the schema.</summary>
    CodeBeforeSchema,

    /// <summary>A lease is taken and never renewed.</summary>
    LeaseNotRenewed,

    /// <summary>The journal says that a step has ended when it begins.</summary>
    RecordBeforeEffect,

    /// <summary>Whoever ends frees the lock, also when another controller has it.</summary>
    LockFreedByAnother,
}
