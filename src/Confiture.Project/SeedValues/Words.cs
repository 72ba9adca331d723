using System.Globalization;
using Bogus.DataSets;

namespace Confiture.Project;

/// <summary>Words, names and places from one stream of chance. What one row says of a person fits together.</summary>
internal sealed class Words
{
    // Made once and chosen from: the library takes its time for each.
    private const int Stock = 400;

    private static readonly string[] Domains = ["example.com", "example.org", "example.net"];
    private readonly Name names;
    private readonly Address places;
    private readonly Company companies;
    private readonly Lorem lorem;
    private readonly Commerce commerce;
    private readonly PhoneNumbers phones;
    private readonly Finance finance;
    private readonly Dictionary<string, string[]> stock = new(StringComparer.Ordinal);
    private string? first, last;

    /// <summary>Starts the stream.</summary>
    /// <param name="seed">The same seed gives the same words.</param>
    internal Words(int seed)
    {
        Random = new(seed);
        names = new("en") { Random = Random };
        places = new("en") { Random = Random };
        companies = new("en") { Random = Random };
        lorem = new("en") { Random = Random };
        commerce = new("en") { Random = Random };
        phones = new("en") { Random = Random };
        finance = new() { Random = Random };
    }

    internal Bogus.Randomizer Random { get; }

    internal string FirstName => first ??= Of(nameof(FirstName), () => names.FirstName());

    internal string LastName => last ??= Of(nameof(LastName), () => names.LastName());

    internal string FullName => $"{FirstName} {LastName}";

    internal string Domain => Random.ArrayElement(Domains);

    internal string UserName => Slug($"{FirstName}.{LastName}", '.');

    internal string Email => $"{UserName}@{Domain}";

    internal string JobTitle => Of(nameof(JobTitle), () => names.JobTitle());

    internal string JobArea => Of(nameof(JobArea), () => names.JobArea());

    internal string City => Of(nameof(City), () => places.City());

    internal string Country => Of(nameof(Country), () => places.Country());

    internal string CountryCode => Of(nameof(CountryCode), () => places.CountryCode());

    internal string State => Of(nameof(State), () => places.State());

    internal string Street => Of(nameof(Street), () => places.StreetAddress());

    internal string PostalCode => places.ZipCode("#####");

    // The library's own names of companies are made by reflection.
    internal string Company => Of(nameof(Company), () => $"{names.LastName()} {companies.CompanySuffix()}");

    internal string CatchPhrase => Of(nameof(CatchPhrase), () => companies.CatchPhrase());

    internal string Product => Of(nameof(Product), () => commerce.ProductName());

    internal string Category => Of(nameof(Category), () => commerce.Categories(1)[0]);

    internal string Department => Of(nameof(Department), () => commerce.Department(1));

    internal string Color => Of(nameof(Color), () => commerce.Color());

    internal string Phone => phones.PhoneNumber("+1-202-555-####");

    internal string Currency => Of(nameof(Currency), () => finance.Currency().Code);

    internal string Iban => finance.Iban();

    internal string Word => Of(nameof(Word), () => lorem.Word());

    internal string Sentence => Of(nameof(Sentence), () => lorem.Sentence(6));

    internal string Paragraph => Of(nameof(Paragraph), () => lorem.Paragraph(2));

    internal string Title => Of(nameof(Title), () => Capitalized($"{lorem.Word()} {lorem.Word()} {lorem.Word()}"));

    internal string Code => string.Create(CultureInfo.InvariantCulture, $"{Random.String2(3, "ABCDEFGHJKLMNPQRSTUVWXYZ")}-{Random.Number(1000, 9999)}");

    internal string Hex(int digits) => Random.String2(digits, "0123456789abcdef");

    internal string Url(string path) => $"https://{Domain}/{path}";

    internal string Version => string.Create(CultureInfo.InvariantCulture, $"{Random.Number(9)}.{Random.Number(20)}.{Random.Number(50)}");

    /// <summary>Forgets the person of the row before.</summary>
    internal void StartRow() => first = last = null;

    internal static string Slug(string text, char between = '-') =>
        string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : c is ' ' or '-' or '.' ? between : '\0').Where(c => c != '\0'));

    private string Of(string kind, Func<string> make)
    {
        if (!stock.TryGetValue(kind, out var made)) stock.Add(kind, made = [.. Enumerable.Range(0, Stock).Select(_ => make())]);
        return made[Random.Number(Stock - 1)];
    }

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
