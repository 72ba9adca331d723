using Npgsql;

namespace Quickstart;

/// <summary>One note of the guest book.</summary>
public sealed record Note(string Body, DateTime WrittenAt);

/// <summary>The table of notes as this release reads and writes it.</summary>
public sealed class Notes(NpgsqlDataSource database)
{
    public const int LongestBody = 500;
    private const int PageSize = 50;

    /// <summary>The columns that this release cannot work without; the health check looks for them.</summary>
    public static readonly string[] Columns = ["body", "written_at"];

    public async Task<IReadOnlyList<Note>> NewestAsync()
    {
        await using var command = database.CreateCommand("select body, written_at from note order by id desc limit $1");
        command.Parameters.AddWithValue(PageSize);
        await using var reader = await command.ExecuteReaderAsync();
        List<Note> notes = [];
        while (await reader.ReadAsync()) notes.Add(new(reader.GetString(0), reader.GetDateTime(1)));
        return notes;
    }

    /// <summary>Adds the note of a form; false when it is empty or too long.</summary>
    public async Task<bool> AddAsync(IFormCollection form)
    {
        var body = form["body"].ToString().Trim();
        if (body.Length is 0 or > LongestBody) return false;
        await using var command = database.CreateCommand("insert into note (body) values ($1)");
        command.Parameters.AddWithValue(body);
        await command.ExecuteNonQueryAsync();
        return true;
    }
}
