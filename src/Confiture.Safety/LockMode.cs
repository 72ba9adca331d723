namespace Confiture.Safety;

/// <summary>The eight modes in which PostgreSQL locks a table, the weakest first.</summary>
public enum LockMode
{
    /// <summary>SELECT: waits for ACCESS EXCLUSIVE alone.</summary>
    AccessShare = 1,

    /// <summary>SELECT FOR UPDATE, and checks of foreign keys.</summary>
    RowShare,

    /// <summary>INSERT, UPDATE, DELETE, MERGE.</summary>
    RowExclusive,

    /// <summary>VACUUM, ANALYZE, CREATE INDEX CONCURRENTLY, VALIDATE CONSTRAINT: blocks other changes of the schema.</summary>
    ShareUpdateExclusive,

    /// <summary>CREATE INDEX: blocks writes.</summary>
    Share,

    /// <summary>CREATE TRIGGER, foreign keys: blocks writes, and another of its kind.</summary>
    ShareRowExclusive,

    /// <summary>REFRESH MATERIALIZED VIEW CONCURRENTLY: blocks all but plain reads.</summary>
    Exclusive,

    /// <summary>Most of ALTER TABLE, DROP, TRUNCATE: blocks everything.</summary>
    AccessExclusive,
}

/// <summary>The effect of a lock mode on other sessions.</summary>
public static class LockModes
{
    extension(LockMode mode)
    {
        /// <summary>Whether SELECT waits.</summary>
        public bool BlocksReads => mode == LockMode.AccessExclusive;

        /// <summary>Whether INSERT, UPDATE and DELETE wait.</summary>
        public bool BlocksWrites => mode >= LockMode.Share;

        /// <summary>Whether other changes of the schema, VACUUM and ANALYZE wait.</summary>
        public bool BlocksDdl => mode >= LockMode.ShareUpdateExclusive;

        /// <summary>The mode as LOCK TABLE writes it.</summary>
        public string Sql => mode switch
        {
            LockMode.AccessShare => "ACCESS SHARE",
            LockMode.RowShare => "ROW SHARE",
            LockMode.RowExclusive => "ROW EXCLUSIVE",
            LockMode.ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            LockMode.Share => "SHARE",
            LockMode.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            LockMode.Exclusive => "EXCLUSIVE",
            _ => "ACCESS EXCLUSIVE",
        };

        /// <summary>What it blocks, in words.</summary>
        public string Blocked => mode switch
        {
            LockMode.AccessExclusive => "reads and writes",
            >= LockMode.Share => "writes",
            LockMode.ShareUpdateExclusive => "other schema changes and vacuum, but not reads or writes",
            _ => "neither reads nor writes",
        };
    }

    /// <summary>Reads the mode as LOCK TABLE writes it.</summary>
    /// <param name="sql">The words in upper case.</param>
    internal static LockMode Parse(string sql) => Enum.GetValues<LockMode>().First(mode => mode.Sql == sql);
}
