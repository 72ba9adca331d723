using Npgsql;
using Quickstart;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls($"http://127.0.0.1:{Setting("PORT") ?? "8080"}");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton(NpgsqlDataSource.Create(DatabaseAddress.Read(Setting("DATABASE_URL"))));
builder.Services.AddSingleton<Notes>();
builder.Services.AddSingleton<Schema>();
var app = builder.Build();

// Fraisier says which release it starts, and leaves the commit in REVISION.
var revision = Path.Combine(app.Environment.ContentRootPath, "REVISION");
var release = Setting("FRAISIER_RELEASE") ?? (File.Exists(revision) ? File.ReadAllText(revision).Trim() : "dev");

app.MapGet("/", async (Notes notes) => Results.Content(Page.Render(release, await notes.NewestAsync()), "text/html; charset=utf-8"));

app.MapPost("/notes", async (HttpRequest request, Notes notes) =>
{
    if (!request.HasFormContentType) return Results.BadRequest("Send a form.");
    return await notes.AddAsync(await request.ReadFormAsync()) ? Results.Redirect("/") : Results.BadRequest($"A note has 1 to {Notes.LongestBody} characters.");
});

app.MapGet("/health", async (Schema schema) =>
{
    var report = await schema.LookAsync();
    var answer = new { release, schema = report.Version, status = report.Problem is null ? "ok" : "unhealthy", reason = report.Problem };
    return Results.Json(answer, statusCode: report.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
});

app.Run();

static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
