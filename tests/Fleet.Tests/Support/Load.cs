using System.Collections.Concurrent;
using Foundation.Waiting;

namespace Fleet.Tests;

/// <summary>Requests in a bounded number and for a bounded time, a few at the same time, whose every answer is looked at.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Workers = 8;
    private const int MostKept = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Deadline limit = Deadline.In(Longest, TimeProvider.System);
    private readonly Uri url;
    private readonly int most;
    private readonly Func<string, bool> isRight;
    private readonly Task work;
    private int count;

    /// <summary>Begins.</summary>
    /// <param name="url">What is asked for.</param>
    /// <param name="most">How often, at most.</param>
    /// <param name="isRight">Whether the text of an answer is right.</param>
    public Load(Uri url, int most, Func<string, bool> isRight)
    {
        (this.url, this.most, this.isRight) = (url, most, isRight);
        work = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(AskAsync)));
    }

    /// <summary>Requests so far.</summary>
    public int Count => Math.Min(count, most);

    /// <summary>Ends it, and says which answers were not right.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await stopping.CancelAsync();
        await work;
        return [.. wrong];
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        client.Dispose();
        stopping.Dispose();
    }

    private async Task AskAsync()
    {
        while (!stopping.IsCancellationRequested && !limit.HasPassed && Interlocked.Increment(ref count) <= most)
        {
            try
            {
                using var answer = await client.GetAsync(url, CancellationToken.None);
                var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                if (!answer.IsSuccessStatusCode || !isRight(text)) Note($"{(int)answer.StatusCode}: {text}");
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                Note(e.Message);
            }
        }
    }

    private void Note(string what)
    {
        if (wrong.Count < MostKept) wrong.Enqueue(what);
    }
}
