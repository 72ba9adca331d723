using Foundation.Errors;

namespace Confiture.Postgres.Tests;

public sealed class DatabaseUrlTests
{
    private const string Source = "db/environments/local.yaml: database_url";

    [Theory]
    [InlineData("postgresql://ann:pw@db.example:6432/shop", "db.example", 6432, "shop", "ann")]
    [InlineData("postgres://ann@db.example/shop", "db.example", 5432, "shop", "ann")]
    [InlineData("postgresql://ann@db.example", "db.example", 5432, "ann", "ann")]
    [InlineData("postgresql://ann@db.example:/shop", "db.example", 5432, "shop", "ann")]
    [InlineData("postgresql://a%40n:p%3A%2F%40@[::1]:5433/sh%C3%B6p%20x", "::1", 5433, "shöp x", "a@n")]
    [InlineData("postgresql://ann:p@ss@db.example/shop", "db.example", 5432, "shop", "ann")]
    [InlineData("postgresql://ann@/shop?host=/tmp/x&port=5599", "/tmp/x", 5599, "shop", "ann")]
    [InlineData("postgresql://ann@%2Ftmp%2Fx:5599/shop", "/tmp/x", 5599, "shop", "ann")]
    [InlineData("postgresql:///shop?host=h&user=ann&password=x&dbname=other&sslmode=require&options=-c%20a.b%3D1", "h", 5432, "other", "ann")]
    public void A_URL_gives_its_parts(string text, string host, int port, string database, string user)
    {
        var url = DatabaseUrl.Parse(text, Source);
        Assert.Equal((host, port, database, user), (url.Host, url.Port, url.Database, url.User));
    }

    [Theory]
    [InlineData("")]
    [InlineData("shop")]
    [InlineData("mysql://ann:s3cret@h/shop")]
    [InlineData("Host=h;Password=s3cret")]
    [InlineData("postgresql://ann:s3cret@h:port/shop")]
    [InlineData("postgresql://ann:s3cret@h:0/shop")]
    [InlineData("postgresql://ann:s3cret@h:65536/shop")]
    [InlineData("postgresql://ann:s3cret@h:-1/shop")]
    [InlineData("postgresql://ann:s3cret%@h/shop")]
    [InlineData("postgresql://ann:s3cret%4@h/shop")]
    [InlineData("postgresql://ann:s3cret%zz@h/shop")]
    [InlineData("postgresql://ann:s3cret%00@h/shop")]
    [InlineData("postgresql://ann:s3cret%ff@h/shop")]
    [InlineData("postgresql://ann:s3cret@[::1/shop")]
    [InlineData("postgresql://ann:s3cret@[::1]x/shop")]
    [InlineData("postgresql://ann:s3cret@::1/shop")]
    [InlineData("postgresql://ann:s3cret@h/shop?sslmode=maybe")]
    [InlineData("postgresql://ann:s3cret@h/shop?sslmode")]
    [InlineData("postgresql://ann:s3cret@h/shop?colour=red")]
    [InlineData("postgresql://ann:12?S3cret=s3cret@h/shop")]
    [InlineData("postgresql://ann:12/s3cret@h/shop")]
    [InlineData("postgresql://ann:1@s3cret/2@h/shop")]
    [InlineData("postgresql://ann:1@2/s3cret@h/shop")]
    [InlineData("postgresql://ann:1@2?s3cret=1@h/shop")]
    [InlineData("postgresql://ann:1@2?x&s3cret@h/shop")]
    [InlineData("postgresql://ann:p@h/shop?password=a&s3cret=b")]
    [InlineData("postgresql://ann:s3cret/shop")]
    [InlineData("postgres//ann:s3cret@h/shop")]
    [InlineData("ann:s3cret@h/shop")]
    [InlineData("postgresql://h1:1,h2:2,h3/shop?port=1,s3cret")]
    [InlineData("host=h password=a s3cret")]
    [InlineData("host=h password=a s3cret=b")]
    [InlineData("host=h password='a s3cret")]
    [InlineData("host=h port=s3cret")]
    [InlineData("host=h hostaddr=1.2.3.4 password=s3cret")]
    [InlineData("host=h,i,j port=1,2 password=s3cret")]
    [InlineData("host=h password=s3cret target_session_attrs=wanted")]
    [InlineData("service=s3cret-no-such-service")]
    public void A_bad_URL_is_a_usage_error_that_names_the_source_and_repeats_no_secret(string text)
    {
        var error = Assert.Throws<ToolException>(() => DatabaseUrl.Parse(text, Source));
        Assert.Equal((PostgresErrors.BadUrl, ExitCode.Usage), (error.Code, error.Code.Exit));
        Assert.Contains(Source, error.What, StringComparison.Ordinal);
        var everything = error + error.Why + error.Fix;
        Assert.DoesNotContain("s3cret", everything, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(error.Fix);
    }

    [Theory]
    [InlineData("postgresql://ann:pw@h:5433/shop", "postgresql://ann:***@h:5433/shop")]
    [InlineData("postgresql://ann@h:5433/shop", "postgresql://ann@h:5433/shop")]
    [InlineData("postgresql://ann:pw@h/shop?sslpassword=pw2&sslmode=require", "postgresql://ann:***@h:5432/shop")]
    [InlineData("postgresql://ann:pw@[::1]/shop", "postgresql://ann:***@[::1]:5432/shop")]
    [InlineData("postgresql://ann:pw@/shop?host=/tmp/x", "postgresql://ann:***@/shop?host=/tmp/x&port=5432")]
    public void The_printed_URL_hides_the_password(string text, string shown)
    {
        var url = DatabaseUrl.Parse(text, Source);
        Assert.Equal(shown, url.ToString());
        Assert.Equal(shown, $"{url}");
    }

    [Theory]
    [InlineData("postgresql://ann:p%40s%3As%2F%25@h:5433/sh%20op?sslmode=require&options=-c%20x.y%3D1")]
    [InlineData("postgresql://a%3An:pw@[::1]:5433/shop")]
    [InlineData("postgresql://ann:pw@/shop?host=/tmp/x&port=5433&sslmode=disable")]
    [InlineData("postgresql://ann@h:5432/shop")]
    public void The_secret_URL_says_all_that_was_read(string text)
    {
        var url = DatabaseUrl.Parse(text, Source);
        Assert.Equal(text, url.ToSecretString());
        Assert.Equal(text, DatabaseUrl.Parse(url.ToSecretString(), Source).ToSecretString());
    }

    [Fact]
    public void Parts_are_taken_literally_and_survive_writing_and_reading()
    {
        var url = DatabaseUrl.Of("h", 5433, "a/b?c", "x@y", "p:w%41");
        var again = DatabaseUrl.Parse(url.ToSecretString(), Source);
        Assert.Equal(("a/b?c", "x@y", url.ToSecretString()), (again.Database, again.User, again.ToSecretString()));
    }

    [Fact]
    public void Another_database_keeps_everything_else()
    {
        var url = DatabaseUrl.Parse("postgresql://ann:pw@h:5433/shop?sslmode=require", Source).WithDatabase("copy 1");
        Assert.Equal("postgresql://ann:pw@h:5433/copy%201?sslmode=require", url.ToSecretString());
    }
}
