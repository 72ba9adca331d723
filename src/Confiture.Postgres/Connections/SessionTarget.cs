using System.Collections.Frozen;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>The values of <c>target_session_attrs</c>, as in PostgreSQL's own tools.</summary>
internal sealed class SessionTarget
{
    internal const string Parameter = "target_session_attrs";
    internal const string Standard = "any";
    private const string Standby = "standby";
    private const string ReadOnly = "select current_setting('transaction_read_only') = 'on'";
    private const string InRecovery = "select pg_is_in_recovery()";

    private static readonly FrozenDictionary<string, (string Question, bool Wanted)> Questions = new Dictionary<string, (string, bool)>
    {
        ["read-write"] = (ReadOnly, false),
        ["read-only"] = (ReadOnly, true),
        ["primary"] = (InRecovery, false),
        [Standby] = (InRecovery, true),
    }.ToFrozenDictionary();

    private readonly string word;

    private SessionTarget(string word) => this.word = word;

    /// <summary>True when PostgreSQL's tools know the word.</summary>
    internal static bool IsKnown(string word) => word is Standard or "prefer-standby" || Questions.ContainsKey(word);

    /// <summary>The rounds in which all addresses are tried: <c>prefer-standby</c> asks for a standby first and then takes what is there.</summary>
    internal static IReadOnlyList<SessionTarget> RoundsOf(string word) => word == "prefer-standby" ? [new(Standby), new(Standard)] : [new(word)];

    /// <summary>True when the server at the other end is what was asked for.</summary>
    internal async Task<bool> FitsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (!Questions.TryGetValue(word, out var question)) return true;
        await using var command = new NpgsqlCommand(question.Question, connection);
        return await command.ExecuteScalarAsync(cancellation) is bool answer && answer == question.Wanted;
    }

    /// <inheritdoc/>
    public override string ToString() => word;
}
