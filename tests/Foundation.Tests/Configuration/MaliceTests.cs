using Foundation.Configuration;
using Foundation.Errors;
using Xunit;

namespace Foundation.Tests.Configuration;

/// <summary>Texts that are made to take forever, and thousands of random ones.</summary>
public sealed class MaliceTests
{
    public static TheoryData<string> Nasty => new(
        "a: " + new string('[', 1_000_000),
        "a: " + new string('{', 1_000_000),
        string.Concat(Enumerable.Repeat("- ", 500_000)),
        string.Concat(Enumerable.Repeat("? ", 500_000)),
        "a: [" + string.Concat(Enumerable.Repeat("b: ", 300_000)),
        "a: \"" + new string('\\', 999_999),
        "a: [" + string.Concat(Enumerable.Repeat("x,", 500_000)) + "]",
        new string('&', 1_000_000),
        "a: " + string.Concat(Enumerable.Repeat("!a ", 300_000)),
        "%" + new string('Y', 1_000_000),
        new string('x', 2_000_000));

    [Theory]
    [MemberData(nameof(Nasty), DisableDiscoveryEnumeration = true)]
    public void A_megabyte_of_malice_is_refused_in_bounded_time(string yaml) => Assert.NotEmpty(Bounded(yaml).Details);

    [Fact]
    public void Random_mutations_of_a_valid_file_parse_or_are_refused_and_nothing_else()
    {
        const string Seed = "a: &x {b: [1, '2', \"3\\n\"], c: |\n  text\n}\nd: *x\ne: ${A:-b}\n? f\n: !!str g\n# end\n";
        const string Alphabet = "{}[]:-?&*!|>'\"%@`#, \n\t\\aé\r";
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Seed.ToCharArray();
            for (var n = random.Next(1, 6); n > 0; n--) text[random.Next(text.Length)] = Alphabet[random.Next(Alphabet.Length)];
            try
            {
                var file = ConfigurationFile.Parse("f.yaml", new string(text), _ => null);
                foreach (var key in file.Root.Keys) file.Root.OptionalText(key);
                file.ThrowIfMistaken();
            }
            catch (ToolException e)
            {
                Assert.NotEmpty(e.Details);
            }
        }
    }

    // The limit is far beyond what the work needs; it only turns an endless loop into a failure.
    private static ToolException Bounded(string yaml)
    {
        var parsing = Task.Run(() => Assert.Throws<ToolException>(() => ConfigurationFile.Parse("f.yaml", yaml)));
        Assert.True(parsing.Wait(TimeSpan.FromSeconds(30)), "parsing did not end");
        return parsing.Result;
    }
}
