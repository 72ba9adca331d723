using System.Diagnostics;
using Foundation.Files;
using Foundation.Processes;
using Xunit;

namespace Foundation.Tests.Files;

public sealed class FileLockTests
{
    private const string Hold = "import fcntl,sys,time; f=open(sys.argv[1],'a'); fcntl.flock(f,fcntl.LOCK_EX); print('held',flush=True); time.sleep(600)";

    [Fact]
    public void A_lock_has_one_holder_at_a_time()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("lock");
        using (var first = FileLock.TryTake(path))
        {
            Assert.NotNull(first);
            Assert.Null(FileLock.TryTake(path));
        }

        using var second = FileLock.TryTake(path);
        Assert.NotNull(second);
    }

    [Fact]
    public async Task Kill_9_of_the_holder_frees_the_lock()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("lock");
        using var holder = Process.Start(new ProcessStartInfo("python3", ["-c", Hold, path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
            Assert.Null(FileLock.TryTake(path));
        }
        finally
        {
            holder.Kill();
        }

        using var taken = await FileLock.TakeAsync(path, TimeSpan.FromSeconds(20), TimeProvider.System, CancellationToken.None);
        Assert.NotNull(taken);
    }

    [Fact]
    public async Task Other_programs_that_use_flock_are_kept_out()
    {
        using var folder = new TemporaryFolder();
        using var held = FileLock.TryTake(folder.File("lock"));

        var result = await new CommandRunner().RunAsync(Command.Of("flock", "-n", "-E", "9", folder.File("lock"), "true"), CancellationToken.None);

        Assert.Equal(9, result.ExitCode);
    }

    [Fact]
    public async Task A_program_started_under_the_lock_does_not_keep_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("lock");
        using var end = new CancellationTokenSource();
        Task<CommandResult> child;
        using (FileLock.TryTake(path))
        {
            child = new CommandRunner().RunAsync(Command.Of("sleep", "600"), end.Token);
        }

        using (var again = FileLock.TryTake(path)) Assert.NotNull(again);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => child);
    }

    [Fact]
    public async Task Waiting_for_a_lock_ends_at_the_limit()
    {
        using var folder = new TemporaryFolder();
        using var held = FileLock.TryTake(folder.File("lock"));

        await Assert.ThrowsAsync<TimeoutException>(() =>
            FileLock.TakeAsync(folder.File("lock"), TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_an_error_and_not_a_held_lock()
    {
        using var folder = new TemporaryFolder();

        Assert.ThrowsAny<IOException>(() => FileLock.TryTake("/nowhere/lock"));
        Assert.ThrowsAny<Exception>(() => FileLock.TryTake(folder.Path));
        // A device that exists and refuses: nobody holds a lock on it.
        Assert.ThrowsAny<Exception>(() => FileLock.TryTake("/proc/self/status/lock"));
    }
}
