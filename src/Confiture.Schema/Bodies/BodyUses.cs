using System.Text.RegularExpressions;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Schema;

/// <summary>
/// What the bodies of a schema's routines use, as far as their text shows it: the catalogs know nothing of it. A routine can be made without
/// any of it, and routines may call each other in circles, so these uses are weaker than the dependencies that the server keeps.
/// </summary>
internal sealed partial class BodyUses(IReadOnlyList<SchemaObject> objects)
{
    private readonly ILookup<QualifiedName, SchemaObject> relations = ByName(objects.Where(o => o.Kind.NamedAs is NameSort.Relation));
    private readonly ILookup<QualifiedName, SchemaObject> types = ByName(objects.Where(o => o.Kind.NamedAs is NameSort.Type));
    private readonly ILookup<QualifiedName, SchemaObject> callables = ByName(objects.Where(o => o.Kind.NamedAs is NameSort.Callable));
    private readonly Dictionary<SchemaObject, RoutineUses> known = [];
    private readonly Lock reading = new();

    /// <summary>What the body of a routine uses; each body is read once.</summary>
    internal RoutineUses Of(SchemaObject routine)
    {
        lock (reading)
        {
            return known.TryGetValue(routine, out var uses) ? uses : known[routine] = Read(routine);
        }
    }

    /// <summary>What a name can mean in the body of a routine. More than one object when the text does not tell them apart.</summary>
    internal IReadOnlyList<SchemaObject> Meaning(SchemaObject routine, BodyName name) =>
        [.. (name.Name.Schema is { } schema ? [schema] : PathOf(routine)).SelectMany(s => Find(name.Sort, new(s, name.Name.Name))).Distinct()];

    private RoutineUses Read(SchemaObject routine)
    {
        if (!routine.Kind.HasBody(routine)) return RoutineUses.None;
        var body = BodyReferences.Of(routine[Routine.Language]!, routine[Routine.Body]!);
        List<BodyName> names =
        [
            .. body.Relations.Select(n => new BodyName(NameSort.Relation, n)), .. body.Types.Select(n => new BodyName(NameSort.Type, n)),
            .. body.Functions.Select(n => new BodyName(NameSort.Callable, n)),
        ];
        return new(names, body.Columns, [.. names.SelectMany(n => Meaning(routine, n)).Where(o => o != routine).Distinct()]);
    }

    // The rows of a relation are a type too.
    private IEnumerable<SchemaObject> Find(NameSort sort, QualifiedName name) => sort switch
    {
        NameSort.Callable => callables[name],
        NameSort.Type => types[name].Concat(relations[name]),
        _ => relations[name],
    };

    // Without a path of its own a routine has its caller's: mostly the usual one, or one that begins with the schema that it is in.
    private static IEnumerable<string> PathOf(SchemaObject routine) => routine[Routine.SearchPath] is { } path
        ? PathMember().Matches(path).Select(m => m.Value is ['"', .. var quoted, '"'] ? quoted.Replace("\"\"", "\"", StringComparison.Ordinal) : m.Value)
        : ["public", routine.Schema!];

    private static ILookup<QualifiedName, SchemaObject> ByName(IEnumerable<SchemaObject> objects) => objects.ToLookup(o => new QualifiedName(o.Schema, o.Name));

    [GeneratedRegex("""
        "(?:[^"]|"")*"|[^",\s]+
        """, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathMember();
}

/// <summary>What the body of one routine uses.</summary>
/// <param name="Names">The names in it.</param>
/// <param name="Columns">What can be columns, with the relation as the schema.</param>
/// <param name="Objects">The objects of the schema that the names mean.</param>
internal sealed record RoutineUses(IReadOnlyList<BodyName> Names, IReadOnlyList<QualifiedName> Columns, IReadOnlyList<SchemaObject> Objects)
{
    internal static RoutineUses None { get; } = new([], [], []);
}

/// <summary>A name in a body.</summary>
internal sealed record BodyName(NameSort Sort, QualifiedName Name);

internal enum NameSort
{
    Relation,
    Type,
    Callable,
    Column,
}
