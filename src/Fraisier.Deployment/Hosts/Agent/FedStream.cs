using System.IO.Pipelines;

namespace Fraisier.Deployment;

/// <summary>A stream that messages fill.</summary>
internal sealed class FedStream
{
    private readonly Pipe pipe = new();

    /// <summary>The end to read from.</summary>
    public Stream Reader => pipe.Reader.AsStream();

    /// <summary>Adds bytes; none end the stream.</summary>
    public async Task FeedAsync(byte[] data)
    {
        if (data.Length == 0) await pipe.Writer.CompleteAsync();
        else await pipe.Writer.WriteAsync(data);
    }
}
