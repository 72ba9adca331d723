using Confiture.Schema;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>The relations by name: from the schema, if there is one, and from the statements so far.</summary>
internal sealed class RelationState
{
    private const string Temporary = "pg_temp";
    private readonly Dictionary<QualifiedName, Relation> relations = [];

    // What others do not see yet, and what they never see.
    private readonly List<Relation> made = [], temporary = [];

    private RelationState(bool isComplete) => IsComplete = isComplete;

    /// <summary>Whether the schema before the script is known.</summary>
    internal bool IsComplete { get; }

    /// <summary>The schemas in which a name without one is looked up; the first is where it is made.</summary>
    internal IReadOnlyList<string> SearchPath { get; set; } = ["public"];

    internal IEnumerable<Relation> All => relations.Values;

    /// <summary>Domains: their base type, null when it is not known, and whether they check anything.</summary>
    internal Dictionary<QualifiedName, DomainState> Domains { get; } = [];

    /// <summary>The tables of extended statistics.</summary>
    internal Dictionary<QualifiedName, Relation> Statistics { get; } = [];

    /// <summary>Types that are enums.</summary>
    internal HashSet<QualifiedName> Enums { get; } = [];

    /// <summary>Functions whose volatility is known, by name: true when every one of that name is volatile or may be.</summary>
    internal Dictionary<QualifiedName, bool> VolatileFunctions { get; } = [];

    /// <summary>Materialised as data from the catalogs; empty without a schema.</summary>
    internal static RelationState Of(DatabaseSchema? schema)
    {
        var state = new RelationState(schema is not null);
        if (schema is not null) CatalogState.Fill(state, schema);
        return state;
    }

    /// <summary>A script has ended: others see what it made.</summary>
    internal void Age()
    {
        foreach (var relation in made) relation.IsNew = false;
        made.Clear();
        DropTemporary();
        SearchPath = ["public"];
    }

    internal QualifiedName Resolve(QualifiedName name)
    {
        if (name.Schema is not null) return name;
        return SearchPath.Prepend(Temporary).Select(s => name with { Schema = s }).FirstOrDefault(relations.ContainsKey)
            ?? name with { Schema = SearchPath[0] };
    }

    /// <summary>Whether a relation is visible only to this session and dropped with it.</summary>
    internal bool IsTemporary(SqlName name) => IsTemporary(Resolve(name.Value));

    internal static bool IsTemporary(QualifiedName name) => name.Schema == Temporary;

    internal Relation? Find(QualifiedName name) => relations.GetValueOrDefault(Resolve(name));

    internal Relation? Find(SqlName name) => Find(name.Value);

    internal Relation Add(Relation relation)
    {
        if (relation.IsNew) made.Add(relation);
        if (relation.Name.Schema == Temporary) temporary.Add(relation);
        return relations[relation.Name] = relation;
    }

    /// <summary>Temporary relations are dropped with their session.</summary>
    internal void DropTemporary()
    {
        foreach (var relation in temporary.Where(r => relations.GetValueOrDefault(r.Name) == r)) Remove(relation);
        temporary.Clear();
    }

    /// <summary>A relation that the script makes.</summary>
    internal Relation Made(QualifiedName name, ObjectKind kind, bool temporary, Func<QualifiedName, Relation>? make = null)
    {
        var full = temporary && name.Schema is null ? name with { Schema = Temporary } : name.Schema is null ? name with { Schema = SearchPath[0] } : name;
        var relation = make?.Invoke(full) ?? new Relation(full, kind) { IsKnown = true };
        relation.IsNew = true;
        return Add(relation);
    }

    internal void Rename(Relation relation, QualifiedName name)
    {
        relations.Remove(relation.Name);
        relation.Name = name;
        Add(relation);
    }

    internal void Remove(Relation relation)
    {
        foreach (var part in relation.Indexes.Concat(relation.Sequences).ToList()) relations.Remove(part.Name);
        foreach (var parent in relation.Parents.ToList()) parent.RemoveChild(relation);
        foreach (var read in relation.Reads) read.ReadBy.Remove(relation);
        relation.Owner?.Indexes.Remove(relation);
        relation.Constraints.Clear();
        relations.Remove(relation.Name);
    }
}

/// <summary>The known facts about a domain.</summary>
internal sealed record DomainState(TypeReference? Base, bool Checks);
