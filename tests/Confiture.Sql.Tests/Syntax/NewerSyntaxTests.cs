using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

/// <summary>Statements of PostgreSQL 19, which the parser of PostgreSQL 18 refuses.</summary>
public sealed class NewerSyntaxTests
{
    [Theory]
    [InlineData("UPDATE ONLY t FOR PORTION OF valid_at FROM '2026-01-01' TO NULL AS x SET a = 1, b = 2 WHERE x.id = 1", typeof(Update))]
    [InlineData("UPDATE s.t FOR PORTION OF valid_at (daterange('2026-01-01', NULL)) SET a = 1", typeof(Update))]
    [InlineData("DELETE FROM t FOR PORTION OF valid_at FROM now() TO now() + interval '1 day' WHERE id = 1 RETURNING *", typeof(Delete))]
    [InlineData("DELETE FROM t FOR PORTION OF valid_at (r) x USING u WHERE u.id = x.id", typeof(Delete))]
    [InlineData("ALTER TABLE IF EXISTS s.t MERGE PARTITIONS (a, s.b) INTO c", typeof(AlterTable))]
    [InlineData("ALTER TABLE t SPLIT PARTITION a INTO (PARTITION s.b FOR VALUES FROM (1) TO (2), PARTITION c DEFAULT)", typeof(AlterTable))]
    [InlineData("REPACK", typeof(Repack))]
    [InlineData("REPACK USING INDEX", typeof(Repack))]
    [InlineData("REPACK (VERBOSE, CONCURRENTLY false, ANALYZE) s.t (a, b) USING INDEX i", typeof(Repack))]
    [InlineData("REPACK t USING INDEX", typeof(Repack))]
    [InlineData("CREATE PROPERTY GRAPH g", typeof(CreatePropertyGraph))]
    [InlineData("CREATE TEMP PROPERTY GRAPH s.g NODE TABLES (a, s.b AS c KEY (id, n) NO PROPERTIES, d PROPERTIES ALL COLUMNS, e LABEL x PROPERTIES (p, "
        + "p + 1 AS q) LABEL y NO PROPERTIES DEFAULT LABEL)", typeof(CreatePropertyGraph))]
    [InlineData("CREATE PROPERTY GRAPH g VERTEX TABLES (a) RELATIONSHIP TABLES (e KEY (id) SOURCE a DESTINATION KEY (x, y) REFERENCES a (m, "
        + "n) LABEL l PROPERTIES ALL COLUMNS)", typeof(CreatePropertyGraph))]
    [InlineData("ALTER PROPERTY GRAPH IF EXISTS g ADD VERTEX TABLES (a) EDGE TABLES (e SOURCE a DESTINATION a)", typeof(AlterPropertyGraph))]
    [InlineData("ALTER PROPERTY GRAPH g DROP EDGE TABLES (e, f) CASCADE", typeof(AlterPropertyGraph))]
    [InlineData("ALTER PROPERTY GRAPH g ALTER VERTEX TABLE a ADD LABEL l PROPERTIES (x) ADD LABEL m NO PROPERTIES", typeof(AlterPropertyGraph))]
    [InlineData("ALTER PROPERTY GRAPH g ALTER NODE TABLE a DROP LABEL l RESTRICT", typeof(AlterPropertyGraph))]
    [InlineData("ALTER PROPERTY GRAPH g ALTER EDGE TABLE a ALTER LABEL l ADD PROPERTIES (x + 1 AS y)", typeof(AlterPropertyGraph))]
    [InlineData("ALTER PROPERTY GRAPH g ALTER EDGE TABLE a ALTER LABEL l DROP PROPERTIES (x, y) CASCADE", typeof(AlterPropertyGraph))]
    [InlineData("ALTER PROPERTY GRAPH g RENAME TO h", typeof(RenameObject))]
    [InlineData("ALTER PROPERTY GRAPH IF EXISTS g SET SCHEMA s", typeof(SetObjectSchema))]
    [InlineData("ALTER PROPERTY GRAPH g OWNER TO clerk", typeof(SetObjectOwner))]
    [InlineData("DROP PROPERTY GRAPH IF EXISTS g, s.h CASCADE", typeof(DropObjects))]
    [InlineData("COMMENT ON PROPERTY GRAPH g IS 'x'", typeof(Comment))]
    [InlineData("GRANT SELECT ON PROPERTY GRAPH g TO clerk", typeof(GrantPrivileges))]
    public void A_statement_is_read_to_its_end(string sql, Type node) => Assert.IsType(node, Assert.Single(SqlSyntax.Parse(SqlScript.Parse("newer.sql", sql))));

