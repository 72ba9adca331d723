using System.Collections.Frozen;
using System.Globalization;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>The connection parameters that may follow the question mark of a database URL, and what each means to the driver.</summary>
internal static class DatabaseUrlParameters
{
    private static readonly FrozenDictionary<string, SslMode> SslModes = new Dictionary<string, SslMode>
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, GssEncryptionMode> GssModes = new Dictionary<string, GssEncryptionMode>
    {
        ["disable"] = GssEncryptionMode.Disable,
        ["prefer"] = GssEncryptionMode.Prefer,
        ["require"] = GssEncryptionMode.Require,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ChannelBinding> ChannelBindings = new Dictionary<string, ChannelBinding>
    {
        ["disable"] = ChannelBinding.Disable,
        ["prefer"] = ChannelBinding.Prefer,
        ["require"] = ChannelBinding.Require,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, SslNegotiation> SslNegotiations = new Dictionary<string, SslNegotiation>
    {
        ["postgres"] = SslNegotiation.Postgres,
        ["direct"] = SslNegotiation.Direct,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<NpgsqlConnectionStringBuilder, string, bool>> Known =
        new Dictionary<string, Func<NpgsqlConnectionStringBuilder, string, bool>>
        {
            ["sslmode"] = (b, v) => Chosen(SslModes, v, mode => b.SslMode = mode),
            ["gssencmode"] = (b, v) => Chosen(GssModes, v, mode => b.GssEncryptionMode = mode),
            ["channel_binding"] = (b, v) => Chosen(ChannelBindings, v, mode => b.ChannelBinding = mode),
            ["sslrootcert"] = (b, v) => Set(b.RootCertificate = v),
            ["sslcert"] = (b, v) => Set(b.SslCertificate = v),
            ["sslkey"] = (b, v) => Set(b.SslKey = v),
            ["sslpassword"] = (b, v) => Set(b.SslPassword = v),
            ["passfile"] = (b, v) => Set(b.Passfile = v),
            ["options"] = (b, v) => Set(b.Options = v),
            ["connect_timeout"] = Timeout,
            ["sslnegotiation"] = (b, v) => Chosen(SslNegotiations, v, mode => b.SslNegotiation = mode),
            ["search_path"] = (b, v) => Set(b.SearchPath = v),
            // Asked for once the server has answered.
            [SessionTarget.Parameter] = (_, v) => SessionTarget.IsKnown(v),
            // The tool names itself; the server sees that name rather than one from a URL that others share.
            ["application_name"] = (_, _) => true,
            ["fallback_application_name"] = (_, _) => true,
            // Texts are UTF-8, addresses are tried in their order, and a silent peer is noticed, whatever these say; URLs of other programs often have them.
            ["client_encoding"] = (_, _) => true,
            ["load_balance_hosts"] = (_, _) => true,
            ["keepalives"] = (_, _) => true,
            ["keepalives_idle"] = (_, _) => true,
            ["keepalives_interval"] = (_, _) => true,
            ["keepalives_count"] = (_, _) => true,
            ["tcp_user_timeout"] = (_, _) => true,
        }.ToFrozenDictionary();

    internal static IEnumerable<string> Names => Known.Keys;

    internal static bool IsKnown(string name) => Known.ContainsKey(name);

    /// <summary>True when the value is one that the parameter takes.</summary>
    internal static bool Apply(NpgsqlConnectionStringBuilder builder, string name, string value) => Known[name](builder, value);

    private static bool Chosen<T>(FrozenDictionary<string, T> choices, string value, Action<T> set)
    {
        if (!choices.TryGetValue(value, out var choice)) return false;
        set(choice);
        return true;
    }

    private static bool Set(string _) => true;

    private static bool Timeout(NpgsqlConnectionStringBuilder builder, string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        var limit = (int)DatabaseUrl.ConnectLimit.TotalSeconds;
        builder.Timeout = seconds is 0 ? limit : Math.Min(seconds, limit);
        return true;
    }
}
