using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

public sealed class BodyReferencesTests
{
    [Theory]
    [InlineData("SELECT a FROM t JOIN app.u ON t.id = u.id, v w WHERE f(a) > 1", "t app.u v", "", "f")]
    [InlineData("WITH c AS (SELECT * FROM t) SELECT * FROM c", "t", "", "")]
    [InlineData("INSERT INTO t (a) SELECT b FROM u ON CONFLICT DO UPDATE SET a = 1", "t u", "", "")]
    [InlineData("UPDATE ONLY t SET a = x::app.money FROM u WHERE true; DELETE FROM v USING w", "t u v w", "app.money", "")]
    [InlineData("SELECT CAST(a AS \"My Type\"), b::int, mood 'sad'", "", "My Type integer mood", "")]
    [InlineData("SELECT nextval('app.s'), 't'::regclass, 'x'::text", "app.s t", "regclass text", "nextval")]
    [InlineData("TRUNCATE t, u; LOCK TABLE v; MERGE INTO w USING x ON true WHEN MATCHED THEN DELETE", "t u v w x", "", "")]
    [InlineData("SELECT * FROM f(1) g, LATERAL app.h(g.a)", "", "", "f app.h")]
    [InlineData("SELECT extract(year FROM a), a IS DISTINCT FROM b FROM t FOR UPDATE", "t", "", "")]
    public void An_SQL_body_names(string body, string relations, string types, string functions) => AssertNames("sql", body, relations, types, functions);

    [Theory]
    [InlineData("DECLARE r app.t%ROWTYPE; c t2.a%TYPE; n CONSTANT int := g(1); k app.kind NOT NULL DEFAULT 'x'; BEGIN NULL; END", "app.t t2",
        "integer app.kind", "g")]
    [InlineData("BEGIN PERFORM app.f(1) FROM t; SELECT a INTO b FROM u; RETURN b; END", "t u", "", "app.f")]
    [InlineData("BEGIN FOR r IN SELECT * FROM t LOOP UPDATE u SET a = r.a; END LOOP; RETURN QUERY SELECT * FROM v; END", "t u v", "", "")]
    [InlineData("BEGIN IF EXISTS (SELECT 1 FROM t) THEN INSERT INTO u VALUES (NEW.a); END IF; RETURN NEW; END", "t u", "", "")]
    [InlineData("BEGIN EXECUTE 'TRUNCATE t'; EXECUTE 'select f()' USING x; EXECUTE format('x'); END", "t", "", "format f")]
    [InlineData("DECLARE c CURSOR FOR SELECT * FROM t; v text[]; BEGIN v := (SELECT array_agg(a) FROM u); CALL p(1); END", "t u", "text", "array_agg p")]
    [InlineData("<<l>> DECLARE x int; BEGIN x := count(*) FROM t; END", "t", "integer", "count")]
    [InlineData("BEGIN SELECT a, b INTO STRICT x, y FROM t WHERE a IN (SELECT b FROM u); END", "t u", "", "")]
    public void A_PL_pgSQL_body_names(string body, string relations, string types, string functions) =>
        AssertNames("plpgsql", body, relations, types, functions);

    [Theory]
    [InlineData("'")]
    [InlineData("SELECT * FROM t WHERE a = 'b")]
    [InlineData("((((")]
    [InlineData("DECLARE DECLARE ; ; %TYPE")]
    [InlineData("\\copy t")]
    [InlineData("EXECUTE EXECUTE 'EXECUTE ''EXECUTE ''''SELECT 1''''''';")]
    public void A_wrong_body_throws_nothing(string body)
    {
        Assert.NotNull(BodyReferences.Of("plpgsql", body));
        Assert.NotNull(BodyReferences.Of("sql", body));
    }

    [Fact]
    public void Of_another_language_nothing_is_known() => Assert.Same(BodyReferences.None, BodyReferences.Of("plpython3u", "SELECT 1 FROM t"));

    private static void AssertNames(string language, string body, string relations, string types, string functions)
    {
        var names = BodyReferences.Of(language, body);
        Assert.Equal(Sorted(relations.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Sorted(names.Relations.Select(Text)));
        Assert.Equal(Sorted(functions.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Sorted(names.Functions.Select(Text)));
        Assert.Equal(types, string.Join(' ', names.Types.Select(Text)));
    }

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];

    private static string Text(QualifiedName name) => name.Schema is null ? name.Name : $"{name.Schema}.{name.Name}";
}
