namespace Confiture.Project;

/// <summary>The questions to the catalogs, in the order in which <see cref="SeedCatalog"/> reads their answers.</summary>
internal static class SeedCatalogQueries
{
    private const int NullsAlikeSince = 15_00_00;

    private const string Types = """
        select t.oid, t.typname::text, t.typtype::text, t.typbasetype, t.typtypmod, t.typnotnull,
            case when t.typcategory = 'A' then t.typelem else 0::oid end, t.typrelid, coalesce(r.rngsubtype, m.rngtypid, 0::oid),
            (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)
        from pg_type t left join pg_range r on r.rngtypid = t.oid left join pg_range m on m.rngmultitypid = t.oid
        """;

    private const string Tables = """
        select c.oid, n.nspname::text, c.relname::text, c.relkind::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'f', 'v', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 2, 3
        """;

    private const string Columns = """
        select a.attrelid, a.attnum::int, a.attname::text, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text,
            a.attgenerated::text, a.atthasdef, quote_ident(n.nspname) || '.' || quote_ident(s.relname), q.seqstart, q.seqincrement
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace o on o.oid = c.relnamespace
        left join lateral (
            select d.objid as oid from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid and d.refobjsubid = a.attnum
                and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i') and exists (select from pg_sequence p where p.seqrelid = d.objid)
            union all
            select d.refobjid from pg_attrdef f join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid
            where f.adrelid = a.attrelid and f.adnum = a.attnum and d.refclassid = 'pg_class'::regclass
                and exists (select from pg_sequence p where p.seqrelid = d.refobjid)
            limit 1) own on true
        left join pg_class s on s.oid = own.oid left join pg_namespace n on n.oid = s.relnamespace left join pg_sequence q on q.seqrelid = own.oid
        where c.relkind in ('r', 'p', 'c') and o.nspname !~ '^pg_' and o.nspname <> 'information_schema' and a.attnum > 0 and not a.attisdropped
        order by 1, 2
        """;

    // What the server made for the partitions of a referenced table is one key to the user.
    private const string References = """
        select c.conname::text, c.conrelid, c.conkey::int[], c.confrelid, c.confkey::int[], c.confmatchtype::text from pg_constraint c
        where c.contype = 'f' and not exists (select from pg_constraint p where p.oid = c.conparentid and p.conrelid = c.conrelid) order by c.conname, c.oid
        """;

    private const string Checks = """
        select c.conname::text, case when c.contypid <> 0 then c.contypid else c.conrelid end, pg_get_expr(c.conbin, c.conrelid) from pg_constraint c
        where c.contype = 'c' order by c.conname, c.oid
        """;

    private const string Partitions = """
        select c.relname::text, p.oid, pg_get_partition_constraintdef(t.relid) from pg_class p cross join lateral pg_partition_tree(p.oid) t
        join pg_class c on c.oid = t.relid
        where p.relkind = 'p' and t.isleaf and t.relid <> p.oid and pg_get_partition_constraintdef(t.relid) is not null
        union all
        select c.relname::text, c.oid, pg_get_partition_constraintdef(c.oid) from pg_class c
        where c.relispartition and c.relkind = 'r' and pg_get_partition_constraintdef(c.oid) is not null
        order by 1, 2
        """;

    private const string Slots = """
        select distinct c.conrelid, d.refobjsubid::int from pg_constraint c
        join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = c.conrelid and d.refobjsubid > 0
            and ((d.classid = 'pg_class'::regclass and d.objid = c.conindid) or (d.classid = 'pg_constraint'::regclass and d.objid = c.oid))
        where c.conexclop is not null
        """;

    internal static IReadOnlyList<string> All(int version) => [Types, Tables, Columns, References, Checks, Partitions, Uniques(version), Slots];

    private static string Uniques(int version) => $"""
        select c.relname::text, i.indrelid, (string_to_array(i.indkey::text, ' ')::int[])[1:i.indnkeyatts], i.indisprimary,
            {(version >= NullsAlikeSince ? "i.indnullsnotdistinct" : "false")}, pg_get_expr(i.indpred, i.indrelid), pg_get_expr(i.indexprs, i.indrelid),
            a.names, a.numbers
        from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam join pg_namespace n on n.oid = c.relnamespace
        cross join lateral (select array_agg(attname::text order by attnum) as names, array_agg(attnum::int order by attnum) as numbers from pg_attribute
            where attrelid = i.indrelid and attnum > 0) a
        where i.indisunique and m.amname = 'btree' and n.nspname !~ '^pg_' order by i.indisprimary desc, 1, 2
        """;
}
