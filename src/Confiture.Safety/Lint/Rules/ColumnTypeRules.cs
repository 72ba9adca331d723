using Confiture.Schema;
using Confiture.Sql.Syntax;
using static Confiture.Safety.LintCategory;
using static Confiture.Safety.LintSeverity;

namespace Confiture.Safety;

/// <summary>A column, from a statement or from the catalog.</summary>
/// <param name="Type">Its type in PostgreSQL's spelling; a serial is that word in both.</param>
/// <param name="NotNull">Whether it holds no NULL.</param>
internal sealed record ColumnFacts(string Name, string Type, bool NotNull)
{
    /// <summary>The type without its modifiers; of an array that of its elements.</summary>
    internal string BareType { get; } = Bare(Type.Replace("[]", string.Empty, StringComparison.Ordinal));

    /// <summary>Whether the type has modifiers.</summary>
    internal bool HasModifiers { get; } = Type.Contains('(', StringComparison.Ordinal);

    /// <summary>Whether it holds several values.</summary>
    internal bool IsArray { get; } = Type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Whether the values are those of an enum.</summary>
    internal bool IsEnum { get; init; }

    /// <summary>The type that a serial has: what the catalog says.</summary>
    internal string StoredType { get =>
        field ?? BareType switch { "serial" => "integer", "smallserial" => "smallint", "bigserial" => "bigint", var type => type }; init; }

    private static string Bare(string type) =>
        type.IndexOf('(', StringComparison.Ordinal) is > 0 and var at
            ? type[..at] + (type.IndexOf(')', StringComparison.Ordinal) is > 0 and var end ? type[(end + 1)..] : string.Empty)
            : type;
}

/// <summary>A column that a statement defines, with its place.</summary>
internal sealed record DefinedColumn(ColumnFacts Facts, SqlSpan Span);

/// <summary>Types that are better replaced: judged in the columns of migrations, and in those of a schema that is built.</summary>
internal static class ColumnTypeRules
{
    private static readonly string[] MoneyWords = ["price", "amount", "total", "cost", "balance", "salary", "fee"];
    private static readonly string[] SecretWords = ["password", "passwd", "secret", "api_key", "apikey", "private_key", "access_token", "ssn", "credit_card"];
    private static readonly string[] SafeWords = ["hash", "digest", "encrypted", "cipher", "_id", "_at", "hint"];

