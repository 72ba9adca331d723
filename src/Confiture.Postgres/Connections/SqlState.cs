namespace Confiture.Postgres;

/// <summary>The SQLSTATE values that this product acts on, by PostgreSQL's own names.</summary>
public static class SqlState
{
    /// <summary>A connection broke while the server sent or received.</summary>
    public const string ConnectionFailure = "08006";

    /// <summary>The other side does not follow the protocol; a pooler says so of statements that it does not pass on.</summary>
    public const string ProtocolViolation = "08P01";

    /// <summary>Bytes are not valid in an encoding.</summary>
    public const string InvalidByteSequence = "22021";

    /// <summary>A division by zero.</summary>
    public const string DivisionByZero = "22012";

    /// <summary>A value is too long for its type.</summary>
    public const string StringDataRightTruncation = "22001";

    /// <summary>A number does not fit into its type.</summary>
    public const string NumericValueOutOfRange = "22003";

    /// <summary>A value violates a setting's range or the platform does not support it.</summary>
    public const string InvalidParameterValue = "22023";

    /// <summary>A text is no value of the type.</summary>
    public const string InvalidTextRepresentation = "22P02";

    /// <summary>A NOT NULL constraint was violated.</summary>
    public const string NotNullViolation = "23502";

    /// <summary>A foreign key constraint was violated.</summary>
    public const string ForeignKeyViolation = "23503";

    /// <summary>A unique constraint was violated.</summary>
    public const string UniqueViolation = "23505";

    /// <summary>A CHECK constraint was violated.</summary>
    public const string CheckViolation = "23514";

    /// <summary>An exclusion constraint was violated.</summary>
    public const string ExclusionViolation = "23P01";

    /// <summary>The statement cannot run inside a transaction block.</summary>
    public const string ActiveSqlTransaction = "25001";

    /// <summary>The transaction is read-only.</summary>
    public const string ReadOnlySqlTransaction = "25006";

    /// <summary>The transaction is aborted; commands are ignored until its end.</summary>
    public const string InFailedSqlTransaction = "25P02";

    /// <summary>The server refused the user (for example: no line in pg_hba.conf).</summary>
    public const string InvalidAuthorization = "28000";

    /// <summary>The password is wrong.</summary>
    public const string InvalidPassword = "28P01";

    /// <summary>Other objects depend on one that would be dropped.</summary>
    public const string DependentObjectsStillExist = "2BP01";

    /// <summary>A procedure or DO block ends the transaction where it may not.</summary>
    public const string InvalidTransactionTermination = "2D000";

    /// <summary>The database does not exist.</summary>
    public const string InvalidCatalogName = "3D000";

    /// <summary>A schema does not exist.</summary>
    public const string InvalidSchemaName = "3F000";

    /// <summary>Two transactions cannot both be serialised.</summary>
    public const string SerializationFailure = "40001";

    /// <summary>A deadlock was broken at this session's cost.</summary>
    public const string DeadlockDetected = "40P01";

    /// <summary>A value was given for a column whose values the server generates.</summary>
    public const string GeneratedAlways = "428C9";

    /// <summary>The user lacks a privilege.</summary>
    public const string InsufficientPrivilege = "42501";

    /// <summary>The statement is not valid SQL.</summary>
    public const string SyntaxError = "42601";

    /// <summary>A column of that name exists already.</summary>
    public const string DuplicateColumn = "42701";

    /// <summary>A column does not exist.</summary>
    public const string UndefinedColumn = "42703";

    /// <summary>An object does not exist: a type, a role, a collation, for example.</summary>
    public const string UndefinedObject = "42704";

    /// <summary>An object of that name exists already.</summary>
    public const string DuplicateObject = "42710";

    /// <summary>A function of that name and signature exists already.</summary>
    public const string DuplicateFunction = "42723";

    /// <summary>The object is of another kind.</summary>
    public const string WrongObjectType = "42809";

    /// <summary>The referenced columns are no key.</summary>
    public const string InvalidForeignKey = "42830";

    /// <summary>A function does not exist.</summary>
    public const string UndefinedFunction = "42883";

    /// <summary>A table does not exist.</summary>
    public const string UndefinedTable = "42P01";

    /// <summary>A database of that name exists already.</summary>
    public const string DuplicateDatabase = "42P04";

    /// <summary>A schema of that name exists already.</summary>
    public const string DuplicateSchema = "42P06";

    /// <summary>A table of that name exists already.</summary>
    public const string DuplicateTable = "42P07";

    /// <summary>The disk is full.</summary>
    public const string DiskFull = "53100";

    /// <summary>All connection slots are taken.</summary>
    public const string TooManyConnections = "53300";

    /// <summary>An object is not in the state that the statement needs.</summary>
    public const string ObjectNotInPrerequisiteState = "55000";

    /// <summary>An object is used by others.</summary>
    public const string ObjectInUse = "55006";

    /// <summary>A lock was not granted within lock_timeout, or at once under NOWAIT.</summary>
    public const string LockNotAvailable = "55P03";

    /// <summary>The statement was cancelled, by statement_timeout or on request.</summary>
    public const string QueryCanceled = "57014";

    /// <summary>An administrator ended the session.</summary>
    public const string AdminShutdown = "57P01";

    /// <summary>A crash of another session ended this one.</summary>
    public const string CrashShutdown = "57P02";

    /// <summary>The server starts or stops and takes no connection.</summary>
    public const string CannotConnectNow = "57P03";
}
