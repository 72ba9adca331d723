namespace Confiture.Sql.Syntax;

/// <summary>Types, domains, casts, collations and conversions.</summary>
internal sealed partial class SyntaxParser
{
    private StatementNode CreateType()
    {
        Skip(1);
        var name = Qualified();
        if (Is("("))
            return new CreateBaseType(name, Options());
        if (!Accept("AS"))
            return new CreateShellType(name);
        if (Accept("ENUM"))
            return new CreateEnumType(name, Is("(", ")") && Skip(2) ? [] : Enclosed(String));
        if (Accept("RANGE"))
            return new CreateRangeType(name, Options());
        return new CreateCompositeType(name, Is("(", ")") && Skip(2) ? [] : Enclosed(Attribute));
    }

    private ColumnDefinition Attribute()
    {
        var start = Here;
        var name = Name();
        var attribute = new ColumnDefinition(name) { Type = Type() };
        return attribute with { Collation = Accept("COLLATE") ? Qualified() : null, Span = From(start) };
    }

    private StatementNode AlterType(ObjectReference type)
    {
        if (Accept("ADD", "VALUE"))
            return AddEnumValue(type.Name);
        if (Accept("RENAME", "VALUE"))
        {
            var value = String();
            Expect("TO");
            return new RenameEnumValue(type.Name, value, String());
        }

        if (Accept("RENAME", "ATTRIBUTE"))
        {
            var attribute = Name();
            Expect("TO");
            return new RenameObject(ObjectKind.Type, type, Name()) { PartKind = ObjectKind.Attribute, Part = attribute, Cascade = Cascade() };
        }

        if (Is("SET", "("))
            return Skip(1) ? new AlterTypeOptions(type.Name, Options()) : Unknown();
        return new AlterCompositeType(type.Name, List(OneAttributeAction));
    }

    private AddEnumValue AddEnumValue(SqlName name)
    {
        var ifNotExists = IfNotExists();
        var value = String();
        var before = Accept("BEFORE") ? String() : null;
        var after = before is null && Accept("AFTER") ? String() : null;
        return new AddEnumValue(name, value, ifNotExists, before, after);
    }

    private AttributeAction OneAttributeAction()
    {
        var start = Here;
        var word = Demand("ADD", "DROP", "ALTER");
        Expect("ATTRIBUTE");
        AttributeAction action = word switch
        {
            "ADD" => new AttributeAction.Add(Attribute(), Cascade()),
            "DROP" => IfExists() is var ifExists ? new AttributeAction.Drop(Name(), ifExists, Cascade()) : null!,
            _ => AlterAttribute(),
        };
        return action with { Span = From(start) };
    }

    private AttributeAction.AlterType AlterAttribute()
    {
        var name = Name();
        Accept("SET", "DATA");
        Expect("TYPE");
        var type = Type();
        var collation = Accept("COLLATE") ? Qualified() : null;
        return new AttributeAction.AlterType(name, type, collation, Cascade());
    }

    private CreateDomain CreateDomain()
    {
        Skip(1);
        var name = Qualified();
        Accept("AS");
        var start = Here;
        var type = Type();
        var tail = ColumnTail(new ColumnDefinition(NoColumn), start);
        return new CreateDomain(name, type, tail.Collation, tail.Constraints);
    }

    private static readonly Identifier NoColumn = new("", default);

    private StatementNode AlterDomain(ObjectReference domain)
    {
        if (Accept("RENAME", "CONSTRAINT"))
        {
            var constraint = Name();
            Expect("TO");
            return new RenameObject(ObjectKind.Domain, domain, Name()) { PartKind = ObjectKind.DomainConstraint, Part = constraint };
        }

        return new AlterDomain(domain.Name, DomainChange());
    }

    private DomainAction DomainChange()
    {
        if (Accept("SET", "DEFAULT"))
            return new DomainAction.SetDefault(Expression());
        if (Accept("DROP", "DEFAULT"))
            return new DomainAction.DropDefault();
        if (Accept("SET", "NOT", "NULL"))
            return new DomainAction.SetNotNull();
        if (Accept("DROP", "NOT", "NULL"))
            return new DomainAction.DropNotNull();
        if (Accept("VALIDATE", "CONSTRAINT"))
            return new DomainAction.ValidateConstraint(Name());
        if (Accept("ADD"))
            return new DomainAction.AddConstraint(DomainConstraint());
        Expect("DROP", "CONSTRAINT");
        var ifExists = IfExists();
        return new DomainAction.DropConstraint(Name(), ifExists, Cascade());
    }

    private ConstraintNode DomainConstraint()
    {
        var start = Here;
        var name = Accept("CONSTRAINT") ? Name() : null;
        var constraint =
            Accept("CHECK") ? new CheckConstraint(EnclosedExpression()) : Accept("NOT", "NULL") ? new NotNullConstraint((Identifier?)null) : Fail(NoConstraint);
        constraint = constraint with { Name = name };
        while (Attribute(constraint, ofColumn: false) is { } changed)
            constraint = changed;
        return constraint with { Span = From(start) };
    }

    private CreateCast CreateCast()
    {
        Skip(1);
        var types = OfCast().Types;
        ObjectReference? function = null;
        var inOut = false;
        if (Accept("WITH", "FUNCTION"))
            function = ObjectOf(ObjectKind.Function);
        else if (Accept("WITH", "INOUT"))
            inOut = true;
        else
            Expect("WITHOUT", "FUNCTION");
        var context = Accept("AS") ? Demand("ASSIGNMENT", "IMPLICIT").ToLowerInvariant() : null;
        return new CreateCast(types[0], types[1], function, inOut, context);
    }


    private CreateCollation CreateCollation()
    {
        Skip(1);
        var ifNotExists = IfNotExists();
        var name = Qualified();
        return Accept("FROM") ? new CreateCollation(name, ifNotExists, [], Qualified()) : new CreateCollation(name, ifNotExists, Options(), null);
    }

    private CreateConversion CreateConversion()
    {
        var isDefault = Accept("DEFAULT");
        Expect("CONVERSION");
        var name = Qualified();
        Expect("FOR");
        var source = String().Text;
        Expect("TO");
        var target = String().Text;
        Expect("FROM");
        return new CreateConversion(name, isDefault, source, target, Qualified());
    }
}
