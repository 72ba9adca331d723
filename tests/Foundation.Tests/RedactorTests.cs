using Foundation.Text;
using Xunit;

namespace Foundation.Tests;

/// <summary>Secrets do not come through, however they are written.</summary>
public sealed class RedactorTests
{
    [Theory]
    [InlineData("tr0ub4dor", "cannot connect with tr0ub4dor!", "cannot connect with ***!")]
    [InlineData("p@ss w/rd", "postgresql://u:p%40ss%20w%2Frd@h/d", "postgresql://u:***@h/d")]
    [InlineData("say \"it\" \\ twice", "{\"what\": \"say \\\"it\\\" \\\\ twice\"}", "{\"what\": \"***\"}")]
    [InlineData("tr0ub4dor\n", "tr0ub4dor", "***")]
    [InlineData("8000", "port 8000", "port 8000")]
    [InlineData("     x     ", "x     and", "x     and")]
    public void A_known_value_is_not_shown(string secret, string text, string shown)
    {
        var redactor = new Redactor();
        redactor.Add([secret]);
        Assert.Equal(shown, redactor.Hidden(text));
    }

    [Fact]
    public void A_secret_that_holds_another_one_goes_as_a_whole()
    {
        var redactor = new Redactor();
        redactor.Add(["secret"]);
        redactor.Add(["secret-and-more"]);
        Assert.Equal("*** ***", redactor.Hidden("secret-and-more secret"));
    }

    [Theory]
    [InlineData("API_TOKEN", true)]
    [InlineData("DB_PASSWORD", true)]
    [InlineData("stripe_secret_key", true)]
    [InlineData("SENTRY_DSN", true)]
    [InlineData("PORT", false)]
    [InlineData("DJANGO_SETTINGS_MODULE", false)]
    public void Names_tell(string name, bool secret) => Assert.Equal(secret, Secret.IsName(name));
}
