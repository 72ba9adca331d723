namespace Confiture.Project;

/// <summary>What the names of a column and of its table say about its values.</summary>
internal static class Meaning
{
    private static readonly (string Names, Func<Words, string> Text)[] Texts =
    [
        ("first_name firstname given_name forename fname", w => w.FirstName),
        ("last_name lastname family_name surname lname", w => w.LastName),
        ("full_name fullname display_name contact_name author owner_name customer_name user_real_name", w => w.FullName),
        ("email email_address mail e_mail", w => w.Email),
        ("username user_name login nickname handle screen_name", w => w.UserName),
        ("phone phone_number telephone tel mobile cell fax", w => w.Phone),
        ("city town locality", w => w.City),
        ("country country_name nation", w => w.Country),
        ("country_code country_iso", w => w.CountryCode),
        ("state region province county", w => w.State),
        ("street address address1 address_line1 street_address addr line1", w => w.Street),
        ("zip zipcode zip_code postal_code postcode post_code plz", w => w.PostalCode),
        ("company company_name organization organisation org employer vendor supplier manufacturer", w => w.Company),
        ("job job_title position_title profession occupation", w => w.JobTitle),
        ("department dept", w => w.Department),
        ("url website homepage link uri web href", w => w.Url(Words.Slug(w.Word))),
        ("avatar image photo picture image_url avatar_url thumbnail", w => w.Url($"{Words.Slug(w.Word)}.png")),
        ("domain hostname host fqdn", w => $"{Words.Slug(w.Word)}.{w.Domain}"),
        ("slug permalink", w => Words.Slug($"{w.Word} {w.Word}")),
        ("identifier", w => Words.Slug($"{w.Word} {w.Word}")),
        ("title headline subject caption", w => w.Title),
        ("description summary abstract about bio body content text message comment comments note notes remarks review", w => w.Paragraph),
        ("tagline slogan motto", w => w.CatchPhrase),
        ("product product_name", w => w.Product),
        ("category genre type_name", w => w.Category),
        ("color colour", w => w.Color),
        ("currency currency_code", w => w.Currency),
        ("iban", w => w.Iban),
        ("sku code barcode reference ref number order_number invoice_number part_number serial serial_number", w => w.Code),
        ("locale", w => w.Random.ArrayElement(["en_US", "en_GB", "de_DE", "fr_FR", "es_ES"])),
        ("language lang language_code", w => w.Random.ArrayElement(["en", "de", "fr", "es", "it"])),
        ("timezone time_zone tz", w => w.Random.ArrayElement(["UTC", "Europe/Paris", "Europe/Berlin", "America/New_York", "Asia/Tokyo"])),
        ("gender sex", w => w.Random.ArrayElement(["female", "male"])),
        ("status", w => w.Random.ArrayElement(["active", "pending", "closed"])),
        ("password password_hash encrypted_password hash digest checksum sha256 token secret api_key", w => w.Hex(40)),
        ("ip ip_address", w => $"192.0.2.{w.Random.Number(1, 254)}"),
        ("user_agent", w => $"Mozilla/5.0 (X11; Linux x86_64; rv:{w.Random.Number(90, 140)}.0)"),
        ("mime mime_type content_type media_type", w => w.Random.ArrayElement(["image/png", "image/jpeg", "text/plain", "application/pdf"])),
        ("file filename file_name path file_path", w => $"{Words.Slug(w.Word)}.txt"),
        ("version", w => w.Version),
    ];

    private static readonly (string Names, Func<Words, string> Text)[] NamesOfTables =
    [
        ("user users customer customers person persons people author authors contact contacts employee employees member members artist artists "
            + "patient patients student students teacher teachers client clients owner owners actor actors staff account accounts", w => w.FullName),
        ("product products item items article articles", w => w.Product),
        ("company companies organization organizations organisation organisations tenant tenants supplier suppliers vendor vendors brand brands",
            w => w.Company),
        ("country countries", w => w.Country),
        ("city cities", w => w.City),
        ("category categories genre genres", w => w.Category),
        ("department departments", w => w.Department),
    ];

