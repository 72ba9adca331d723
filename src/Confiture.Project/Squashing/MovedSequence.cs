using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Sql;

namespace Confiture.Project;

/// <summary>A sequence that does not stand where its definition lets it begin.</summary>
/// <param name="Name">Its quoted name with its schema.</param>
/// <param name="Value">Where it stands.</param>
/// <param name="IsCalled">Whether that value was given out already.</param>
internal sealed record MovedSequence(string Name, long Value, bool IsCalled)
{
    private const string All = """
        select quote_ident(n.nspname) || '.' || quote_ident(c.relname), s.seqstart,
               coalesce(tn.nspname::text, ''), coalesce(t.relname::text, '')
        from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
            left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
            left join pg_class t on t.oid = d.refobjid left join pg_namespace tn on tn.oid = t.relnamespace
        where c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1
        """;

    /// <summary>The statement that puts it there.</summary>
    internal string Statement => $"SELECT pg_catalog.setval({SqlLiteral.Quote(Name)}, {Value}, {(IsCalled ? "true" : "false")});\n";

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {(IsCalled ? "last value" : "next value")} {Value}";

    /// <summary>The moved sequences of a database by name, without those of the ledger.</summary>
    internal static async Task<IReadOnlyList<MovedSequence>> InAsync(Database database, LedgerTable ledger, CancellationToken cancellation)
    {
        var sequences = (await database.RowsAsync(
            All, r => (Name: r.Text(0), Start: r.Get<long>(1), Schema: r.Text(2), Table: r.Text(3)), cancellation))
            .Where(s => !ledger.Owns(s.Schema, s.Table)).ToList();
        List<MovedSequence> moved = [];
        if (sequences.Count == 0) return moved;
        await using var results = await database.ReadAsync(sequences.Select(s => $"select last_value, is_called from {s.Name}"), cancellation);
        foreach (var (name, start, _, _) in sequences)
        {
            await results.EachAsync(
                r =>
                {
                    if (r.Get<bool>(1) || r.Get<long>(0) != start) moved.Add(new(name, r.Get<long>(0), r.Get<bool>(1)));
                }, cancellation);
        }

        return moved;
    }
}