    internal static LintRule IntegerColumn { get; } = Rule(
        new("integer-column", Types, Info, "A column of type integer or smallint")
        {
            Why = "It ends at 2,147,483,647 or 32,767; switching to a wider type later rewrites the table and all its indexes while reads and writes wait.",
            Safer = "Use bigint unless the values have a natural limit.",
            Option = "types: integer, smallint or both (setting it turns the rule on; default: both); except: names of columns that may be small, for example "
                + "age",
            IsOptIn = true,
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY, page integer NOT NULL);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY, page bigint NOT NULL);",
        },
        static (c, settings) => c.StoredType is "integer" or "smallint" && (settings.IntegerTypes.Count == 0 || settings.IntegerTypes.Contains(c.StoredType))
                && !settings.SmallColumns.Contains(c.Name)
            ? $"it ends at {(c.StoredType == "integer" ? "2,147,483,647" : "32,767")}"
            : null);

    internal static IReadOnlyList<LintRule> All { get; } =
    [
        Rule(new("timestamp-without-zone", Types, Warning, "timestamp without time zone")
        {
            Why = "It does not record the time zone; writers in two zones store different values for the same instant.",
            Safer = "Use timestamptz, which stores the instant.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY, seen_at timestamp NOT NULL);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY, seen_at timestamptz NOT NULL);",
        }, c => c.BareType == "timestamp without time zone" ? "the time zone is lost" : null),
        Rule(new("time-with-zone", Types, Warning, "time with time zone")
        {
            Why = "A time without a date has no time zone: the offset of most zones depends on the date.",
            Safer = "Use time, or timestamptz with the date.",
            Bad = "CREATE TABLE visits (id bigint PRIMARY KEY, opens timetz NOT NULL);",
            Good = "CREATE TABLE visits (id bigint PRIMARY KEY, opens time NOT NULL);",
        }, c => c.BareType == "time with time zone" ? "an offset means nothing without a date" : null),
        Rule(new("char-type", Types, Warning, "char(n)")
        {
            Why = "Values are padded with spaces that some comparisons ignore and others do not, and it saves nothing.",
            Safer = "Use text, with a check of the length where it matters.",
            Bad = "CREATE TABLE countries (id bigint PRIMARY KEY, code char(2) NOT NULL);",
            Good = "CREATE TABLE countries (id bigint PRIMARY KEY, code text NOT NULL CHECK (length(code) = 2));",
        }, c => c.BareType == "character" ? "values are padded with spaces" : null),
        Rule(new("varchar-with-length", Types, Info, "varchar(n)")
        {
            Why = "Changing the limit changes the type; a shorter limit rewrites the table.",
            Safer = "Use text with a check of the length, which can be replaced without blocking.",
            IsOptIn = true,
            Bad = "CREATE TABLE countries (id bigint PRIMARY KEY, name varchar(50) NOT NULL);",
            Good = "CREATE TABLE countries (id bigint PRIMARY KEY, name text NOT NULL);",
        }, c => c is { BareType: "character varying", HasModifiers: true } ? "the limit is part of the type" : null),
        Rule(new("money-type", Types, Warning, "money")
        {
            Why = "Its currency and precision depend on the server's lc_monetary; a dump restored elsewhere contains other amounts.",
            Safer = "Use numeric, with the currency in a separate column.",
            Bad = "CREATE TABLE bills (id bigint PRIMARY KEY, due money NOT NULL);",
            Good = "CREATE TABLE bills (id bigint PRIMARY KEY, due numeric(12,2) NOT NULL);",
        }, c => c.BareType == "money" ? "its meaning depends on the server's locale" : null),
        Rule(new("inexact-amount", Types, Warning, "An amount of money stored as a floating-point number")
        {
            Why = "Sums of such numbers are not exact.",
            Safer = "numeric",
            Bad = "CREATE TABLE bills (id bigint PRIMARY KEY, total_price double precision NOT NULL);",
            Good = "CREATE TABLE bills (id bigint PRIMARY KEY, total_price numeric(12,2) NOT NULL);",
        }, c => c.BareType is "real" or "double precision" && MoneyWords.Any(w => c.Name.Split('_').Contains(w)) ? "sums are not exact" : null),
        Rule(new("json-type", Types, Info, "json instead of jsonb")
        {
            Why = "json is stored as text: it has no equality, so DISTINCT and GROUP BY fail, it cannot be indexed, and it is parsed at each use.",
            Safer = "jsonb",
            Bad = "CREATE TABLE notes (id bigint PRIMARY KEY, body json NOT NULL);",
            Good = "CREATE TABLE notes (id bigint PRIMARY KEY, body jsonb NOT NULL);",
        }, c => c.BareType == "json" ? "json cannot be compared or indexed" : null),
        Rule(new("serial-type", Types, Warning, "serial instead of an identity column")
        {
            Why = "A serial is a default on a sequence with its own privileges: writers need a grant on the sequence, and anyone can insert any number.",
            Safer = "bigint GENERATED ALWAYS AS IDENTITY",
            Bad = "CREATE TABLE notes (id bigserial PRIMARY KEY);",
            Good = "CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
        }, c => c.Type.EndsWith("serial", StringComparison.Ordinal) ? "an identity column needs no grants on a sequence" : null),
        Rule(new("nullable-boolean", Types, Info, "A boolean that may be NULL")
        {
            Why = "It has three values, and conditions such as NOT flag skip NULL.",
            Safer = "Use NOT NULL with a default, or an enum with all three values.",
            Bad = "CREATE TABLE notes (id bigint PRIMARY KEY, done boolean DEFAULT false);",
            Good = "CREATE TABLE notes (id bigint PRIMARY KEY, done boolean NOT NULL DEFAULT false);",
        }, c => c is { BareType: "boolean", IsArray: false, NotNull: false } ? "NULL is a third value" : null),
        IntegerColumn,
        Rule(new("enum-column", Types, Info, "A column of an enum type")
        {
            Why = "An enum value cannot be removed, a new one cannot be used in the transaction that adds it, and reordering needs a new type.",
            Safer = "Use text with a check of its values, which can be replaced without blocking, or a lookup table with a foreign key.",
            IsOptIn = true,
            Bad = "CREATE TYPE light AS ENUM ('red', 'green');\nCREATE TABLE crossings (id bigint PRIMARY KEY, shows light NOT NULL);",
            Good = "CREATE TABLE crossings (id bigint PRIMARY KEY, shows text NOT NULL CHECK (shows IN ('red', 'green')));",
        }, c => c.IsEnum ? "a value of the type cannot be removed" : null),
        Rule(new("plain-secret", Security, Warning, "A secret stored as plain text")
        {
            Why = "Anyone who can read the table, a backup or a query log has everyone's secrets.",
            Safer = "Store a hash of passwords; let the application encrypt other secrets, as bytea.",
            Bad = "CREATE TABLE logins (id bigint PRIMARY KEY, password text NOT NULL);",
            Good = "CREATE TABLE logins (id bigint PRIMARY KEY, password_hash text NOT NULL);",
        }, c => c.BareType is "text" or "character varying" or "character" && SecretWords.Any(w => c.Name.Contains(w, StringComparison.OrdinalIgnoreCase))
            && !SafeWords.Any(w => c.Name.Contains(w, StringComparison.OrdinalIgnoreCase)) ? "anyone who can read the table can read the secret" : null),
    ];

    private static LintRule Rule(LintRule rule, Func<ColumnFacts, string?> judge) => Rule(rule, (c, _) => judge(c));

    private static LintRule Rule(LintRule rule, Func<ColumnFacts, LintSettings, string?> judge) => rule with
    {
        OfStatement = c =>
        {
            List<LintMark>? marks = null;
            foreach (var column in c.Columns)
                if (judge(column.Facts, c.Script.Settings) is { } fault) (marks ??= []).Add(new(column.Span, $"{column.Facts.Name}: {fault}"));
            return (IEnumerable<LintMark>?)marks ?? [];
        },
        OfSchema = c => c.Columns.Select(o => (Object: o, Fault: judge(Of(o), c.Settings))).Where(f => f.Fault is not null)
            .Select(f => new SchemaMark(f.Object, $"{f.Object.Parent!.Name}.{f.Object.Name}: {f.Fault}")),
    };

    /// <summary>The columns that a statement defines; those of temporary tables are gone with the session.</summary>
    internal static IEnumerable<DefinedColumn> Defined(StatementNode node, RelationState relations)
    {
        if (node is CreateTable table)
        {
            if (table.Persistence == Persistence.Temporary) yield break;
            foreach (var column in table.Columns)
                if (column.Type is not null) yield return new(Of(column, table.Constraints, relations), column.Span);
        }
        else if (node is AlterTable alter && !relations.IsTemporary(alter.Name))
        {
            foreach (var action in alter.Actions)
            {
                if (action is TableAction.AddColumn { Column: { Type: not null } column }) yield return new(Of(column, [], relations), action.Span);
                // Whether it may be NULL is not said again.
                else if (action is TableAction.AlterColumnType change)
                    yield return new(new(change.Column.Text, change.Type.ToString(), true) { IsEnum = IsEnum(change.Type, relations) }, action.Span);
            }
        }
    }

    private static bool IsEnum(TypeReference type, RelationState relations) =>
        relations.Enums.Contains(type.Name with { Schema = type.Name.Schema ?? relations.SearchPath[0] });

    private static ColumnFacts Of(ColumnDefinition column, IEnumerable<ConstraintNode> table, RelationState relations) => new(
        column.Name.Text, column.Type!.ToString(),
        column.Find<NotNullConstraint>() is not null || column.Find<PrimaryKeyConstraint>() is not null
            || table.OfType<PrimaryKeyConstraint>().Any(k => k.Columns.Any(c => c.Text == column.Name.Text)))
    {
        IsEnum = IsEnum(column.Type, relations),
    };

    private static ColumnFacts Of(SchemaObject column)
    {
        var isSerial = column.Children.Any(d => d.Id.Kind == "default" && (d["expression"]?.StartsWith("nextval(", StringComparison.Ordinal) ?? false));
        return new(column.Name, isSerial ? "serial" : column["type"]!, column["not_null"] is not null)
        {
            StoredType = column["type"]!.Replace("[]", string.Empty, StringComparison.Ordinal), IsEnum = column.DependsOn.Any(d => d.Id.Kind == "enum"),
        };
    }
}
