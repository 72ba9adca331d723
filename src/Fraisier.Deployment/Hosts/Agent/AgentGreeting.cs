using System.Text;

namespace Fraisier.Deployment;

/// <summary>Finds the line with which an agent, or what is to start it, begins; a shell's start files may have said something before.</summary>
internal static class AgentGreeting
{
    private const int MostNoise = 64 << 10;

    /// <summary>The first line that begins with <c>fraisier</c>; null when the stream ends, or says too much else.</summary>
    /// <param name="stream">The stream; nothing behind that line is read.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<string?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        for (var count = 0; count < MostNoise; count++)
        {
            if (await stream.ReadAsync(one, cancellation) == 0) return null;
            if (one[0] != (byte)'\n')
            {
                line.Append((char)one[0]);
                continue;
            }

            var text = line.ToString().TrimEnd('\r');
            if (text.StartsWith("fraisier ", StringComparison.Ordinal)) return text;
            line.Clear();
        }

        return null;
    }
}
