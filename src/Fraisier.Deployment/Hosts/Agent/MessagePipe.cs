using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fraisier.Deployment;

/// <summary>Messages over two streams: four bytes with the length, the highest first, and so many bytes of JSON.</summary>
/// <param name="input">Where messages come from.</param>
/// <param name="output">Where messages go to.</param>
public class MessagePipe(Stream input, Stream output) : IDisposable
{
    private const int LengthBytes = 4;
    private const int LongestMessage = 64 << 20;
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>Sends a message.</summary>
    /// <param name="type">How to write it.</param>
    /// <param name="cancellation">Ends the wait; the pipe is useless then.</param>
    /// <exception cref="IOException">The other end is gone.</exception>
    public virtual async Task SendAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, type);
        var bytes = new byte[LengthBytes + json.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, json.Length);
        json.CopyTo(bytes, LengthBytes);
        await gate.WaitAsync(cancellation);
        try
        {
            await output.WriteAsync(bytes, cancellation);
            await output.FlushAsync(cancellation);
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("The pipe is closed.", e);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Waits for a message; null at the end of the stream.</summary>
    /// <param name="type">How to read it.</param>
    /// <param name="cancellation">Ends the wait; the pipe is useless then.</param>
    /// <exception cref="IOException">The stream ends inside a message, or what comes is no message.</exception>
    public virtual async Task<T?> ReceiveAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var head = new byte[LengthBytes];
        var count = await input.ReadAtLeastAsync(head, LengthBytes, throwOnEndOfStream: false, cancellation);
        if (count == 0) return null;
        if (count < LengthBytes) throw new IOException("The stream ends inside a message.");
        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length is <= 0 or > LongestMessage) throw new IOException("Invalid message: something else writes to the pipe.");
        var json = new byte[length];
        await input.ReadExactlyAsync(json, cancellation);
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new IOException($"Invalid message: {e.Message}", e);
        }
    }

    /// <summary>Closes both streams.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes both streams.</summary>
    /// <param name="disposing">True when called by a person's code.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        output.Dispose();
        input.Dispose();
        gate.Dispose();
    }
}
