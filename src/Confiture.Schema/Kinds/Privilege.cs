using System.Text;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// One privilege that somebody has: <c>SELECT TO alice</c>, with <c>WITH GRANT OPTION</c> where it may be passed on
/// and <c>BY bob</c> where not the owner gave it.
/// The owner stands in it as <c>&lt;owner&gt;</c>, because privileges move with the ownership.
/// </summary>
internal sealed record Privilege(string Word, string Grantee, bool CanGrant, string Grantor)
{
    internal const string Owner = "<owner>";

    private static readonly Dictionary<char, string> Words = new()
    {
        ['r'] = "SELECT", ['a'] = "INSERT", ['w'] = "UPDATE", ['d'] = "DELETE", ['D'] = "TRUNCATE", ['x'] = "REFERENCES", ['t'] = "TRIGGER", ['m'] = "MAINTAIN",
        ['X'] = "EXECUTE", ['U'] = "USAGE", ['C'] = "CREATE", ['T'] = "TEMPORARY", ['c'] = "CONNECT", ['s'] = "SET", ['A'] = "ALTER SYSTEM",
    };

    public override string ToString() =>
        $"{Word} TO {Grantee}{(CanGrant ? " WITH GRANT OPTION" : string.Empty)}{(Grantor == Owner ? string.Empty : $" BY {Grantor}")}";

