namespace Confiture.Sql.Syntax;

/// <summary>Property graphs of PostgreSQL 19, whose words are no keywords of earlier versions.</summary>
internal sealed partial class SyntaxParser
{
    private CreatePropertyGraph CreatePropertyGraph(Persistence persistence)
    {
        Expect("PROPERTY", "GRAPH");
        return new CreatePropertyGraph(Qualified(), persistence, GraphElements());
    }

    private StatementNode AlterPropertyGraph(ObjectReference graph, bool ifExists)
    {
        var altered = new AlterPropertyGraph(graph.Name, ifExists, []);
        switch (Demand("ADD", "DROP", "ALTER"))
        {
            case "ADD":
                altered = altered with { Added = GraphElements() };
                return altered.Added.Count == 0 ? Unknown() : altered;
            case "DROP":
                Demand("VERTEX", "NODE", "EDGE", "RELATIONSHIP");
                Expect("TABLES");
                Enclosed(Name);
                return altered with { Cascade = Cascade() };
            default:
                Demand("VERTEX", "NODE", "EDGE", "RELATIONSHIP");
                Expect("TABLE");
                Name();
                return altered with { Cascade = GraphLabelChanges() };
        }
    }

    private bool GraphLabelChanges()
    {
        if (Accept("DROP", "LABEL"))
            return Name() is not null && Cascade();
        if (Accept("ALTER", "LABEL"))
        {
            Name();
            if (Accept("DROP", "PROPERTIES"))
                return Enclosed(Name).Count > 0 && Cascade();
            Expect("ADD");
            GraphProperties(demanded: true);
            return false;
        }

        do
        {
            Expect("ADD", "LABEL");
            Name();
            GraphProperties(demanded: false);
        }
        while (!AtEnd);
        return false;
    }

    private List<GraphElement> GraphElements()
    {
        List<GraphElement> elements = [];
        if (OneOf("VERTEX", "NODE") is not null)
        {
            Expect("TABLES");
            elements.AddRange(Enclosed(() => GraphElementOf(isEdge: false)));
        }

        if (OneOf("EDGE", "RELATIONSHIP") is null)
            return elements;
        Expect("TABLES");
        elements.AddRange(Enclosed(() => GraphElementOf(isEdge: true)));
        return elements;
    }

    private GraphElement GraphElementOf(bool isEdge)
    {
        var table = Qualified();
        var alias = Accept("AS") ? Name() : null;
        if (Accept("KEY"))
            Enclosed(Name);
        if (isEdge)
        {
            GraphEnd("SOURCE");
            GraphEnd("DESTINATION");
        }

        GraphProperties(demanded: false);
        while (OneOf("LABEL", "DEFAULT") is { } word)
        {
            if (word == "DEFAULT")
                Expect("LABEL");
            else
                Name();
            GraphProperties(demanded: false);
        }

        return new GraphElement(table, alias, isEdge);
    }

    private void GraphEnd(string word)
    {
        Expect(word);
        if (Accept("KEY"))
        {
            Enclosed(Name);
            Expect("REFERENCES");
        }

        Name();
        EnclosedIfAny(Name);
    }

    private void GraphProperties(bool demanded)
    {
        if (Accept("NO", "PROPERTIES"))
            return;
        if (!Accept("PROPERTIES"))
        {
            if (demanded)
                Fail();
            return;
        }

        if (Accept("ALL", "COLUMNS"))
            return;
        Enclosed(() =>
        {
            var property = Expression();
            if (Accept("AS"))
                Name();
            return property;
        });
    }
}
