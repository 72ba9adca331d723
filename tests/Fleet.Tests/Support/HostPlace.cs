using System.Globalization;

namespace Fleet.Tests;

/// <summary>
/// The place of one host on the machine: a number, from it an address of the loopback range, and a directory. The lock is the kernel's, so that it ends with
/// the process; whoever takes a place next removes what a killed run has left in it.
/// </summary>
internal sealed class HostPlace : IDisposable
{
    private const string Root = "/var/tmp/fraisier-fleet/hosts";
    private const string Runs = "/var/tmp/fraisier-fleet/runs";
    private const int Least = 10;
    private const int Most = 250;
    private readonly FileStream held;

    private HostPlace(int number, FileStream held) => (Number, this.held) = (number, held);

    public int Number { get; }

    public string Address => $"127.0.1.{Number}";

    public string Directory => DirectoryOf(Number);

    /// <summary>Takes a free place, with an empty directory.</summary>
    public static HostPlace Take()
    {
        System.IO.Directory.CreateDirectory(Root);
        for (var number = Least; number < Most; number++)
        {
            if (TryHold(number) is { } place) return place;
        }

        throw new InvalidOperationException($"all places of {Root} are taken");
    }

    /// <summary>Removes what runs that were killed have left.</summary>
    public static void Sweep()
    {
        System.IO.Directory.CreateDirectory(Root);
        System.IO.Directory.CreateDirectory(Runs);
        foreach (var left in System.IO.Directory.GetDirectories(Root)) TryHold(int.Parse(Path.GetFileName(left), CultureInfo.InvariantCulture))?.Dispose();
        foreach (var left in System.IO.Directory.GetDirectories(Runs).Where(run => !System.IO.Directory.Exists($"/proc/{Path.GetFileName(run)}")))
            System.IO.Directory.Delete(left, recursive: true);
    }

    /// <summary>A directory for what a test writes on this machine.</summary>
    public static string Scratch()
    {
        var run = System.IO.Directory.CreateDirectory(Path.Combine(Runs, $"{Environment.ProcessId}")).FullName;
        return System.IO.Directory.CreateDirectory(Path.Combine(run, Guid.NewGuid().ToString("N")[..8])).FullName;
    }

    public void Dispose()
    {
        Clear();
        held.Dispose();
    }

    private static string DirectoryOf(int number) => Path.Combine(Root, $"{number}");

    private static HostPlace? TryHold(int number)
    {
        try
        {
            var place = new HostPlace(number, new FileStream($"{DirectoryOf(number)}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            place.Clear();
            return place;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Clear()
    {
        if (System.IO.Directory.Exists(Directory)) Machine.RunAsync("rm", "-rf", "--one-file-system", "--", Directory).GetAwaiter().GetResult();
    }
}
