namespace Confiture.Sql.Syntax;

/// <summary>Operators with their classes and families, and text search.</summary>
internal sealed partial class SyntaxParser
{
    private StatementNode CreateOperator()
    {
        Skip(1);
        if (Accept("CLASS"))
            return CreateOperatorClass();
        if (!Accept("FAMILY"))
            return new CreateOperator(OperatorName(), Options());
        var name = Qualified();
        Expect("USING");
        return new CreateOperatorFamily(name, Name());
    }

    private CreateOperatorClass CreateOperatorClass()
    {
        var name = Qualified();
        var isDefault = Accept("DEFAULT");
        Expect("FOR", "TYPE");
        var type = Type();
        Expect("USING");
        var method = Name();
        var family = Accept("FAMILY") ? Qualified() : null;
        Expect("AS");
        return new CreateOperatorClass(name, isDefault, type, method, family, List(() => OperatorClassItem(dropped: false)));
    }

    private AlterOperatorFamily AlterOperatorFamily(ObjectReference family)
    {
        var drop = Demand("ADD", "DROP") == "DROP";
        return new AlterOperatorFamily(family.Name, family.Using ?? NoColumn, drop, List(() => OperatorClassItem(drop)));
    }

    private OperatorClassItem OperatorClassItem(bool dropped)
    {
        var start = Here;
        var kind = Demand("OPERATOR", "FUNCTION", "STORAGE").ToLowerInvariant();
        if (kind == "storage")
        {
            if (dropped)
                Fail();
            Type();
            return new OperatorClassItem(kind, null, null, From(start));
        }

        var number = Integer();
        if (dropped)
        {
            Enclosed(Type);
            return new OperatorClassItem(kind, number, null, From(start));
        }

        var name = kind == "operator" ? ClassOperator() : ClassFunction();
        return new OperatorClassItem(kind, number, name, From(start));
    }

    private SqlName ClassOperator()
    {
        var name = OperatorName();
        if (Is("("))
            Enclosed(Parameter);
        if (Accept("FOR", "ORDER", "BY"))
            Qualified();
        else
            Accept("FOR", "SEARCH");
        // RECHECK is no more than a word since version 8.4.
        Accept("RECHECK");
        return name;
    }

    private SqlName ClassFunction()
    {
        if (Is("("))
            Enclosed(Type);
        var name = Qualified();
        Parameters();
        return name;
    }

    private StatementNode AlterOperator(ObjectReference reference)
    {
        Expect("SET");
        return new AlterOperator(reference, Options());
    }

    private StatementNode CreateTextSearch()
    {
        var kind = KindOfObject() ?? Fail(ObjectKind.TextSearchParser);
        return new CreateTextSearchObject(kind, Qualified(), Options());
    }

    private AlterTextSearchConfiguration AlterTextSearchConfiguration(SqlName name)
    {
        var change = Demand("ADD", "ALTER", "DROP").ToLowerInvariant();
        Expect("MAPPING");
        if (change == "drop")
        {
            IfExists();
            Expect("FOR");
            return new AlterTextSearchConfiguration(name, change, List(Name), []);
        }

        IReadOnlyList<Identifier> tokenTypes = Accept("FOR") ? List(Name) : [];
        if (change == "alter" && Accept("REPLACE"))
        {
            var old = Qualified();
            Expect("WITH");
            return new AlterTextSearchConfiguration(name, "replace", tokenTypes, [old, Qualified()]);
        }

        if (tokenTypes.Count == 0)
            Fail();
        Expect("WITH");
        return new AlterTextSearchConfiguration(name, change, tokenTypes, List(Qualified));
    }
}
