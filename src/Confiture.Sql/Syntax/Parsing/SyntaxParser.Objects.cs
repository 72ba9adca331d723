namespace Confiture.Sql.Syntax;

/// <summary>The ways to name existing objects.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>The words for a kind of object; null when none stand next.</summary>
    private ObjectKind? KindOfObject()
    {
        ObjectKind? kind = Peek().Keyword?.Word switch
        {
            "TABLE" => ObjectKind.Table,
            "INDEX" => ObjectKind.Index,
            "SEQUENCE" => ObjectKind.Sequence,
            "VIEW" => ObjectKind.View,
            "COLUMN" => ObjectKind.Column,
            "CONSTRAINT" => ObjectKind.Constraint,
            "TYPE" => ObjectKind.Type,
            "DOMAIN" => ObjectKind.Domain,
            "FUNCTION" => ObjectKind.Function,
            "PROCEDURE" => ObjectKind.Procedure,
            "ROUTINE" => ObjectKind.Routine,
            "AGGREGATE" => ObjectKind.Aggregate,
            "CAST" => ObjectKind.Cast,
            "COLLATION" => ObjectKind.Collation,
            "CONVERSION" => ObjectKind.Conversion,
            "STATISTICS" => ObjectKind.Statistics,
            "TRIGGER" => ObjectKind.Trigger,
            "RULE" => ObjectKind.Rule,
            "POLICY" => ObjectKind.Policy,
            _ => null,
        };
        return kind is not null && Skip(1) ? kind : KindOfGlobalObject();
    }

    private ObjectKind? KindOfGlobalObject()
    {
        if (Accept("USER", "MAPPING"))
            return ObjectKind.UserMapping;
        ObjectKind? kind = Peek().Keyword?.Word switch
        {
            "SCHEMA" => ObjectKind.Schema,
            "EXTENSION" => ObjectKind.Extension,
            "LANGUAGE" => ObjectKind.Language,
            "TRANSFORM" => ObjectKind.Transform,
            "SERVER" => ObjectKind.Server,
            "PUBLICATION" => ObjectKind.Publication,
            "SUBSCRIPTION" => ObjectKind.Subscription,
            "TABLESPACE" => ObjectKind.Tablespace,
            "DATABASE" => ObjectKind.Database,
            "ROLE" or "USER" or "GROUP" => ObjectKind.Role,
            _ => null,
        };
        return kind is not null && Skip(1) ? kind : KindOfSeveralWords();
    }

    private ObjectKind? KindOfSeveralWords() =>
        Accept("FOREIGN", "TABLE") ? ObjectKind.ForeignTable
        : Accept("MATERIALIZED", "VIEW") ? ObjectKind.MaterializedView
        : Accept("OPERATOR", "CLASS") ? ObjectKind.OperatorClass
        : Accept("OPERATOR", "FAMILY") ? ObjectKind.OperatorFamily
        : Accept("OPERATOR") ? ObjectKind.Operator
        : Accept("TEXT", "SEARCH", "PARSER") ? ObjectKind.TextSearchParser
        : Accept("TEXT", "SEARCH", "DICTIONARY") ? ObjectKind.TextSearchDictionary
        : Accept("TEXT", "SEARCH", "TEMPLATE") ? ObjectKind.TextSearchTemplate
        : Accept("TEXT", "SEARCH", "CONFIGURATION") ? ObjectKind.TextSearchConfiguration
        : Accept("EVENT", "TRIGGER") ? ObjectKind.EventTrigger
        : Accept("PROCEDURAL", "LANGUAGE") ? ObjectKind.Language
        : Accept("FOREIGN", "DATA", "WRAPPER") ? ObjectKind.ForeignDataWrapper
        : Accept("ACCESS", "METHOD") ? ObjectKind.AccessMethod
        : Accept("LARGE", "OBJECT") ? ObjectKind.LargeObject
        : Accept("PROPERTY", "GRAPH") ? ObjectKind.PropertyGraph
        : null;

    /// <summary>An object of a kind, as it is named where it is not created.</summary>
    private ObjectReference ObjectOf(ObjectKind kind)
    {
        var start = Here;
        var reference = kind switch
        {
            ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine => RoutineReference(kind),
            ObjectKind.Aggregate => AggregateReference(),
            ObjectKind.Operator => OperatorReference(),
            ObjectKind.OperatorClass or ObjectKind.OperatorFamily => WithMethod(kind),
            ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy or ObjectKind.Constraint => OnRelation(kind),
            ObjectKind.Column => OfColumn(),
            ObjectKind.Type or ObjectKind.Domain => OfType(kind),
            ObjectKind.Cast => OfCast(),
            ObjectKind.Transform => OfTransform(),
            ObjectKind.Role => OfRole(),
            ObjectKind.UserMapping => OfUserMapping(),
            ObjectKind.LargeObject => new ObjectReference(kind, new SqlName(new QualifiedName(null, SignedNumber()), From(start)), default),
            _ when IsGlobal(kind) => new ObjectReference(kind, AsSqlName(Name()), default),
            _ => new ObjectReference(kind, Qualified(), default),
        };
        return reference with { Span = From(start) };
    }

    private static bool IsGlobal(ObjectKind kind) =>
        kind is ObjectKind.Schema or ObjectKind.Extension or ObjectKind.Language or ObjectKind.ForeignDataWrapper or ObjectKind.Server
            or ObjectKind.Publication or ObjectKind.Subscription or ObjectKind.AccessMethod or ObjectKind.Tablespace or ObjectKind.Database
            or ObjectKind.EventTrigger;

    private ObjectReference RoutineReference(ObjectKind kind)
    {
        var name = Qualified();
        return new ObjectReference(kind, name, default) { Parameters = Is("(") ? Parameters() : null };
    }

    private ObjectReference AggregateReference()
    {
        var name = Qualified();
        return new ObjectReference(ObjectKind.Aggregate, name, default) { Parameters = AggregateParameters() };
    }

    private ObjectReference OperatorReference()
    {
        var name = OperatorName();
        return new ObjectReference(ObjectKind.Operator, name, default) { Parameters = Enclosed(Parameter) };
    }

    private ObjectReference WithMethod(ObjectKind kind)
    {
        var name = Qualified();
        Expect("USING");
        return new ObjectReference(kind, name, default) { Using = Name() };
    }

    private ObjectReference OnRelation(ObjectKind kind)
    {
        var name = AsSqlName(Name());
        Expect("ON");
        if (kind == ObjectKind.Constraint && Is("DOMAIN") && IsName(1) && Skip(1))
            kind = ObjectKind.DomainConstraint;
        return new ObjectReference(kind, name, default) { On = Qualified() };
    }

    private ObjectReference OfColumn()
    {
        var (relation, column) = ColumnPath();
        return new ObjectReference(ObjectKind.Column, relation, default) { Column = column };
    }

    private ObjectReference OfType(ObjectKind kind)
    {
        var type = Type();
        return new ObjectReference(kind, new SqlName(type.Name, type.Span), default) { Types = [type] };
    }

    private ObjectReference OfCast()
    {
        Expect("(");
        var source = Type();
        Expect("AS");
        var target = Type();
        Expect(")");
        return new ObjectReference(ObjectKind.Cast, new SqlName(source.Name, source.Span), default) { Types = [source, target] };
    }

    private ObjectReference OfTransform()
    {
        Expect("FOR");
        var type = Type();
        Expect("LANGUAGE");
        return new ObjectReference(ObjectKind.Transform, new SqlName(type.Name, type.Span), default) { Types = [type], Using = Name() };
    }

    private ObjectReference OfRole()
    {
        var role = NamedRole();
        return new ObjectReference(ObjectKind.Role, new SqlName(new QualifiedName(null, role.Name), role.Span), default);
    }

    private ObjectReference OfUserMapping()
    {
        Expect("FOR");
        var role = Role();
        Expect("SERVER");
        return new ObjectReference(ObjectKind.UserMapping, new SqlName(new QualifiedName(null, role.Name), role.Span), default) { Using = Name() };
    }

    private StatementNode Comment()
    {
        Expect("COMMENT", "ON");
        var reference = ObjectOf(KindOfObject() ?? Fail(ObjectKind.Table));
        Expect("IS");
        return new Comment(reference, StringOrNull());
    }

    private StatementNode SecurityLabel()
    {
        Expect("SECURITY", "LABEL");
        var provider = Accept("FOR") ? IsString ? String().Text : Name().Text : null;
        Expect("ON");
        var reference = ObjectOf(KindOfObject() ?? Fail(ObjectKind.Table));
        Expect("IS");
        return new SecurityLabel(provider, reference, StringOrNull());
    }

    private StatementNode Drop()
    {
        Skip(1);
        if (Accept("OWNED", "BY"))
            return new DropOwned(List(NamedRole), Cascade());
        var kind = KindOfObject() ?? Fail(ObjectKind.Table);
        // Columns and constraints are dropped by ALTER, large objects by a function.
        if (kind is ObjectKind.Column or ObjectKind.Constraint or ObjectKind.LargeObject)
            Fail();
        var concurrently = kind == ObjectKind.Index && Accept("CONCURRENTLY");
        var ifExists = IfExists();
        var objects = IsSingle(kind) ? [ObjectOf(kind)] : List(() => ObjectOf(kind));
        var force = kind == ObjectKind.Database && DropOptions();
        return new DropObjects(kind, objects) { IfExists = ifExists, Concurrently = concurrently, Cascade = Cascade(), Force = force };
    }

    private static bool IsSingle(ObjectKind kind) =>
        kind is ObjectKind.Cast or ObjectKind.Transform or ObjectKind.UserMapping or ObjectKind.OperatorClass or ObjectKind.OperatorFamily
            or ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy or ObjectKind.Database or ObjectKind.Tablespace or ObjectKind.Subscription;

    private bool DropOptions()
    {
        if (!Accept("WITH") && !Is("("))
            return false;
        Enclosed(() => Demand("FORCE"));
        return !Failed;
    }
}
