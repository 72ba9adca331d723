using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>The limits of the statements of a transaction, and its share of the migration lock.</summary>
internal static class TransactionLimits
{
    /// <summary>Sets the limits to the end of the transaction.</summary>
    /// <param name="batch">A batch that begins a transaction or is sent within one.</param>
    /// <param name="isDurable">False for a commit that does not wait for the disk.</param>
    public static void Add(ScriptBatch batch, MigratorOptions options, bool isDurable)
    {
        List<string> settings = [$"set_config('lock_timeout', '{(int)options.StatementLockWait.TotalMilliseconds}', true)"];
        if (options.StatementTimeout is { } limit) settings.Add($"set_config('statement_timeout', '{(int)limit.TotalMilliseconds}', true)");
        if (!isDurable) settings.Add("set_config('synchronous_commit', 'off', true)");
        settings.Add(MigrationLock.InTransaction(options.Ledger));
        batch.Add($"select {string.Join(", ", settings)}");
    }
}
