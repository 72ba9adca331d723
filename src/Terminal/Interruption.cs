using System.Runtime.InteropServices;

namespace Terminal;

/// <summary>Turns Ctrl-C, SIGTERM and SIGHUP into cancellation. None of them ends the process: the command ends when it has cleaned up.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly Screen screen;
    private readonly CancellationTokenSource source;
    private readonly List<PosixSignalRegistration> registrations = [];
    private int signals;

    public Interruption(Screen screen, CancellationToken outer)
    {
        this.screen = screen;
        source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, Interrupt));
        }
    }

    public CancellationToken Token => source.Token;

    public bool Requested => source.IsCancellationRequested;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref signals) == 1)
        {
            // Cancel first, then print: a stalled reader may block the output. Callbacks must not delay the next signal.
            _ = source.CancelAsync();
            screen.WriteMessage("Interrupted; stopping and cleaning up.\n");
        }
        else
        {
            screen.WriteMessage("Still cleaning up; the command exits when it is done.\n");
        }
    }
}
