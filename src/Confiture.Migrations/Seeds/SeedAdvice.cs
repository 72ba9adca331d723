using System.Collections.Frozen;
using Confiture.Postgres;

namespace Confiture.Migrations;

/// <summary>What to do about a rejected statement of a seed file, by SQLSTATE.</summary>
internal static class SeedAdvice
{
    private const string Again = "Then run the command again.";
    private const string Value = "Correct the value in {0}. ";
    private const string Missing = "Correct the name in {0}, or qualify it with its schema. ";
    private const string Behind = "If it is new in the schema, run `confiture migrate up` first. ";
    private const string Schema = "Seed files only contain rows. Move statements that create objects from {0} to a DDL file or a migration. ";
    private const string Transaction = "A seed file runs in one transaction: remove this statement from {0}. ";

    // {0} is the file.
    private static readonly FrozenDictionary<string, string> Fixes = new Dictionary<string, string>
    {
        [SqlState.UniqueViolation] = "The row exists already, in the database or earlier in the seeds. Remove it from {0}, or end the INSERT with "
            + "ON CONFLICT DO NOTHING. ",
        [SqlState.ForeignKeyViolation] = "Insert the row that this one refers to first: earlier in {0}, or in a seed file with a smaller number. ",
        [SqlState.NotNullViolation] = "Give the column a value in {0}. ",
        [SqlState.CheckViolation] = "Change the values in {0} to satisfy the check. ",
        [SqlState.ExclusionViolation] = "Change the values in {0}: they conflict with those of another row. ",
        [SqlState.GeneratedAlways] = "Leave the column out of the INSERT in {0}, or, if it is an identity column, write OVERRIDING SYSTEM VALUE "
            + "before VALUES. ",
        [SqlState.InvalidTextRepresentation] = Value,
        [SqlState.StringDataRightTruncation] = Value,
        [SqlState.NumericValueOutOfRange] = Value,
        [SqlState.UndefinedTable] = Missing,
        [SqlState.UndefinedColumn] = Missing,
        [SqlState.UndefinedFunction] = Missing,
        [SqlState.UndefinedObject] = Missing,
        [SqlState.InvalidSchemaName] = Missing,
        [SqlState.DuplicateTable] = Schema,
        [SqlState.DuplicateSchema] = Schema,
        [SqlState.DuplicateColumn] = Schema,
        [SqlState.DuplicateObject] = Schema,
        [SqlState.DuplicateFunction] = Schema,
        [SqlState.ActiveSqlTransaction] = Transaction,
        [SqlState.InvalidTransactionTermination] = Transaction,
        [SqlState.InsufficientPrivilege] = "Have the owner of the table grant this user SELECT, INSERT, UPDATE and DELETE on it, or connect as the owner. ",
        [SqlState.QueryCanceled] = "The statement was cancelled by `statement_timeout` or by an administrator. If it needs longer, write before it in {0}: "
            + "SET LOCAL statement_timeout = '15min'; ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What to do; by default, correct the file.</summary>
    /// <param name="state">The SQLSTATE.</param>
    /// <param name="file">The seed file.</param>
    public static string For(string state, SeedFile file, SeedOccasion occasion)
    {
        if (StatementAdvice.OfServer(state) is { } advice) return advice;
        var fix = Fixes.GetValueOrDefault(state, "Correct {0}. ").Replace("{0}", file.Name, StringComparison.Ordinal);
        if (occasion != SeedOccasion.Apply) return fix + Again;
        // Elsewhere the schema is as new as its files.
        var behind = Fixes.GetValueOrDefault(state) == Missing ? Behind : string.Empty;
        return fix + behind + "Then run `confiture seed apply` again; seeds that are applied already are skipped.";
    }
}
