using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Schema;

/// <summary>Renames that somebody gives on the command line: <c>old=new</c>, each name as far as it is needed to tell which object is meant.</summary>
public static class GivenRenames
{
    /// <summary>Finds the object that a text is about.</summary>
    /// <param name="text">For example <c>users=people</c>, <c>sales.users=sales.people</c>, <c>users.name=users.full_name</c>.</param>
    /// <param name="option">The option, for messages.</param>
    /// <param name="from">The schema with the old name.</param>
    /// <param name="to">The schema with the new one.</param>
    /// <exception cref="ToolException">It is no pair of names, or names nothing, or more than one thing.</exception>
    public static Rename Read(string text, string option, DatabaseSchema from, DatabaseSchema to)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (Names(text) is not ([_, ..] old, [_, ..] wanted)) throw Unclear(text, option, "Two names with a = between them are required.");
        // What is called alike on both sides of the sign, tables and schemas, need not be said twice.
        var found = to.Objects.Where(o => o.Kind.Rename(o, o.Name) is not null && Ends(PathOf(o), wanted)
            && Olds(from, o, old[^1]).Any(b => Ends(PathOf(b), o.Parent is null ? old : [old[^1]]))).ToList();
        if (found is [var first, ..] && (first.Kind.HoldsRows || first.Kind.NamedAs is NameSort.Type)
            && found.Skip(1).All(o => o.Parent == first))
        {
            found = [first];
        }

        if (found.Count == 0 && LabelOf(old, wanted, option, from, to) is { } label) return label;
        return found switch
        {
            [var only] => Of(only, old, option),
            [] => throw Unclear(text, option, $"The second schema contains no {string.Join('.', wanted.Select(SqlIdentifier.Write))}, "
                + $"or the first contains no {SqlIdentifier.Write(old[^1])} of the same kind."),
            _ => throw Unclear(text, option, $"This may be {string.Join(" or ", found.Take(5).Select(o => o.Id))}."),
        };
    }

    /// <summary>A pair as the text that stands for it.</summary>
    internal static string Text(LookAlike pair)
    {
        var text = pair.Labels is { } labels
            ? $"{pair.To.Id.Address}.{SqlIdentifier.Write(labels.Old)}={pair.To.Id.Address}.{SqlIdentifier.Write(labels.New)}"
            : $"{pair.From.Id.Address}={pair.To.Id.Address}";
        return text.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '=') ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    // A label stands behind its type, as a column behind its table.
    private static Rename? LabelOf(IReadOnlyList<string> old, IReadOnlyList<string> wanted, string option, DatabaseSchema from, DatabaseSchema to)
    {
        if (wanted.Count < 2) return null;
        var types = to.Objects.Where(o => o.Kind.HasLabels && Ends(PathOf(o), [.. wanted.SkipLast(1)]) && Has(o, wanted[^1]) && from.Find(o.Id) is { } before
            && Has(before, old[^1])).ToList();
        return types is [var only] ? new([Rename.Label], new(only.Schema, only.Name), wanted[^1], new(null, old[^1]), option) : null;

        static bool Has(SchemaObject type, string label) => type[EnumType.Labels].Contains(label, StringComparer.Ordinal);
    }

    private static Rename Of(SchemaObject item, IReadOnlyList<string> old, string option)
    {
        var whole = item.Parent ?? item;
        return new([item.Kind.Name], new(whole.Schema, whole.Name), item.Parent is null ? null : item.Name,
            new(item.Parent is null && old.Count > 1 ? old[^2] : null, old[^1]), option);
    }

    private static IEnumerable<SchemaObject> Olds(DatabaseSchema from, SchemaObject item, string name) =>
        from.Objects.Where(o => o.Kind == item.Kind && o.Name == name && o.Id != item.Id);

    private static string[] PathOf(SchemaObject item) =>
        item.Schema is { } schema ? [schema, item.Name] : item.Parent is { } parent ? [.. PathOf(parent), item.Name] : [item.Name];

    private static bool Ends(string[] path, IReadOnlyList<string> end) =>
        end.Count <= path.Length && path[^end.Count..].SequenceEqual(end, StringComparer.Ordinal);

    // The names as SQL writes them: folded, or between quotation marks.
    private static (IReadOnlyList<string> Old, IReadOnlyList<string> New)? Names(string text)
    {
        List<List<string>> sides = [[]];
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] == '"' ? EndOfQuoted(text, at) : text.AsSpan(at).IndexOfAny('.', '=') is >= 0 and var next ? at + next : text.Length;
            if (end <= at) return null;
            if (NameIn(text[at..end]) is not { } name) return null;
            sides[^1].Add(name);
            if (end < text.Length && text[end] == '=') sides.Add([]);
            else if (end < text.Length && text[end] != '.') return null;
            at = end + 1;
        }

        return sides is [[_, ..] old, [_, ..] wanted] ? (old, wanted) : null;
    }

    private static string? NameIn(string text)
    {
        try
        {
            return QualifiedName.Parse(text).Name;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static int EndOfQuoted(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] != '"') continue;
            if (at + 1 == text.Length || text[at + 1] != '"') return at + 1;
            at++;
        }

        return start;
    }

    private static ToolException Unclear(string text, string option, string why) => FoundationErrors.Usage.Error(
        $"`{option} {text}` is not a valid rename.", why,
        $"Write both names, with schema and table where needed: {option} public.users.name=public.users.full_name");
}
