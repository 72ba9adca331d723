using System.Diagnostics;
using Confiture.Postgres;

namespace Confiture.Benchmarks;

/// <summary>A server on which contenders meet.</summary>
internal sealed class Arena(TemporaryServer server, Programs programs)
{
    private int databases;
    private string? last;

    public Version Version => server.Version;

    /// <summary>Runs a program with a database in its environment, in the words of every contender.</summary>
    public static ProcessStartInfo With(DatabaseUrl url, string program, IEnumerable<string> arguments, string directory)
    {
        var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory };
        info.Environment["DATABASE_URL"] = url.ToSecretString();
        (info.Environment["PGHOST"], info.Environment["PGPORT"], info.Environment["PGUSER"]) = (url.Host, $"{url.Port}", url.User);
        return info;
    }

    /// <summary>An empty database for one turn; that of the turn before goes.</summary>
    public async Task<DatabaseUrl> EmptyAsync()
    {
        if (last is not null) await server.DropDatabaseAsync(last, CancellationToken.None);
        last = $"turn_{++databases}";
        var url = await server.CreateDatabaseAsync(last, CancellationToken.None);
        // What making the database left to write is not the turn's work.
        await ExecuteAsync(server.SocketUrl(), "checkpoint");
        return url;
    }

    /// <summary>The URL of a database that is not there.</summary>
    public async Task<DatabaseUrl> MissingAsync(string name)
    {
        var url = server.SocketUrl(name);
        await ExecuteAsync(server.SocketUrl(), $"drop database if exists {name}");
        await ExecuteAsync(server.SocketUrl(), "checkpoint");
        return url;
    }

    /// <summary>A copy of a database that stays, for one turn; that of the turn before goes.</summary>
    public async Task<DatabaseUrl> CopyAsync(string original)
    {
        if (last is not null) await server.DropDatabaseAsync(last, CancellationToken.None);
        last = $"turn_{++databases}";
        var url = await server.CloneAsync(original, last, CancellationToken.None);
        await ExecuteAsync(server.SocketUrl(), "checkpoint");
        return url;
    }

    /// <summary>A database that stays, filled with files by psql.</summary>
    public async Task<DatabaseUrl> FilledAsync(string name, params IEnumerable<string> files)
    {
        var url = await server.CreateDatabaseAsync(name, CancellationToken.None);
        string[] arguments = ["-X", "-q", "-v", "ON_ERROR_STOP=1", url.ToSecretString(), "-c", "select", .. files.SelectMany(file => (string[])["-f", file])];
        var filled = await ChildTime.RunAsync(new ProcessStartInfo(programs.Psql, arguments));
        if (filled.Exit != 0) throw new NotDoneException($"database {name} could not be filled: {filled.Errors.Trim()}");
        await ExecuteAsync(url, "analyze");
        return url;
    }

    public static async Task ExecuteAsync(DatabaseUrl url, string sql)
    {
        await using var database = await Database.OpenAsync(url, "benchmark", CancellationToken.None);
        await database.ExecuteAsync(sql, CancellationToken.None);
    }

    public static async Task<long> CountAsync(DatabaseUrl url, string sql)
    {
        await using var database = await Database.OpenAsync(url, "benchmark", CancellationToken.None);
        return await database.ScalarAsync<long>(sql, CancellationToken.None);
    }

    /// <summary>Fails when a count is not what the work leads to.</summary>
    public static async Task ExpectAsync(DatabaseUrl url, string sql, long expected)
    {
        var count = await CountAsync(url, sql);
        if (count != expected) throw new NotDoneException($"{count} objects are there instead of {expected}");
    }
}