    [Theory]
    [InlineData("UPDATE t FOR PORTION OF valid_at SET a = 1")]
    [InlineData("UPDATE t FOR PORTION valid_at FROM 1 TO 2 SET a = 1")]
    [InlineData("MERGE INTO t FOR PORTION OF v FROM 1 TO 2 USING u ON true WHEN MATCHED THEN DELETE")]
    [InlineData("ALTER TABLE t MERGE PARTITIONS a, b INTO c")]
    [InlineData("ALTER TABLE t SPLIT PARTITION a INTO (b FOR VALUES IN (1))")]
    [InlineData("REPACK t USING i")]
    [InlineData("REPACK USING INDEX i")]
    [InlineData("CREATE PROPERTY GRAPH g TABLES (a)")]
    [InlineData("CREATE PROPERTY GRAPH g VERTEX TABLES ()")]
    [InlineData("CREATE PROPERTY GRAPH g EDGE TABLES (e SOURCE a)")]
    [InlineData("CREATE UNLOGGED PROPERTY GRAPH g")]
    [InlineData("ALTER PROPERTY GRAPH g ADD")]
    public void What_is_no_statement_stays_unclassified(string sql) =>
        Assert.IsType<Unclassified>(Assert.Single(SqlSyntax.Parse(SqlScript.Parse("newer.sql", sql))));

    [Fact]
    public void What_a_statement_says_is_in_its_node()
    {
        var nodes = SqlSyntax.Parse(SqlScript.Parse("newer.sql", """
            UPDATE t FOR PORTION OF v FROM 1 TO 2 SET a = 1;
            SELECT * FROM GRAPH_TABLE (s.g MATCH (a IS person) COLUMNS (a.name)) x, u;
            CREATE PROPERTY GRAPH g VERTEX TABLES (a) EDGE TABLES (e AS f SOURCE a DESTINATION a);
            REPACK (CONCURRENTLY off) t;
            """));
        Assert.Equal("v", ((Update)nodes[0]).Portion!.Text);
        Assert.Equal(["s.g", "u"], ((Select)nodes[1]).Reads.Select(r => r.Schema is null ? r.Name : $"{r.Schema}.{r.Name}"));
        Assert.Equal(["a--False", "e-f-True"], ((CreatePropertyGraph)nodes[2]).Elements.Select(e => $"{e.Table.Name}-{e.Alias?.Text}-{e.IsEdge}"));
        Assert.False(((Repack)nodes[3]).Concurrently);
    }

    [Theory]
    [InlineData("(SELECT * FROM unnest(a) AS t(x, y))", "unnest")]
    [InlineData("(SELECT * FROM unnest(a) t(x), (VALUES (1)) v (a), people p (id))", "unnest")]
    [InlineData("(SELECT * FROM f(1) AS (a numeric(10, 2), b timestamp(3), c varchar(5)))", "f")]
    [InlineData("(SELECT * FROM f(1) AS t(a numeric(10, 2), b text), \"g\" h(i))", "f")]
    [InlineData("(WITH a(x) AS (SELECT f(1)), b (y) AS NOT MATERIALIZED (SELECT 1) SELECT g(x) FROM a)", "f g")]
    [InlineData("(SELECT DISTINCT ON (a, b) f(c) FROM t)", "f")]
    [InlineData("(SELECT a OPERATOR(pg_catalog.+) f(1), (b) AND g(2), CASE WHEN (c) THEN h(3) END)", "f g h")]
    [InlineData("(SELECT sum(a) FILTER (WHERE f(b)) OVER w FROM t WINDOW w AS (PARTITION BY g(a) ORDER BY h(b)))", "sum f g h")]
    [InlineData("(SELECT a FROM t ORDER BY f(a), g(b) LIMIT h(1))", "f g h")]
    public void An_alias_with_its_columns_calls_nothing(string expression, string calls) =>
        Assert.Equal(calls.Split(' '), ExpressionFacts.Of(expression).Functions.Select(f => f.Name));

    [Theory]
    [InlineData("UPDATE t SET a = 1, (b, c) = (SELECT 1, 2), d.e = 3, f[1] = 4 FROM u WHERE g = 5", "a b c")]
    [InlineData("UPDATE t SET a = b IS DISTINCT FROM 1, c = 2", "a c")]
    [InlineData("INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = (SELECT 1 FROM u WHERE x = 1), c = 3 WHERE d = 1", "a b|b c")]
    [InlineData("MERGE INTO t USING u ON true WHEN MATCHED THEN UPDATE SET a = 1, b = 2 WHEN NOT MATCHED THEN INSERT (c, d) VALUES (1, 2)", "a b|c d")]
    public void The_columns_that_get_values_are_in_the_node(string sql, string columns) =>
        Assert.Equal(columns.Split('|'),
            ((ChangeNode)SqlSyntax.Parse(SqlScript.Parse("set.sql", sql))[0]).Assigned.Select(a => string.Join(' ', a.Select(c => c.Text))));
}
