using System.Diagnostics;
using System.Globalization;
using Foundation.Processes;
using Xunit;

namespace Foundation.Tests.Processes;

public sealed class ProcessIdentityTests
{
    private const string Zombie = "import os,time\npid=os.fork()\nif pid==0: os._exit(0)\nprint(pid,flush=True)\ntime.sleep(600)";

    [Fact]
    public void This_process_lives() => Assert.True(ProcessIdentity.Current.IsAlive());

    [Fact]
    public void A_process_lives_until_it_is_killed()
    {
        using var process = Process.Start("sleep", "600");
        var identity = ProcessIdentity.Of(process.Id)!;
        Assert.True(identity.IsAlive());

        process.Kill();
        process.WaitForExit();

        Assert.False(identity.IsAlive());
        Assert.Null(ProcessIdentity.Of(process.Id));
    }

    [Fact]
    public async Task A_zombie_is_gone()
    {
        using var parent = Process.Start(new ProcessStartInfo("python3", ["-c", Zombie]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var pid = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        try
        {
            await Eventually.HoldsAsync(() => File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal));

            Assert.Null(ProcessIdentity.Of(pid));
        }
        finally
        {
            parent.Kill();
        }
    }

    [Fact]
    public void A_process_id_that_is_used_again_is_not_the_same_process()
    {
        var earlier = ProcessIdentity.Current with { Started = ProcessIdentity.Current.Started - 1 };

        Assert.False(earlier.IsAlive());
    }

    [Fact]
    public void Before_a_reboot_is_dead_and_elsewhere_is_unknown()
    {
        Assert.False((ProcessIdentity.Current with { Boot = "another" }).IsAlive());
        Assert.Null((ProcessIdentity.Current with { Host = "another" }).IsAlive());
        Assert.Null((ProcessIdentity.Current with { Namespace = "pid:[1]" }).IsAlive());
    }

    [Fact]
    public void A_name_full_of_brackets_does_not_confuse()
    {
        using var folder = new TemporaryFolder();
        var program = folder.File("a) Z 1 (b");
        File.Copy("/bin/sleep", program);
        using var process = Process.Start(program, "600");
        try
        {
            Assert.True(ProcessIdentity.Of(process.Id)?.IsAlive());
        }
        finally
        {
            process.Kill();
        }
    }
}
