using System.Net;

namespace Quickstart;

/// <summary>The one page of the guest book.</summary>
public static class Page
{
    public static string Render(string release, IReadOnlyList<Note> notes) => $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Guest book</title>
        <h1>Guest book</h1>
        <form method="post" action="/notes">
          <label>Your note <input name="body" required maxlength="{Notes.LongestBody}"></label>
          <button>Sign</button>
        </form>
        <ul>
        {string.Join('\n', notes.Select(Render))}
        </ul>
        <footer>Release {Encoded(release)}</footer>
        </html>
        """;

    private static string Render(Note note) => $"<li>{Encoded(note.Body)} <time>{note.WrittenAt:yyyy-MM-dd HH:mm} UTC</time></li>";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
