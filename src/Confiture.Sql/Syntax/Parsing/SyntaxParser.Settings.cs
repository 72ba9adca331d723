namespace Confiture.Sql.Syntax;

/// <summary>SET, RESET and SHOW, also inside other statements; and transactions.</summary>
internal sealed partial class SyntaxParser
{
    private StatementNode Set()
    {
        if (Is("SET", "CONSTRAINTS") && !Is("TO", 2) && !Is("=", 2))
            return ConstraintsSet();
        var start = Here;
        Skip(1);
        // SESSION is also the first word of SESSION AUTHORIZATION and SESSION CHARACTERISTICS.
        var scope = Accept("LOCAL") ? SettingScope.Local
            : Is("SESSION") && !Is("AUTHORIZATION", 1) && !Is("CHARACTERISTICS", 1) && IsWord(1) && !Is("TO", 1) && Skip(1) ? SettingScope.Session
            : SettingScope.Unspecified;
        return new SetVariable(Setting(start), scope);
    }

    private StatementNode Reset() => new SetVariable(SettingChange(), SettingScope.Unspecified);

    private StatementNode Show()
    {
        Skip(1);
        return new ShowVariable(NameOfSetting());
    }

    /// <summary>SET or RESET with a setting, as part of another statement.</summary>
    private ConfigurationChange SettingChange()
    {
        var start = Here;
        if (Demand("SET", "RESET") == "SET")
            return Setting(start);
        return new ConfigurationChange(NameOfSetting(), true, [], From(start));
    }

    private string NameOfSetting() =>
        Accept("ALL") ? "all"
        : Accept("TIME", "ZONE") ? "timezone"
        : Accept("SESSION", "AUTHORIZATION") ? "session_authorization"
        : Accept("TRANSACTION", "ISOLATION", "LEVEL") ? "transaction_isolation"
        : SettingName();

    private string SettingName()
    {
        var name = Name().Text;
        while (Accept("."))
            name = $"{name}.{Label().Text}";
        return name.ToLowerInvariant();
    }

    private ConfigurationChange Setting(int start)
    {
        if (Is("TO", 1) || Is("=", 1) || Is(".", 1) || Is("FROM", 1))
            return OrdinarySetting(start);
        if (Accept("TIME", "ZONE"))
            return new ConfigurationChange("timezone", Is("DEFAULT") || Is("LOCAL"), [SingleValue()], From(start));
        if (Accept("SESSION", "CHARACTERISTICS", "AS", "TRANSACTION"))
            return new ConfigurationChange("session_characteristics", false, SomeModes(), From(start));
        if (Accept("TRANSACTION", "SNAPSHOT"))
            return new ConfigurationChange("transaction_snapshot", false, [String().Text], From(start));
        if (Accept("TRANSACTION"))
            return new ConfigurationChange("transaction", false, SomeModes(), From(start));
        if (Accept("SESSION", "AUTHORIZATION"))
            return new ConfigurationChange("session_authorization", Is("DEFAULT"), [SingleValue()], From(start));
        if (Accept("XML", "OPTION"))
            return new ConfigurationChange("xmloption", false, [Demand("DOCUMENT", "CONTENT").ToLowerInvariant()], From(start));
        if (Accept("NAMES"))
            return new ConfigurationChange("client_encoding", AtEnd || Is("DEFAULT"), AtEnd ? [] : [SingleValue()], From(start));
        var name = Demand("ROLE", "SCHEMA", "CATALOG") switch { "ROLE" => "role", "SCHEMA" => "search_path", _ => "catalog" };
        return new ConfigurationChange(name, false, [SingleValue()], From(start));
    }

    private ConfigurationChange OrdinarySetting(int start)
    {
        var name = SettingName();
        if (Accept("FROM", "CURRENT"))
            return new ConfigurationChange(name, false, [], From(start)) { FromCurrent = true };
        Demand("TO", "=");
        if (Accept("DEFAULT"))
            return new ConfigurationChange(name, true, [], From(start));
        var values = List(SettingValue);
        return new ConfigurationChange(name, false, values, From(start));
    }

    private string SettingValue()
    {
        if (IsString)
            return String().Text;
        if (Kind() == SqlTokenKind.Number || IsAny("-", "+"))
            return SignedNumber();
        return OneOf("TRUE", "FALSE", "ON") is { } word ? word.ToLowerInvariant() : Name().Text;
    }

    /// <summary>The value of a setting with its own grammar.</summary>
    private string SingleValue()
    {
        if (OneOf("DEFAULT", "LOCAL", "NONE") is { } word)
            return word.ToLowerInvariant();
        if (!Is("INTERVAL"))
            return SettingValue();
        var span = Expression();
        return Failed ? "" : span.In(Text);
    }

    private SetConstraints ConstraintsSet()
    {
        Skip(2);
        var names = Accept("ALL") ? [] : List(Qualified);
        return new SetConstraints(names, Demand("DEFERRED", "IMMEDIATE") == "DEFERRED");
    }

    private List<string> SomeModes()
    {
        var modes = TransactionModes();
        return modes.Count == 0 ? Fail(modes) : modes;
    }

    private List<string> TransactionModes()
    {
        var modes = new List<string>();
        while (true)
        {
            if (modes.Count > 0)
                Accept(",");
            var start = Here;
            if (Accept("ISOLATION", "LEVEL"))
            {
                if (!Accept("READ", "UNCOMMITTED") && !Accept("READ", "COMMITTED") && !Accept("REPEATABLE", "READ"))
                    Expect("SERIALIZABLE");
            }
            else if (!Accept("READ", "ONLY") && !Accept("READ", "WRITE") && !Accept("DEFERRABLE") && !Accept("NOT", "DEFERRABLE"))
            {
                return modes;
            }

            modes.Add(
                Failed ? "" : string.Join(' ', From(start).In(Text).ToLowerInvariant().Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    private StatementNode Transaction()
    {
        switch (Demand("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"))
        {
            case "BEGIN":
                OneOf("WORK", "TRANSACTION");
                return new TransactionControl(TransactionAction.Begin, null, TransactionModes(), null);
            case "START":
                Expect("TRANSACTION");
                return new TransactionControl(TransactionAction.Begin, null, TransactionModes(), null);
            case "COMMIT" when Accept("PREPARED"):
                return new TransactionControl(TransactionAction.CommitPrepared, String().Text, [], null);
            case "COMMIT" or "END":
                OneOf("WORK", "TRANSACTION");
                return new TransactionControl(TransactionAction.Commit, null, [], Chain());
            case "SAVEPOINT":
                return new TransactionControl(TransactionAction.Savepoint, Name().Text, [], null);
            case "RELEASE":
                return new TransactionControl(TransactionAction.Release, SavepointName(), [], null);
            case "ROLLBACK" when Accept("PREPARED"):
                return new TransactionControl(TransactionAction.RollbackPrepared, String().Text, [], null);
            default:
                OneOf("WORK", "TRANSACTION");
                return Accept("TO")
                    ? new TransactionControl(TransactionAction.RollbackTo, SavepointName(), [], null)
                    : new TransactionControl(TransactionAction.Rollback, null, [], Chain());
        }
    }

    private string SavepointName()
    {
        if (Is("SAVEPOINT") && IsName(1))
            Skip(1);
        return Name().Text;
    }

    private bool? Chain()
    {
        if (Accept("AND", "CHAIN"))
            return true;
        return Accept("AND", "NO", "CHAIN") ? false : null;
    }
}