    private static readonly (string Names, decimal Least, decimal Most)[] Numbers =
    [
        ("price amount cost total subtotal fee salary balance unit_price list_price revenue tax", 1, 500), ("quantity qty count", 1, 20), ("age", 18, 90),
        ("year", 1990, 2024), ("month", 1, 12), ("percent percentage discount pct", 0, 90), ("rating stars score", 1, 5), ("rate ratio share", 0, 1),
        ("latitude lat", -90, 90), ("longitude lon lng", -180, 180), ("weight weight_kg", 1, 100), ("width height length depth size", 1, 300),
        ("stock inventory", 0, 1000), ("priority level rank", 1, 5), ("day", 1, 28), ("hour", 0, 23), ("minute second", 0, 59), ("port", 1024, 49151),
        ("duration minutes seconds", 1, 600), ("position sort_order line_no line_number ordinal version", 1, 100),
    ];

    private static readonly Dictionary<string, Func<Words, string>> TextsByName = ByName(Texts);
    private static readonly Dictionary<string, Func<Words, string>> TextsByTable = ByName(NamesOfTables);

    private static readonly Dictionary<string, (decimal Least, decimal Most)> NumbersByName =
        Numbers.SelectMany(n => n.Names.Split(' ').Select(name => KeyValuePair.Create(name, (n.Least, n.Most)))).ToDictionary(StringComparer.Ordinal);

    /// <summary>Makes a text that the column may well have.</summary>
    internal static Func<Words, string> TextOf(string column, string table)
    {
        if (Find(TextsByName, column) is { } found) return found;
        return Find(NamesOfAnything, column) is not null ? Find(TextsByTable, table) ?? (w => w.Title) : w => w.Word;
    }

    /// <summary>The usual values of a number; null where the name says nothing.</summary>
    internal static (decimal Least, decimal Most)? NumberOf(string column) => Find(NumbersByName, column) is { Most: > 0 } found ? found : null;

    /// <summary>The usual times, in days from today.</summary>
    internal static (int Earliest, int Latest) TimeOf(string column)
    {
        var name = column.ToLowerInvariant();
        if (Has("birth") || Has("dob")) return (-25_000, -7_000);
        return Has("expir") || Has("due") || Has("until") || Has("valid_to") || Has("scheduled") || Has("deadline") ? (1, 365) : (-1_000, -1);

        bool Has(string part) => name.Contains(part, StringComparison.Ordinal);
    }

    /// <summary>True for what most rows do not have yet.</summary>
    internal static bool IsRare(string column)
    {
        var name = column.ToLowerInvariant();
        return ((string[])["deleted", "archived", "cancel", "banned", "revoked", "disabled"]).Any(word => name.Contains(word, StringComparison.Ordinal));
    }

    private static Dictionary<string, Func<Words, string>> NamesOfAnything { get; } = ByName([("name label", w => w.Title)]);

    private static Dictionary<string, Func<Words, string>> ByName((string Names, Func<Words, string> Text)[] rules) =>
        rules.SelectMany(r => r.Names.Split(' ').Select(name => KeyValuePair.Create(name, r.Text))).ToDictionary(StringComparer.Ordinal);

    // The whole name, then each end of it that begins with a word: billing_postal_code, postal_code, code.
    private static T? Find<T>(Dictionary<string, T> rules, string name)
    {
        var words = Folded(name);
        while (true)
        {
            if (rules.TryGetValue(words, out var found)) return found;
            var end = words.IndexOf('_', StringComparison.Ordinal);
            if (end < 0) return default;
            words = words[(end + 1)..];
        }
    }

    // orderNumber is order_number.
    private static string Folded(string name) => string.Concat(name.Select((c, i) =>
        char.IsUpper(c) && i > 0 && char.IsLower(name[i - 1]) ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