    /// <summary>Reads what the catalogs hold, for example <c>alice=r*w/postgres</c>.</summary>
    /// <param name="items">What the catalogs hold.</param>
    /// <param name="isOwner">Says whether a role counts as the owner.</param>
    internal static IEnumerable<string> Read(IEnumerable<string> items, Func<string, bool> isOwner) =>
        items.SelectMany(item => Parse(item, isOwner)).Select(p => p.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Privileges of the owner and of everyone, from the catalogs' letters for them.</summary>
    internal static IReadOnlyList<string> Usual(string owner, string everyone) =>
        [.. owner.Select(letter => $"{Words[letter]} TO {Owner}"), .. everyone.Select(letter => $"{Words[letter]} TO PUBLIC")];

    /// <summary>The statements between two lists of privileges on one object.</summary>
    /// <param name="target">What follows ON, for example <c>TABLE public.users</c>.</param>
    /// <param name="owner">The owner's name as SQL.</param>
    /// <param name="columns">The column in parentheses, or nothing.</param>
    /// <param name="from">The privileges that there are.</param>
    /// <param name="to">The privileges that there are to be.</param>
    internal static IEnumerable<Change> Changes(string target, string owner, string columns, IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var (old, wanted) = (from.Select(Of).ToList(), to.Select(Of).ToList());
        foreach (var group in old.Except(wanted).Where(p => !wanted.Any(w => w with { CanGrant = true } == p))
                .GroupBy(p => (p.Grantee, p.Grantor, Distance: -Distance(p, old))).OrderBy(g => g.Key.Distance))
        {
            foreach (var change in As(group.Key.Grantor, $"REVOKE {List(group, columns)} ON {target} FROM {Named(group.Key.Grantee, owner)}"))
                yield return change;
        }

        foreach (var group in old.Except(wanted).Where(p => p.CanGrant && wanted.Any(w => w with { CanGrant = true } == p))
                .GroupBy(p => (p.Grantee, p.Grantor, Distance: -Distance(p, old))).OrderBy(g => g.Key.Distance))
        {
            foreach (var change in As(group.Key.Grantor, $"REVOKE GRANT OPTION FOR {List(group, columns)} ON {target} FROM {Named(group.Key.Grantee, owner)}"))
                yield return change;
        }

        foreach (var group in wanted.Except(old).Where(p => !old.Any(o => o with { CanGrant = false } == p))
                .GroupBy(p => (p.Grantee, p.Grantor, p.CanGrant, Distance: Distance(p, wanted))).OrderBy(g => g.Key.Distance))
        {
            foreach (var change in As(group.Key.Grantor, $"GRANT {List(group, columns)} ON {target} TO "
            + $"{Named(group.Key.Grantee, owner)}{(group.Key.CanGrant ? " WITH GRANT OPTION" : string.Empty)}"))
        {
            yield return change;
        }
        }
    }

    /// <summary>What becomes of privileges when somebody else becomes the owner: what the successor had is the owner's,
    /// and what the successor granted the owner granted.</summary>
    internal static IReadOnlyList<string> Inherited(IReadOnlyList<string> privileges, string successor) =>
    [
        .. privileges.Select(Of)
            .Select(p => p with { Grantee = p.Grantee == successor ? Owner : p.Grantee, Grantor = p.Grantor == successor ? Owner : p.Grantor })
            .GroupBy(p => (p.Word, p.Grantee, p.Grantor)).Select(g => (g.First() with { CanGrant = g.Any(p => p.CanGrant) }).ToString()),
    ];

    // How many have passed a privilege on before it came to somebody: it is granted in this order and revoked in the other.
    private static int Distance(Privilege privilege, List<Privilege> all)
    {
        var (distance, grantor) = (0, privilege.Grantor);
        while (grantor != Owner && distance < all.Count && all.Find(p => p.Word == privilege.Word && p.Grantee == grantor && p.CanGrant) is { } before)
            (distance, grantor) = (distance + 1, before.Grantor);
        return distance;
    }

    private static Privilege Of(string text)
    {
        var (word, rest) = Cut(text, " TO ");
        var (head, grantor) = rest.Contains(" BY ", StringComparison.Ordinal) ? Cut(rest, " BY ") : (rest, Owner);
        var canGrant = head.EndsWith(" WITH GRANT OPTION", StringComparison.Ordinal);
        return new(word, canGrant ? head[..^" WITH GRANT OPTION".Length] : head, canGrant, grantor);
    }

    private static (string Before, string After) Cut(string text, string at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return (text[..index], text[(index + at.Length)..]);
    }

    /// <summary>Who has the privileges that a catalog entry holds; empty for PUBLIC.</summary>
    internal static string GranteeOf(string item)
    {
        var at = 0;
        return Role(item, ref at);
    }

    private static IEnumerable<Privilege> Parse(string item, Func<string, bool> isOwner)
    {
        var at = 0;
        var grantee = Role(item, ref at);
        var letters = item[(at + 1)..item.LastIndexOf('/')];
        at = item.LastIndexOf('/') + 1;
        var grantor = Role(item, ref at);
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == '*') continue;
            var canGrant = i + 1 < letters.Length && letters[i + 1] == '*';
            yield return new(Words[letters[i]], grantee.Length == 0 ? "PUBLIC" : Marked(grantee), canGrant, Marked(grantor));
        }

        string Marked(string role) => isOwner(role) ? Owner : SqlIdentifier.Write(role);
    }

    // A name that is not plain stands in double quotes, with its own double quotes doubled.
    private static string Role(string item, ref int at)
    {
        var name = new StringBuilder();
        for (var quoted = false; at < item.Length; at++)
        {
            if (item[at] == '"' && quoted && at + 1 < item.Length && item[at + 1] == '"') name.Append(item[at++]);
            else if (item[at] == '"') quoted = !quoted;
            else if (!quoted && item[at] is '=' or '/') break;
            else name.Append(item[at]);
        }

        return name.ToString();
    }

    private static string List(IEnumerable<Privilege> privileges, string columns) =>
        string.Join(", ", privileges.Select(p => p.Word + columns).Order(StringComparer.Ordinal));

    private static string Named(string role, string owner) => role == Owner ? owner : role;

    private static Change[] As(string grantor, string sql) =>
        grantor == Owner ? [new(sql)] : [new($"SET SESSION AUTHORIZATION {grantor}"), new(sql), new("RESET SESSION AUTHORIZATION")];
}
