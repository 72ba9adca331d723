using System.Text;

namespace Confiture.Sql;

/// <summary>The name of a table or another object, with or without its schema, as the catalog has it: without quotes and folded.</summary>
/// <param name="Schema">The schema, or null when the search path decides.</param>
/// <param name="Name">The name in the schema.</param>
public sealed record QualifiedName(string? Schema, string Name)
{
    /// <summary>Reads <c>name</c> or <c>schema.name</c> as SQL does: what is not quoted folds to lower case.</summary>
    /// <param name="text">The name as a person writes it, for example <c>public.tb_confiture</c> or <c>"My Schema"."t"</c>.</param>
    /// <exception cref="FormatException">The text is not one name; the message says where and why.</exception>
    public static QualifiedName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = 0;
        var first = Part(text, ref at);
        if (at == text.Length)
            return new QualifiedName(null, first);
        Expect(text, text[at] == '.', at, "a dot or the end must follow a name");
        at++;
        var second = Part(text, ref at);
        Expect(text, at == text.Length, at, "a name has at most a schema and a name");
        return new QualifiedName(first, second);
    }

    /// <summary>The name as SQL, every part in double quotes.</summary>
    public override string ToString() =>
        Schema is null ? SqlIdentifier.Quote(Name) : $"{SqlIdentifier.Quote(Schema)}.{SqlIdentifier.Quote(Name)}";

    private static string Part(string text, ref int at)
    {
        SkipSpace(text, ref at);
        Expect(text, at < text.Length, at, "a name is missing");
        var part = text[at] == '"' ? Quoted(text, ref at) : Unquoted(text, ref at);
        SkipSpace(text, ref at);
        return part;
    }

    private static string Quoted(string text, ref int at)
    {
        var start = at;
        var name = new StringBuilder();
        for (at++; ; at++)
        {
            Expect(text, at < text.Length, start, "the double quote that starts here is never closed");
            Expect(text, text[at] != '\0', at, "a name never contains a NUL character");
            if (text[at] == '"' && (++at == text.Length || text[at] != '"'))
                break;
            name.Append(text[at]);
        }

        Expect(text, name.Length > 0, start, "a quoted name is never empty");
        return name.ToString();
    }

    private static string Unquoted(string text, ref int at)
    {
        Expect(text, SqlCharacters.IsWordStart(text[at]), at, "a name that is not in double quotes starts with a letter or an underscore");
        var length = text.AsSpan(at).IndexOfAny(SqlCharacters.NotWord);
        var end = length < 0 ? text.Length : at + length;
        var name = text.AsSpan()[at..end];
        at = end;
        return Folding.Fold(name);
    }

    private static void SkipSpace(string text, ref int at)
    {
        while (at < text.Length && SqlCharacters.IsSpace(text[at]))
            at++;
    }

    private static void Expect(string text, bool holds, int at, string rule)
    {
        if (!holds)
        {
            throw new FormatException($"'{text}' is not the name of a table or another object: {rule} (character {at + 1}). "
                + "Write name or schema.name, in double quotes where it is not plain lower case.");
        }
    }
}
