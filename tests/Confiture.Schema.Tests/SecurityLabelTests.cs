using System.Globalization;

namespace Confiture.Schema.Tests;

/// <summary>
/// Security labels. No provider of them comes with the packages of PostgreSQL, so they are written into the catalog; the statements that set them are judged by
/// the server, which knows their grammar and then asks for the provider.
/// </summary>
public sealed class SecurityLabelTests(SchemaServers servers)
{
    private const string Made = """
        create table secrets (id int primary key, "Word" text);
        create function open_all() returns int language sql as 'select 1';
        create view plain as select id from secrets;
        """;

    [Fact]
    public async Task Labels_are_seen_and_set_and_taken_away()
    {
        var server = await servers.OfAsync(PairRuns.Reference);
        await using var plain = await server.DatabaseAsync();
        await using var labelled = await server.DatabaseAsync();
        await plain.RunAsync(Made);
        await labelled.RunAsync(Made + Label("pg_class", "'secrets'::regclass", 0, "top") + Label("pg_class", "'secrets'::regclass", 2, "the one's")
            + Label("pg_proc", "'open_all'::regproc", 0, "a=b") + Label("pg_class", "'plain'::regclass", 0, "low"));
        var (without, with) = (await plain.ReadAsync(), await labelled.ReadAsync());

        Assert.NotEqual(without.Fingerprint, with.Fingerprint);
        string[] set =
        [
            "SECURITY LABEL FOR tests ON COLUMN public.secrets.\"Word\" IS 'the one''s'", "SECURITY LABEL FOR tests ON FUNCTION public.open_all() IS 'a=b'",
            "SECURITY LABEL FOR tests ON TABLE public.secrets IS 'top'", "SECURITY LABEL FOR tests ON VIEW public.plain IS 'low'",
        ];
        Assert.Equal(set, Statements(without, with));
        Assert.Equal(set.Select(s => s[..s.IndexOf(" IS ", StringComparison.Ordinal)] + " IS NULL"), Statements(with, without));
        foreach (var statement in set)
        {
            Assert.Contains("security label provider \"tests\" is not loaded",
                (await Assert.ThrowsAsync<InvalidOperationException>(() => plain.RunAsync(statement))).Message, StringComparison.Ordinal);
        }
    }

    private static string Label(string catalog, string item, int column, string label) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        set allow_system_table_mods = on;
        insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
            values ({item}, '{catalog}'::regclass, {column}, 'tests', '{label.Replace("'", "''", StringComparison.Ordinal)}');

        """);

    private static IEnumerable<string> Statements(DatabaseSchema from, DatabaseSchema to) =>
        SchemaPlan.Between(from, to).Changes.Select(c => c.Sql).Order(StringComparer.Ordinal);
}
