using Confiture.Postgres;
using Confiture.Project;
using Foundation.Errors;

namespace Confiture.Migrations.Tests;

/// <summary>Lists of databases, as text and as names on a server.</summary>
public sealed class TargetListTests(SharedServer shared)
{
    private static readonly DatabaseUrl Server = DatabaseUrl.Of("db.example", 5433, "app", "me", "hush");

    [Fact]
    public void A_line_is_a_name_or_a_URL_and_the_rest_is_comment()
    {
        var urls = File().Parse("list", """
            # tenants
            one

              Two words
            postgresql://you:${WORD}@other.example/three
            host=third.example dbname=four user=them
            """.ReplaceLineEndings("\r\n"));

        Assert.Equal(
            ["postgresql://me:***@db.example:5433/one", "postgresql://me:***@db.example:5433/Two%20words", "postgresql://you:***@other.example:5432/three",
                "postgresql://them@third.example:5432/four"],
            urls.Select(url => url.ToString()));
        Assert.Equal(["p@ss"], urls[2].Secrets);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_and_no_secret_with_them()
    {
        var error = Assert.Throws<ToolException>(() => File().Parse("list",
            "one\npostgresql://u:topsecret@h:x/d\n${NOT_SET}\npostgres:/u:topsecret@h/d\n${\nhost=h password=topsecret nothing=1\n"));

        Assert.Equal(("CONF-TEN-001", "list has 5 mistakes."), (error.Code.Id, error.What));
        Assert.Equal(["list:2", "list:3", "list:4", "list:5", "list:6"], error.Details.Select(line => line[..6]));
        Assert.Contains("`NOT_SET` is not set", error.Details[1], StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", string.Join(' ', [error.What, error.Why, error.Fix, .. error.Details]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_URLs_needs_no_server()
    {
        var file = new TargetFile(new(() => throw new InvalidOperationException("asked")), _ => null, "/");
        Assert.Single(file.Parse("list", "postgresql://h/d"));
        Assert.Throws<InvalidOperationException>(() => file.Parse("list", "name"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only words\n\n")]
    public void A_list_without_databases_is_refused(string text) =>
        Assert.Contains("names no database", Assert.Throws<ToolException>(() => File().Parse("list", text)).What, StringComparison.Ordinal);

    [Theory]
    [InlineData("missing", "no such file")]
    [InlineData(".", "denied")]
    [InlineData("latin", "not UTF-8")]
    [InlineData("foreign", "belongs to another user")]
    public async Task A_file_that_cannot_be_used_says_why(string name, string reason)
    {
        // Only root can give files away.
        if (name == "foreign" && Environment.UserName != "root") return;
        using var project = shared.NewProjectWithoutDatabase();
        project.Write("latin", [.. "caf"u8, 0xE9]);
        project.Write("foreign", "postgresql://${WORD}@elsewhere/d");
        if (name == "foreign") await Shell.SucceedsAsync(project.Root, "chown 65534 foreign");

        var error = Assert.Throws<ToolException>(() => new TargetFile(new(Server), Word, project.Root).Read(Path.Combine(project.Root, name)));

        Assert.Equal("CONF-TEN-001", error.Code.Id);
        Assert.Contains(reason, error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_counts_once_and_is_named_by_its_server_where_there_are_several()
    {
        Assert.Equal(["a", "b"], TargetList.Of([Server.WithDatabase("a"), Server.WithDatabase("b"), Server.WithDatabase("a")]).Select(t => t.Name));
        Assert.Equal(["a on db.example:5433", "a on h:5432"],
            TargetList.Of([Server.WithDatabase("a"), DatabaseUrl.Parse("postgresql://h/a", "test", _ => null)]).Select(t => t.Name));
    }

    [Fact]
    public async Task One_server_with_two_addresses_is_one_server()
    {
        using var project = await shared.NewProjectAsync();
        var (socket, loopback) = (project.Url, shared.Server.TcpUrl(project.Url.Database));
        Assert.Single(await TargetList.OfAsync([socket, loopback, socket], Project.Never));
        Assert.Equal(2, (await TargetList.OfAsync([socket, shared.Server.TcpUrl("another")], Project.Never)).Count);
    }

    [Theory]
    [InlineData("tenant_*", "tenant_1", true)]
    [InlineData("tenant_?", "tenant_1", true)]
    [InlineData("tenant_?", "tenant_10", false)]
    [InlineData("tenant_*", "Tenant_1", false)]
    [InlineData("*", "anything at all", true)]
    [InlineData("*", "postgres", false)]
    [InlineData("postgres", "postgres", true)]
    [InlineData(@"a\*", "a*", true)]
    [InlineData(@"a\*", "ab", false)]
    [InlineData("a*b", "a*b", true)]
    [InlineData("", "a", false)]
    public void Patterns_match_whole_names(string pattern, string name, bool matches) => Assert.Equal(matches, DatabasePatterns.Match(pattern, name));

    private static TargetFile File() => new(new(Server), Word, "/");

    private static string? Word(string name) => name == "WORD" ? "p%40ss" : null;
}
