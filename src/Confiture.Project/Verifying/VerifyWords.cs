namespace Confiture.Project;

/// <summary>What is wrong with a migration, in words.</summary>
public static class VerifyWords
{
    /// <summary>One sentence; for a difference, the lines that follow say which.</summary>
    /// <param name="m">A broken migration.</param>
    public static string Of(VerifiedMigration m)
    {
        ArgumentNullException.ThrowIfNull(m);
        return (m.State, m.OnlyWithRows) switch
        {
            (VerifiedState.UpFails, _) => "the up migration fails; later ones could not be tested.",
            (VerifiedState.DownFails, false) => "the down migration fails.",
            (VerifiedState.DownFails, true) => "the down migration fails as soon as there are rows.",
            (VerifiedState.DownDiffers, _) => "the down migration does not restore the schema. From the schema before to the one after it:",
            (VerifiedState.UpAgainFails, false) => "the up migration fails after the down migration.",
            (VerifiedState.UpAgainFails, true) => "the up migration fails as soon as there are rows.",
            _ => "the up migration leads to another schema the second time. From the first to the second:",
        };
    }
}
